"""A story, of the body or of a cell, block by block (ECMA-376 Part 1, 17.2 and 17.3.1)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from workflow.documents.content import (
    Block,
    Bookmark,
    ListItem,
    Paragraph,
    new_id,
)
from workflow.documents.reader.accepting import DELETED, INSERTED, accept
from workflow.documents.reader.comments import MARKS as COMMENT_MARKS
from workflow.documents.reader.desk import Desk, Mode, Scene
from workflow.documents.reader.fields import stretches
from workflow.documents.reader.kinds import kind_of
from workflow.documents.reader.landscape import Sections
from workflow.documents.reader.lists import Counting
from workflow.documents.reader.paragraphs import Paragraphs
from workflow.documents.reader.set_aside import SetAside
from workflow.documents.reader.story import Story, unwrapped
from workflow.documents.reader.tables import Tables
from workflow.documents.reader.text import text_of
from workflow.documents.reader.tracked import Fate, fate, reject
from workflow.documents.reader.xml import Element, named, tags
from workflow.documents.word.tree import w

_P, _TBL = w("p"), w("tbl")
# What belongs into a paragraph and may stand between two in files that others wrote.
_OF_LINES = frozenset(
    {w("r"), w("hyperlink"), w("fldSimple"), w("smartTag"), named("m", "oMath")}
    | {named("m", "oMathPara"), *INSERTED, *DELETED}
)
_UNSEEN = tags("tcPr sectPr proofErr permStart permEnd bookmarkEnd")


class Blocks:
    """Reads stories; tables come back here for their cells."""

    def __init__(self, desk: Desk, paragraphs: Paragraphs) -> None:
        self._desk, self._paragraphs = desk, paragraphs
        self._tables = Tables(desk, self.cell)
        self._set_aside = SetAside(desk, paragraphs, self._tables, self._node)
        self._handlers: dict[str, Callable[[Story, Element], None]] = {
            _P: self._paragraph,
            _TBL: self._table,
            w("bookmarkStart"): self._bookmark,
            w("sdt"): lambda story, node: self._island(story, "control", [node]),
            w("altChunk"): lambda story, node: self._island(story, "file", [node]),
        }
        self._handlers |= dict.fromkeys(COMMENT_MARKS, self._comment)
        self._handlers |= dict.fromkeys(_OF_LINES, self._line)

    def body(self, body: Element, scene: Scene) -> tuple[Block, ...]:
        """The blocks of the main story."""
        sections = Sections(body, self._desk.remarks)
        story = Story(replace(scene, landscape=sections.landscape), sections)
        self._read(story, list(body))
        story.blocks += self._left_bookmarks()
        return tuple(story.blocks)

    def _left_bookmarks(self) -> list[Block]:
        """Marks behind the last paragraph stand in one of their own."""
        names, self._desk.waiting_bookmarks = self._desk.waiting_bookmarks, []
        marks = tuple(map(Bookmark, names))
        return [Paragraph(new_id(), marks)] if marks else []

    def cell(self, holder: Element, scene: Scene) -> list[Block]:
        """The blocks of a cell."""
        story = Story(scene)
        self._read(story, list(holder))
        return story.blocks

    def _read(self, story: Story, nodes: Sequence[Element]) -> None:
        for stretch in stretches(list(unwrapped(nodes))):
            ended = [story.sections.leave(one) for one in stretch.nodes] if story.sections else []
            if stretch.is_field:
                self._island(story, "field", stretch.nodes)
            else:
                self._node(story, stretch.nodes[0])
            if story.sections:
                self._desk.remarks.add("section_break") if any(ended) else None
                story.turns = story.turns or any(ended)
                story.scene = replace(story.scene, landscape=story.sections.landscape)

    def _node(self, story: Story, node: Element) -> None:
        if not isinstance(node.tag, str) or node.tag in _UNSEEN:
            return
        asides = self._desk.known.asides(node)
        if asides:
            self._set_aside.read(story, node, asides)
            return
        handler = self._handlers.get(node.tag)
        if handler is not None:
            handler(story, node)
        elif kind_of(node) != "other" or text_of([node]):
            self._line(story, node)

    def _line(self, story: Story, node: Element) -> None:
        """Put what belongs into a paragraph into one, and read that."""
        made = node.makeelement(_P)
        node.addprevious(made)
        made.append(node)
        self._paragraph(story, made)

    def _island(self, story: Story, kind: str, nodes: Sequence[Element]) -> None:
        self._desk.labels.pass_by(nodes)
        scene = story.scene
        made = self._desk.islands.block(kind, nodes, scene.origin, scene.landscape)
        here = (made.id, 0) if made else ("", 0)
        if made is not None:
            self._desk.comments.begin(here)
            self._desk.comments.end(here)
            story.counting.interrupt()
            story.add([made])
        self._desk.comments.meet_around(nodes, here, here)
        self._desk.identity.met(nodes, [made] if made else [])

    def _comment(self, story: Story, node: Element) -> None:
        self._desk.comments.meet_between(node)

    def _bookmark(self, story: Story, node: Element) -> None:
        name = self._desk.links.bookmark(node)
        self._desk.waiting_bookmarks += [name] if name else []

    def _paragraph(self, story: Story, node: Element) -> None:
        own, author = fate(node)
        if story.turns:
            story.counting.interrupt()
        if own is Fate.INSERTED:
            state = self._desk.labels.state()
            scene = replace(story.scene, mode=Mode.AFTER)
            found = self._paragraphs.read(node, scene, Counting()).blocks
            self._desk.labels.go_back(state)
            self._insert(story, node, found)
            self._desk.identity.met([node], [])
            return
        mode = Mode.BEFORE if own is Fate.DELETED else story.scene.mode
        read = self._paragraphs.read(node, replace(story.scene, mode=mode), story.counting)
        self._desk.identity.met([node], read.blocks)
        if own is Fate.DELETED:
            for one in read.blocks:
                self._desk.suggestions.remove(author, one.id)
        elif story.takes_caption(read):
            caption, before = story.add_caption(read)
            self._desk.moved[caption] = story.blocks[-1].id, before
            return
        story.turns = story.turns or (read.breaks and bool(read.blocks))
        story.add(read.blocks)

    def _insert(self, story: Story, node: Element, found: Iterable[Block]) -> None:
        """Blocks that a tracked change sets in behind the last one that stands."""
        plain = [replace(one, start=None) if isinstance(one, ListItem) else one for one in found]
        self._desk.suggestions.insert_blocks(fate(node)[1], story.last, plain)

    def _table(self, story: Story, node: Element) -> None:
        own, author = fate(node)
        scene, state = story.scene, self._desk.labels.state()
        if own is Fate.INSERTED:
            accept(node)
            scene = replace(scene, mode=Mode.AFTER)
        elif own is Fate.DELETED:
            reject(node)
            scene = replace(scene, mode=Mode.BEFORE)
        made = self._tables.read(node, scene)
        if made is None:
            self._desk.labels.go_back(state)
            self._huge_table(story, node)
            return
        if own is Fate.INSERTED:
            self._desk.labels.go_back(state)
            self._desk.suggestions.insert_blocks(author, story.last, [made])
            return
        if own is Fate.DELETED:
            self._desk.suggestions.remove(author, made.id)
        self._desk.identity.met([node], [made])
        story.counting.interrupt()
        story.add([made])

    def _huge_table(self, story: Story, node: Element) -> None:
        """A table that content cannot hold; one without a cell is nothing."""
        if text_of([node]) or next(node.iter(w("drawing"), w("pict")), None) is not None:
            self._desk.remarks.add("table_kept")
            self._island(story, "other", [node])
