"""What stands in a paragraph, beside and around its runs (ECMA-376 Part 1, 17.3.2, 17.16)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from workflow.documents.content import Bookmark
from workflow.documents.house.figures import figure_in
from workflow.documents.reader.accepting import DELETED, INSERTED
from workflow.documents.reader.comments import MARKS as COMMENT_MARKS
from workflow.documents.reader.desk import Desk, Hand, Mode
from workflow.documents.reader.fields import code_of, result_of, split_runs, stretches
from workflow.documents.reader.figures import Figures
from workflow.documents.reader.kinds import kind_of
from workflow.documents.reader.line import Line
from workflow.documents.reader.runs import Runs
from workflow.documents.reader.tracked import author_of, restore_text
from workflow.documents.reader.xml import Element, local, named, tags, val
from workflow.documents.word.tree import w

DEEPEST = 60
"""Wrappers around a run; what lies deeper is kept as an island."""
_UNSEEN = tags("pPr proofErr permStart permEnd bookmarkEnd sdtPr smartTagPr customXmlPr sectPr rPr")
_TRANSPARENT = tags("smartTag customXml dir bdo")
_ISLANDS = frozenset(
    {w("sdt"), named("m", "oMath"), named("m", "oMathPara"), named("mc", "AlternateContent")}
)
_RUN_TEXT = tags(
    "rPr t tab ptab noBreakHyphen softHyphen lastRenderedPageBreak fldChar instrText delText "
    "commentReference"
)


class Lines:
    """Reads the content of one paragraph after the other into lines."""

    def __init__(self, desk: Desk, runs: Runs) -> None:
        self._desk, self._runs = desk, runs
        self._figures = Figures(desk, self._inside, self._tracked)
        self._handlers: dict[str, Callable[[Line, Element, Hand], None]] = {
            w("r"): runs.read,
            w("hyperlink"): self._hyperlink,
            w("fldSimple"): self._simple_field,
            w("bookmarkStart"): self._bookmark,
            w("sdt"): self._control,
            w("subDoc"): lambda line, node, hand: desk.remarks.add("sub_document"),
        }
        self._handlers |= dict.fromkeys(INSERTED, self._inserted)
        self._handlers |= dict.fromkeys(DELETED, self._deleted)
        self._handlers |= dict.fromkeys(COMMENT_MARKS, self._comment)
        self._handlers |= dict.fromkeys(_TRANSPARENT, self._inside)

    def read(self, line: Line, paragraph: Element, hand: Hand) -> Line:
        """Add what the paragraph holds to ``line``; returns it."""
        desk = self._desk
        desk.comments.begin(line.here())
        for name in desk.waiting_bookmarks:
            line.add(Bookmark(name))
        desk.waiting_bookmarks.clear()
        split_runs(paragraph)
        self._nodes(line, list(paragraph), hand)
        line.write_label()
        desk.comments.end(line.here())
        return line

    def _nodes(self, line: Line, nodes: Sequence[Element], hand: Hand) -> None:
        if hand.depth > DEEPEST:
            self._desk.add_island(line, "other", nodes, hand)
            return
        for stretch in stretches(nodes):
            if stretch.is_field:
                self._field(line, stretch.nodes, hand)
            else:
                self._node(line, stretch.nodes[0], hand)

    def _node(self, line: Line, node: Element, hand: Hand) -> None:
        if not isinstance(node.tag, str) or node.tag in _UNSEEN:
            return
        handler = self._handlers.get(node.tag)
        if handler is not None:
            handler(line, node, hand)
        elif node.tag in _ISLANDS:
            self._desk.add_island(line, kind_of(node), [node], hand)
        elif next(node.iter(w("r")), None) is not None:
            self._inside(line, node, hand)
        else:
            self._in_run(line, node, hand)

    def _in_run(self, line: Line, node: Element, hand: Hand) -> None:
        """What belongs into a run, and stands beside the runs in files that others wrote."""
        made = node.makeelement(w("r"))
        node.addprevious(made)
        made.append(node)
        self._runs.read(line, made, hand)

    def _inside(self, line: Line, node: Element, hand: Hand) -> None:
        self._nodes(line, list(node), replace(hand, depth=hand.depth + 1))

    def _hyperlink(self, line: Line, node: Element, hand: Hand) -> None:
        """The words of a link; one on something else than words is an island as a whole."""
        relations = self._desk.source.relations(hand.scene.origin)
        link = self._desk.links.of_hyperlink(node, relations)
        if link and not _is_words([node]):
            self._desk.add_island(line, _kind_within(node), [node], hand)
        else:
            self._inside(line, node, replace(hand, link=link or hand.link))

    def _field(self, line: Line, nodes: Sequence[Element], hand: Hand) -> None:
        if hand.scene.mode is Mode.SUGGEST and self._tracked_field(line, nodes, hand):
            return
        shown = result_of(nodes)
        link = self._desk.links.of_field(code_of(nodes)) if shown is not None else None
        if link is None or shown is None or not _is_words(shown):
            self._desk.add_island(line, "field", nodes, hand)
        else:
            self._nodes(line, shown, replace(hand, link=link, depth=hand.depth + 1))

    def _tracked_field(self, line: Line, nodes: Sequence[Element], hand: Hand) -> bool:
        """A field whose beginning and end are inserted, or deleted: so is what lies between."""
        for kinds in (INSERTED, DELETED):
            if nodes[0].tag in kinds and nodes[-1].tag in kinds:
                inner = [one for node in nodes for one in _unwrapped(node)]
                self._tracked(line, nodes[0], inner, hand)
                return True
        return False

    def _simple_field(self, line: Line, node: Element, hand: Hand) -> None:
        link = self._desk.links.of_field(val(node, "instr") or "")
        if link is None or not _is_words([node]):
            self._desk.add_island(line, "field", [node], hand)
        else:
            self._inside(line, node, replace(hand, link=link))

    def _bookmark(self, line: Line, node: Element, hand: Hand) -> None:
        name = self._desk.links.bookmark(node)
        if name:
            line.add(Bookmark(name))

    def _control(self, line: Line, node: Element, hand: Hand) -> None:
        named = figure_in(node)
        if named is None:
            self._desk.add_island(line, "control", [node], hand)
        else:
            self._figures.read(line, node, named, hand)

    def _comment(self, line: Line, node: Element, hand: Hand) -> None:
        self._desk.comments.meet(node, line.here())

    def _inserted(self, line: Line, node: Element, hand: Hand) -> None:
        if hand.scene.mode is Mode.SUGGEST:
            self._tracked(line, node, list(node), hand)
        elif hand.scene.mode is Mode.AFTER:
            self._inside(line, node, hand)
        else:
            self._desk.remarks.add("nested_change")

    def _deleted(self, line: Line, node: Element, hand: Hand) -> None:
        if hand.scene.mode is Mode.SUGGEST:
            self._tracked(line, node, list(node), hand)
        elif hand.scene.mode is Mode.BEFORE:
            restore_text(node)
            self._inside(line, node, hand)
        else:
            self._desk.remarks.add("nested_change")

    def _tracked(self, line: Line, change: Element, nodes: Sequence[Element], hand: Hand) -> None:
        """What a change puts in goes aside; what it takes away stays in the line."""
        inserts, author = change.tag in INSERTED, author_of(change)
        line.write_label()
        start = line.here()
        mode = Mode.AFTER if inserts else Mode.BEFORE
        scene = replace(hand.scene, mode=mode)
        hand = replace(hand, scene=scene, depth=hand.depth + 1)
        if inserts:
            line.begin_aside()
            self._nodes(line, nodes, hand)
            self._desk.suggestions.insert(author, start, line.end_aside())
            return
        for node in nodes:
            restore_text(node)
        self._nodes(line, nodes, hand)
        self._desk.suggestions.delete(author, start, line.here())


def _unwrapped(node: Element) -> list[Element]:
    return list(node) if node.tag in INSERTED + DELETED else [node]


def _is_words(nodes: Sequence[Element]) -> bool:
    """Whether there is nothing but text, so that a link can lie on it."""
    runs = [run for node in nodes for run in node.iter(w("r"))]
    things = {one.tag for node in nodes for one in node.iter(*_ISLANDS)}
    return not things and all(
        one.tag in _RUN_TEXT or local(one) == "br" for run in runs for one in run
    )


def _kind_within(node: Element) -> str:
    """The kind of the first thing in a link that is no text."""
    kinds = (kind_of(one) for run in node.iter(w("r")) for one in run if one.tag not in _RUN_TEXT)
    return next((one for one in kinds if one != "other"), "other")
