"""Automatic numbers: those of plain lists stay automatic, all others become text (17.9)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from workflow.documents.content.blocks_in import DEEPEST_LIST, LAST_NUMBER
from workflow.documents.reader.remarks import Remarks
from workflow.documents.reader.xml import Element, named
from workflow.documents.word.numbering import Mark, Numbering, Place
from workflow.documents.word.tree import w

# The forms of house styles (profile.Lists), with what may stand around the number.
_FORMS = frozenset(
    {"decimal", "decimalEnclosedCircle", "decimalEnclosedCircleChinese", "lowerLetter"}
    | {"lowerRoman"}
)
_PLAIN = re.compile(r"%(\d)[.．、)）]?")
_BRACKETED = re.compile(r"[(（]%(\d)[)）]")
_COPY = named("mc", "Fallback")
_CLOSED = ("、", ")", "）")


@dataclass(frozen=True, slots=True)
class Label:
    """``text`` is set before the paragraph; without it, it is a list's item.

    ``number`` is what an ordered item shows.
    """

    text: str = ""
    ordered: bool = False
    depth: int = 0
    number: int = 0

    @property
    def is_item(self) -> bool:
        return not self.text


class Labels:
    """Asks for the number of each paragraph, once and in order."""

    def __init__(self, numbering: Numbering, remarks: Remarks) -> None:
        self._numbering, self._remarks = numbering, remarks

    def of(self, paragraph: Element, is_heading: bool) -> Label | None:
        """None for a paragraph without number or bullet; a heading's number is text."""
        return self.at(self.place(paragraph), is_heading)

    def place(self, paragraph: Element) -> Place | None:
        """The list and the level of a paragraph, for all that say the same of it."""
        return self._numbering.place(paragraph)

    def at(self, place: Place | None, is_heading: bool) -> Label | None:
        """What ``of`` tells of a paragraph that has this place."""
        mark = self._numbering.mark_at(place)
        if mark is None or mark.form == "none":
            return None
        if mark.form == "bullet":
            return None if is_heading else Label(depth=mark.depth)
        if not mark.text.strip():
            return None
        if not is_heading and _is_plain(mark):
            return Label("", True, mark.depth, mark.count)
        self._remarks.add("number_became_text", mark.text.strip())
        return Label(mark.text if mark.text.endswith(_CLOSED) else mark.text + " ")

    def pass_by(self, elements: Iterable[Element]) -> None:
        """Count the paragraphs of an island, which keep their own numbers; copies for older
        readers say the same thing again.
        """
        for element in elements:
            for paragraph in element.iter(w("p")):
                if next(paragraph.iterancestors(_COPY), None) is None:
                    self._numbering.mark(paragraph)

    def state(self) -> object:
        return self._numbering.state()

    def go_back(self, state: object) -> None:
        self._numbering.go_back(state)


class Counting:
    """What the numbers of a run of list items are when it is written: each depth from 1."""

    def __init__(self) -> None:
        self._open: list[tuple[bool, int]] = []

    def interrupt(self) -> None:
        """Another block: a list behind it begins anew."""
        self._open.clear()

    def start(self, label: Label) -> int | None:
        """The number that an item has to be given, None where it comes by itself."""
        del self._open[label.depth + 1 :]
        while len(self._open) < label.depth:
            self._open.append((label.ordered, 0))
        is_open = len(self._open) > label.depth and self._open[label.depth][0] is label.ordered
        expected = self._open[label.depth][1] + 1 if is_open else 1
        number = label.number if label.ordered else 0
        self._open[label.depth :] = [(label.ordered, number)]
        return None if not label.ordered or number == expected else number


def _is_plain(mark: Mark) -> bool:
    """A number of its own level alone; in brackets only from the second level on, as official
    text reads （1） as a level of headings.
    """
    if mark.form not in _FORMS or not 0 <= mark.count <= LAST_NUMBER or mark.depth > DEEPEST_LIST:
        return False
    found = _PLAIN.fullmatch(mark.pattern.strip())
    if found is None and mark.depth > 0:
        found = _BRACKETED.fullmatch(mark.pattern.strip())
    return found is not None and int(found[1]) == mark.depth + 1
