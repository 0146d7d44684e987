"""Figures of the register in a line: the words of a control become the reference again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from workflow.documents.content import FigureRef
from workflow.documents.house.figures import Tagged
from workflow.documents.reader.accepting import DELETED, INSERTED
from workflow.documents.reader.desk import Desk, Hand, Mode
from workflow.documents.reader.line import Line
from workflow.documents.reader.text import plain
from workflow.documents.reader.xml import Element, tags
from workflow.documents.word.tree import unwrap, w

_CONTENT, _TEXT, _TAB = w("sdtContent"), w("t"), w("tab")
_PLAIN = tags("r rPr t tab proofErr lastRenderedPageBreak commentRangeStart commentRangeEnd ")
_PLAIN |= tags("commentReference rStyle bookmarkStart bookmarkEnd smartTag hyperlink")
# Reads a control's content as any other text; reads what a change wraps.
Inside = Callable[[Line, Element, Hand], None]
Changed = Callable[[Line, Element, list[Element], Hand], None]


class Figures:
    """``inside`` and ``changed`` are the reader's of lines."""

    def __init__(self, desk: Desk, inside: Inside, changed: Changed) -> None:
        self._desk, self._inside, self._changed = desk, inside, changed

    def read(self, line: Line, control: Element, named: Tagged, hand: Hand) -> None:
        """The reference where the words are as they were written, else the words as they are."""
        content = control.find(_CONTENT)
        if content is None:
            return
        change = _whole_change(content) if hand.scene.mode is Mode.SUGGEST else None
        if change is not None:
            unwrap(change)
            self._changed(line, change, [control], hand)
            return
        words = _words(content)
        if words is None or not named.holds(words):
            if words != "":
                self._desk.remarks.add("figure_overwritten", words or "", line.here()[0])
            self._inside(line, content, replace(hand, depth=hand.depth + 1))
            return
        start = line.here()
        line.add(FigureRef(named.figure, named.version, words))
        self._desk.comments.meet_around([content], start, line.here())


def _whole_change(content: Element) -> Element | None:
    """The one tracked change that all of the content is in."""
    inner = list(content)
    return inner[0] if len(inner) == 1 and inner[0].tag in INSERTED + DELETED else None


def _words(content: Element) -> str | None:
    """The text; None where there is more than text, or a part of it is a tracked change."""
    found = []
    for one in content.iterdescendants("*"):
        if one.tag not in _PLAIN and not _is_look(one):
            return None
        if one.tag in (_TEXT, _TAB):
            found.append("\t" if one.tag == _TAB else plain(one))
    return "".join(found)


def _is_look(one: Element) -> bool:
    return next(one.iterancestors(w("rPr")), None) is not None
