"""What became of a pattern of markup: content in which words, and what ids stand for, are open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workflow.documents.content import Cell, Heading, Inline, Paragraph, Table, new_id
from workflow.documents.reader.holes import IslandAt, Line, Lookup, Pieces, Things, Words
from workflow.documents.reader.remarks import Remarks


@dataclass(frozen=True, slots=True)
class LinePattern:
    """A paragraph of this ``style`` and level of heading; ``counts`` where the style has a number;
    ``breaks`` where a page begins before it.
    """

    style: str
    level: int | None
    counts: bool
    breaks: bool
    line: Things
    remarks: Remarks

    def is_ready(self, words: Sequence[str], lookup: Lookup) -> bool:
        """Whether it holds for these words; such as have a hole in text alone always are."""
        return all(one.is_ready(words, lookup) for one in self.line if isinstance(one, IslandAt))

    def texts(self, words: Sequence[str]) -> list[Inline]:
        """The line where nothing but text stands in it."""
        return [one.run(words) for one in self.line if type(one) is Words]

    def inlines(self, words: Sequence[str], lookup: Lookup) -> list[Inline]:
        made = [one.made(words, lookup) for one in self.line]
        return [one for one in made if one is not None]


@dataclass(frozen=True, slots=True)
class PicturePattern:
    """A paragraph that is one picture: where its bytes are, its size in EMU, what is read aloud."""

    hole: int
    width: int
    height: int
    alt: Pieces
    breaks: bool
    remarks: Remarks


@dataclass(frozen=True, slots=True)
class NotePattern:
    """The lines of a note."""

    lines: tuple[Line, ...]
    remarks: Remarks


@dataclass(frozen=True, slots=True)
class TablePattern:
    """A table as it was read, and the line of each of its paragraphs in reading order."""

    table: Table
    lines: tuple[Line, ...]
    remarks: Remarks

    def filled(self, words: Sequence[str], landscape: bool) -> Table:
        """A table with these words, under new ids."""
        lines = iter(self.lines)
        rows = tuple(tuple(_cell(one, lines, words) for one in row) for row in self.table.rows)
        made = self.table
        return Table(new_id(), rows, made.header_rows, made.widths, landscape)


BlockPattern = LinePattern | PicturePattern | TablePattern
Pattern = BlockPattern | NotePattern


def _cell(cell: Cell, lines: Iterator[Line], words: Sequence[str]) -> Cell:
    blocks = tuple(_block(one, next(lines), words) for one in cell.blocks)  # type: ignore[arg-type]
    return Cell(blocks, cell.columns, cell.rows)


def _block(block: Paragraph | Heading, line: Line, words: Sequence[str]) -> Paragraph | Heading:
    runs = tuple([one.run(words) for one in line])
    if isinstance(block, Heading):
        return Heading(new_id(), block.level, runs, block.landscape)
    return Paragraph(new_id(), runs, block.landscape)
