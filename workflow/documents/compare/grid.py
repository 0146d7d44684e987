"""Which rows and which columns of two tables belong together."""

from __future__ import annotations

from collections.abc import Sequence

from workflow.documents.compare.alignment import Side, aligned, merged
from workflow.documents.compare.keys import cell_text, row_key
from workflow.documents.compare.likeness import bag_of_text, likeness
from workflow.documents.compare.matching import matching
from workflow.documents.content import Cell, Table

Row = tuple[Cell, ...]
ALIKE = 0.34
"""Likeness from which two rows, or columns, are one that was changed."""
SAME_LABEL = 0.5
"""What the same words in the first cell add to a row's likeness."""
MOST_LOOKED_AT = 2_500
"""Pairs of rows of one gap that are compared each; a larger gap is paired by place."""
ROWS_READ = 40
"""Rows by which columns are told apart."""


def comparable(before: Table, after: Table) -> bool:
    """Whether one table can hold both: cells over several rows must stand in the same places."""
    return not (is_tall(before) or is_tall(after)) or _shape(before) == _shape(after)


def is_tall(table: Table) -> bool:
    """Whether a cell covers several rows."""
    return any(cell.rows > 1 for row in table.rows for cell in row)


def breadth(table: Table) -> int:
    """Its columns: those of its longest row."""
    return max((sum(cell.columns for cell in row) for row in table.rows), default=0)


def _shape(table: Table) -> list[list[tuple[int, int]]]:
    return [[(cell.columns, cell.rows) for cell in row] for row in table.rows]


def row_pairs(before: Table, after: Table) -> list[Side]:
    """All rows of two comparable tables in order."""
    old, new = before.rows, after.rows
    if is_tall(after):
        return [(n, n) for n in range(len(new))]
    pairs: list[tuple[int, int]] = []
    i = j = 0
    same = matching([row_key(row) for row in old], [row_key(row) for row in new])
    for a, c, size in [*same, (len(old), len(new), 0)]:
        pairs += ((i + x, j + y) for x, y in _alike(old[i:a], new[j:c]))
        pairs += ((a + n, c + n) for n in range(size))
        i, j = a + size, c + size
    return list(merged(pairs, len(old), len(new)))


def _alike(old: Sequence[Row], new: Sequence[Row]) -> list[tuple[int, int]]:
    """Rows of a gap that are one; one on each side always are."""
    if len(old) == 1 == len(new) or len(old) * len(new) > MOST_LOOKED_AT:
        return [(n, n) for n in range(min(len(old), len(new)))]
    befores, afters = [_Read(row) for row in old], [_Read(row) for row in new]
    return aligned([[one.likeness(other) for other in afters] for one in befores], ALIKE)


class _Read:
    """A row as it is read."""

    def __init__(self, row: Row) -> None:
        self._texts = [cell_text(cell) for cell in row]
        self._bag = bag_of_text("\t".join(self._texts))

    def likeness(self, other: _Read) -> float:
        found = likeness(self._bag, other._bag)
        label = self._texts[0].strip() if self._texts else ""
        same = bool(label) and bool(other._texts) and label == other._texts[0].strip()
        return found + SAME_LABEL * same


def column_pairs(before: Table, after: Table, rows: Sequence[Side]) -> list[Side] | None:
    """The columns in order; None where each row has to be looked at by itself."""
    olds, news = _width(before), _width(after)
    if olds is None or news is None or olds == news:
        return None
    both = [(a, b) for a, b in rows if a is not None and b is not None][:ROWS_READ]
    old = [[cell_text(before.rows[a][x]) for a, _ in both] for x in range(olds)]
    new = [[cell_text(after.rows[b][x]) for _, b in both] for x in range(news)]
    scores = [[_share(one, other) for other in new] for one in old]
    return list(merged(aligned(scores, ALIKE), olds, news))


def _width(table: Table) -> int | None:
    """The cells of each row where all rows have as many and none covers two columns."""
    sizes = {len(row) for row in table.rows}
    plain = all(cell.columns == 1 == cell.rows for row in table.rows for cell in row)
    return sizes.pop() if plain and len(sizes) == 1 else None


def _share(old: Sequence[str], new: Sequence[str]) -> float:
    return sum(a == b for a, b in zip(old, new, strict=True)) / len(old) if old else 0.0
