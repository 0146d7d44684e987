"""A table's differences as one row of segments, as tables are read: rows are lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from workflow.documents.compare.model import CellChange, Kind, RowChange, Segment, Segments

NEITHER = (False, False)


def table_segments(rows: Iterable[RowChange]) -> Segments:
    """Cells parted by tabs, rows ended by newlines, blocks of a cell one a line."""
    return tuple(segment for row in rows for segment in _row(row))


def cell_segments(cell: CellChange) -> Segments:
    """The blocks of a cell, one a line."""
    return tuple(_cell(cell))


def _row(row: RowChange) -> Iterator[Segment]:
    begun = NEITHER
    for cell in row.cells:
        sides = cell.before is not None, cell.after is not None
        yield from _glue("\t", begun, sides)
        yield from _cell(cell)
        begun = begun[0] or sides[0], begun[1] or sides[1]
    sides = row.old is not None, row.new is not None
    yield from _glue("\n", sides, sides)


def _cell(cell: CellChange) -> Iterator[Segment]:
    begun = NEITHER
    for block in cell.blocks:
        sides = block.kind is not Kind.ADDED, block.kind not in (Kind.REMOVED, Kind.LEFT)
        yield from _glue("\n", begun, sides)
        yield from block.segments
        begun = begun[0] or sides[0], begun[1] or sides[1]


def _glue(sign: str, begun: tuple[bool, bool], sides: tuple[bool, bool]) -> Iterator[Segment]:
    """What parts a thing from the one before it, on the sides where there are both."""
    old, new = begun[0] and sides[0], begun[1] and sides[1]
    if old and new:
        yield Segment(Kind.EQUAL, sign)
    elif old or new:
        yield Segment(Kind.DELETE if old else Kind.INSERT, sign)
