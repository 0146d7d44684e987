"""Comments: what each stands at, its paragraphs, and the marks around the words it is on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workflow.documents.chunk import Hole
from workflow.documents.house.fillers import filler
from workflow.documents.house.styles import COMMENT_MARK
from workflow.documents.house.xml import Element, el, element, w
from workflow.documents.pieces import hole


@dataclass(frozen=True, slots=True)
class Anchor:
    """A comment's local number and the code points of its block that it is on."""

    start: int
    end: int
    number: int


class Talk:
    """Anchors by block; each block's are handed out once, when it is written."""

    def __init__(self) -> None:
        self._anchors: dict[str, list[Anchor]] = {}

    def place(self, block: str, anchor: Anchor) -> None:
        self._anchors.setdefault(block, []).append(anchor)

    def anchors(self, block: str) -> list[Anchor]:
        return self._anchors.pop(block, [])

    def left(self) -> list[Anchor]:
        """Anchors on what was never written."""
        found = [one for group in self._anchors.values() for one in group]
        self._anchors = {}
        return found


def range_start(anchor: Anchor) -> Element:
    return el("commentRangeStart", id=hole(Hole.COMMENT, anchor.number))


def range_end(anchor: Anchor) -> list[Element]:
    """The end of the range and the mark that Word shows the comment at (17.13.4.5)."""
    number = hole(Hole.COMMENT, anchor.number)
    style = element("rPr", el("rStyle", val=COMMENT_MARK))
    reference = element("r", style, el("commentReference", id=number))
    return [el("commentRangeEnd", id=number), reference]


def around(elements: Sequence[Element], anchors: Iterable[Anchor]) -> list[Element]:
    """The elements with ranges from the start of their first paragraph to the last one's end.

    They must be expanded. Where there is no paragraph, an invisible one holds the marks.
    """
    made, found = list(elements), list(anchors)
    if not found:
        return made
    paragraphs = [one for each in made for one in each.iter(w("p")) if _is_own(one)]
    if not paragraphs:
        paragraphs = [filler()]
        made += paragraphs
    first, last = paragraphs[0], paragraphs[-1]
    place = int(first.find(w("pPr")) is not None)
    first[place:place] = [range_start(one) for one in found]
    for one in found:
        last.extend(range_end(one))
    return made


def _is_own(paragraph: Element) -> bool:
    """Not one of a text box, which stands within a run."""
    return not any(one.tag == w("r") for one in paragraph.iterancestors())
