"""What is set into another text gets ids of its own, and takes no bookmark along twice."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from workflow.documents.content import (
    Block,
    Bookmark,
    Cell,
    Heading,
    Inline,
    ListItem,
    Note,
    Paragraph,
    Picture,
    Table,
)

B = TypeVar("B", bound=Block)


class Renaming:
    """Copies with ids from ``names``, without the bookmarks of ``taken``."""

    def __init__(self, names: Iterator[str], taken: Container[str]) -> None:
        self._names, self._taken = names, taken

    def block(self, block: B) -> B:
        named = replace(block, id=next(self._names))
        if isinstance(named, Table):
            return replace(named, rows=tuple(self.row(row) for row in named.rows))
        if isinstance(named, Picture):
            return replace(named, caption=self.line(named.caption))
        if isinstance(named, Paragraph | Heading | ListItem):
            return replace(named, runs=self.line(named.runs))
        return named

    def row(self, row: tuple[Cell, ...]) -> tuple[Cell, ...]:
        return tuple(
            replace(cell, blocks=tuple(self.block(one) for one in cell.blocks)) for cell in row
        )

    def line(self, line: Sequence[Inline]) -> tuple[Inline, ...]:
        return tuple(self._inline(one) for one in line if not self._is_taken(one))

    def _is_taken(self, one: Inline) -> bool:
        return isinstance(one, Bookmark) and one.name in self._taken

    def _inline(self, one: Inline) -> Inline:
        if isinstance(one, Note):
            return replace(one, blocks=tuple(self.block(inner) for inner in one.blocks))
        return one
