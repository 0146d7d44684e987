"""Two tables, row by row and cell by cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from workflow.documents.compare.alignment import Side
from workflow.documents.compare.grid import Row, column_pairs, comparable, row_pairs
from workflow.documents.compare.model import (
    NONE,
    BlockChange,
    CellChange,
    Kind,
    Nature,
    Natures,
    RowChange,
)
from workflow.documents.content import Block, Cell, Table

Inner = Callable[[Sequence[Block], Sequence[Block]], tuple[BlockChange, ...]]
FORM: Natures = frozenset({Nature.FORMAT})


def compare_rows(before: Table, after: Table, inner: Inner) -> tuple[RowChange, ...]:
    """All rows in their order; none where the two cannot be shown as one table.

    ``inner`` compares the blocks of two cells.
    """
    if not comparable(before, after):
        return ()
    rows = row_pairs(before, after)
    made = _Rows(before, after, column_pairs(before, after, rows), inner)
    return tuple(one for side in rows for one in made.compared(*side))


class _Rows:
    def __init__(
        self, before: Table, after: Table, columns: list[Side] | None, inner: Inner
    ) -> None:
        self._before, self._after = before.rows, after.rows
        self._columns, self._inner = columns, inner

    def compared(self, old: int | None, new: int | None) -> Iterator[RowChange]:
        """A row; two of other cells are one that went and one that came."""
        if old is not None and new is not None:
            columns = self._columns_of(self._before[old], self._after[new])
            if columns is not None:
                cells = tuple(self._cells(self._before[old], self._after[new], columns))
                same = all(one.kind is Kind.EQUAL for one in cells)
                yield RowChange(Kind.EQUAL if same else Kind.CHANGED, cells, old, new)
                return
        if old is not None:
            yield RowChange(Kind.REMOVED, self._alone(self._before[old], ()), old, None)
        if new is not None:
            yield RowChange(Kind.ADDED, self._alone((), self._after[new]), None, new)

    def _columns_of(self, before: Row, after: Row) -> Iterable[Side] | None:
        if self._columns is not None:
            return self._columns
        return [(n, n) for n in range(len(after))] if len(before) == len(after) else None

    def _cells(self, before: Row, after: Row, columns: Iterable[Side]) -> Iterator[CellChange]:
        for a, b in columns:
            yield self._cell(None if a is None else before[a], None if b is None else after[b])

    def _alone(self, before: Row, after: Row) -> tuple[CellChange, ...]:
        gone = (self._cell(one, None) for one in before)
        return (*gone, *(self._cell(None, one) for one in after))

    def _cell(self, before: Cell | None, after: Cell | None) -> CellChange:
        blocks = self._inner(before.blocks if before else (), after.blocks if after else ())
        if before is None or after is None:
            kind = Kind.ADDED if before is None else Kind.REMOVED
            return CellChange(kind, before, after, blocks)
        same = all(one.kind is Kind.EQUAL for one in blocks) and _span(before) == _span(after)
        return CellChange(Kind.EQUAL if same else Kind.CHANGED, before, after, blocks)


def _span(cell: Cell) -> tuple[int, int]:
    return cell.columns, cell.rows


def table_natures(before: Table, after: Table, rows: Iterable[RowChange]) -> Natures:
    """What the differences of a table touch, its head and its widths among them."""
    made = NONE.union(*(cell_natures(cell) for row in rows for cell in row.cells))
    attributes = [(one.header_rows, one.widths, one.landscape) for one in (before, after)]
    return made | FORM if attributes[0] != attributes[1] or not made else made


def cell_natures(cell: CellChange) -> Natures:
    """What the differences of a cell touch; nothing of one that is the same."""
    made = NONE.union(*(one.natures for one in cell.blocks))
    return made if made or cell.kind is Kind.EQUAL else FORM
