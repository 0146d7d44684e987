"""The cut of a whole body: with its sections, and with what stands around its pages."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from workflow.documents.chunk import Chunk, Furniture, Section
from workflow.documents.pieces import pieces_of
from workflow.documents.word.cutting.cut import Cut
from workflow.documents.word.cutting.sections import (
    BLANK,
    Found,
    cut_sections,
    with_furniture,
)
from workflow.documents.word.cutting.stock import Stock
from workflow.documents.word.tree import w

_ON = ("1", "true", "on", "")


def cut_body(stock: Stock, comments: bool, furniture: bool) -> Chunk:
    """The source's whole body, which is used up; needs.sections are filled.

    ``furniture``: headers and footers come along; else sections name none.
    """
    source = stock.source
    found: list[Found] = []

    def part_of(own: str) -> str:
        relation = source.relations(source.main).get(own)
        return BLANK if relation is None else relation.target

    def cut_first(root: etree._Element) -> tuple[Section, ...]:
        found.extend(cut_sections(root, part_of, furniture))
        return tuple([one.section for one in found])

    chunk = Cut(stock, comments).whole(source.body, cut_first)
    if not furniture:
        return chunk
    shelf = _Shelf(stock)
    even = _tells_even_pages(stock)
    sections = tuple(with_furniture(one, shelf.number, even) for one in found)
    needs = replace(chunk.needs, sections=sections, furniture=tuple(shelf.made))
    return replace(chunk, needs=needs)


class _Shelf:
    """Headers and footers, each cut once."""

    def __init__(self, stock: Stock) -> None:
        self._stock = stock
        self._numbers: dict[tuple[str, str], int] = {}
        self.made: list[Furniture] = []

    def number(self, kind: str, name: str) -> int:
        if (kind, name) not in self._numbers:
            self._numbers[kind, name] = len(self.made)
            self.made.append(Furniture(kind, self._cut(name)))
        return self._numbers[kind, name]

    def _cut(self, name: str) -> Chunk:
        root = self._stock.source.root(name) if name else None
        if root is None:
            return Chunk(pieces_of(etree.Element(w("p"))))
        made = Cut(self._stock, comments=False).chunk(root, name)
        return made if made.pieces else Chunk(pieces_of(etree.Element(w("p"))), made.needs)


def _tells_even_pages(stock: Stock) -> bool:
    settings = stock.source.related_root("settings")
    named = None if settings is None else settings.find(w("evenAndOddHeaders"))
    return named is not None and named.get(w("val"), "") in _ON
