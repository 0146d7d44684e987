"""Whether a changed table can be tracked by its rows: Word tracks no columns, spans or heads."""

from __future__ import annotations

from workflow.documents.compare.grid import breadth, is_tall
from workflow.documents.compare.model import BlockChange, CellChange, Kind, RowChange
from workflow.documents.content import Table


def is_rowwise(change: BlockChange) -> bool:
    """Else the table has to go, and to come again, as a whole."""
    before, after = change.before, change.after
    if not change.rows or not isinstance(before, Table) or not isinstance(after, Table):
        return False
    if breadth(before) != breadth(after):
        return False
    if is_tall(before) and not all(is_cellwise(row) for row in change.rows):
        return False
    return _heads_stay(change.rows, before.header_rows, after.header_rows)


def is_cellwise(row: RowChange) -> bool:
    """Whether a row stays and only what its cells hold is changed."""
    if row.old is None or row.new is None:
        return False
    return all(one.kind is Kind.EQUAL or _can_track(one) for one in row.cells)


def _can_track(cell: CellChange) -> bool:
    """A cell of the same span, with a block before the first new one to stand behind."""
    before, after = cell.before, cell.after
    if before is None or after is None or not cell.blocks:
        return False
    if (before.columns, before.rows) != (after.columns, after.rows):
        return False
    return cell.blocks[0].kind not in (Kind.ADDED, Kind.MOVED)


def _heads_stay(rows: tuple[RowChange, ...], old: int, new: int) -> bool:
    """Whether rows that stay are in the head as before, and new ones are where they come in."""
    place = 0
    for row in rows:
        if row.new is not None and (place < old) is not (row.new < new):
            return False
        place = place if row.old is None else row.old + 1
    return True
