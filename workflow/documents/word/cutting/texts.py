"""What a source set aside, cut by its shape: each shape once, then only words are set in.

The cut of a shape is that of its element by the passes that cut everything, with marks in the
place of its words. It depends on the sheet alone, and is remembered with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from operator import attrgetter

from lxml import etree

from workflow.documents.chunk import Hole, Place
from workflow.documents.pieces import hole
from workflow.documents.word.aside import ASIDE, Thinned
from workflow.documents.word.body_text import Aside
from workflow.documents.word.cutting.definition import Definition
from workflow.documents.word.cutting.sheet import Sheet
from workflow.documents.word.shapes import HOLE, MARK_OF_ASIDE, WORD_MARK, Shape, parsed

_MARKS = re.compile(rf'<w:(?:p|tbl) {MARK_OF_ASIDE}="([0-9]+)"(?:/>|>.*?</w:tbl>)'.encode())
_LOST_LIST = "lost_list"
_SHAPE = attrgetter("shape")


class Text:
    """A shape as it is cut. Its template, the last one, holds the numbers of one chunk."""

    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        self._last: tuple[object, str] = None, ""

    def template(self, styles: list[int], lists: list[int]) -> str:
        """The markup with %s for each word; STYLE and LIST holes count into these numbers."""
        last = self._last
        if last[0] != (styles, lists):
            by_kind = {Hole.STYLE: styles, Hole.LIST: lists}
            made = "".join([_written(one, by_kind) for one in self.definition.pieces])
            last = self._last = (styles, lists), made
        return last[1]


class Texts:
    """All that one source set aside. It holds nothing of the cut that uses it: a circle would keep
    the source's trees in memory until somebody looks for circles.
    """

    def __init__(self, thinned: Thinned, sheet: Sheet, remark: Callable[[str], None]) -> None:
        self._thinned, self._sheet, self._remark = thinned, sheet, remark
        self._styles: dict[Shape, list[int]] = {}
        self._lists: dict[Shape, list[int]] = {}
        # Shapes of which each is remarked.
        self._faulty: set[Shape] = set()

    def meet_styles(self, number: Callable[[str, str], int | None], node: etree._Element) -> None:
        """Number the styles of what a node stands for; called in the order of the text."""
        asides = self._asides(node)
        for shape in dict.fromkeys(map(_SHAPE, asides)):
            if shape not in self._styles:
                definition = self._text(shape).definition
                self._styles[shape] = [number(*one) or 0 for one in definition.styles if one]
                self._faulty |= {shape} if definition.remarks else set()
        self._remark_on(asides, lists=False)

    def meet_lists(self, number: Callable[[str], int | None], node: etree._Element) -> None:
        """The same for its lists."""
        asides = self._asides(node)
        for shape in dict.fromkeys(map(_SHAPE, asides)):
            if shape not in self._lists:
                definition = self._text(shape).definition
                self._lists[shape] = [number(one) or 0 for one in definition.lists]
        self._remark_on(asides, lists=True)

    def filled(self, data: bytes) -> bytes:
        """The serialised body with everything in its place."""
        templates = {
            one: self._text(one).template(styles, self._lists[one])
            for one, styles in self._styles.items()
        }
        pieces: list[bytes] = _MARKS.split(data)
        for place in range(1, len(pieces), 2):
            asides = self._thinned.of(pieces[place].decode())
            made = [templates[shape] % words for shape, words, _ in asides]
            pieces[place] = "".join(made).encode()
        return b"".join(pieces)

    def _asides(self, node: etree._Element) -> tuple[Aside, ...]:
        number = node.get(ASIDE)
        return self._thinned.of(number) if number else ()

    def _remark_on(self, asides: tuple[Aside, ...], lists: bool) -> None:
        """What was noticed while a shape was cut holds for each that has it."""
        for shape in map(_SHAPE, asides) if self._faulty else ():
            for code in self._text(shape).definition.remarks if shape in self._faulty else ():
                if (code == _LOST_LIST) is lists:
                    self._remark(code)

    def _text(self, shape: Shape) -> Text:
        sheet = self._sheet

        def made() -> Text:
            return Text(sheet.text(parsed(shape.markup.replace(HOLE, WORD_MARK))))

        return sheet.remembered(shape, made)


def _written(piece: bytes | Place, numbers: dict[Hole, list[int]]) -> str:
    if isinstance(piece, bytes):
        return piece.decode().replace("%", "%%").replace(WORD_MARK, "%s")
    kind, number = piece
    return hole(kind, numbers[kind][number])
