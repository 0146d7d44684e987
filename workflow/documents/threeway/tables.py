"""Two tables from one: rows are paired as comparing pairs them, cells by their place."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace

from workflow.documents.compare.grid import comparable, row_pairs
from workflow.documents.compare.keys import cell_key, row_key
from workflow.documents.content import Block, Cell, Table
from workflow.documents.threeway.order import woven

Row = tuple[Cell, ...]
Rows = tuple[Row, ...]
Inner = Callable[
    [Sequence[Block], Sequence[Block], Sequence[Block]], tuple[tuple[Block, ...], tuple[Block, ...]]
]


def merged_rows(base: Table, mine: Table, theirs: Table, inner: Inner) -> tuple[Rows, Rows] | None:
    """The rows with mine, and with theirs, where they clash; None where columns differ.

    ``inner`` merges the blocks of a cell. A row that one side removed and the other changed
    stays.
    """
    if not all(_regular(base, one) for one in (mine, theirs)):
        return None
    olds: dict[Hashable, Row] = dict(enumerate(base.rows))
    own, other = _named(base, mine, "mine"), _named(base, theirs, "theirs")
    fates: dict[Hashable, tuple[Row, Row]] = {}
    for name in olds | own | other:
        fate = _fate(olds.get(name), own.get(name), other.get(name), inner)
        if fate is not None:
            fates[name] = fate
    order = woven(list(olds), list(own), list(other), fates.keys() & olds.keys())
    return tuple(fates[one][0] for one in order), tuple(fates[one][1] for one in order)


def _regular(base: Table, new: Table) -> bool:
    """Whether all rows of both have cells of the same spans, or the same rows do."""
    spans = {tuple(map(_span, row)) for row in (*base.rows, *new.rows)}
    if len(spans) == 1 and comparable(base, new):
        return True
    return [list(map(_span, row)) for row in base.rows] == [
        list(map(_span, row)) for row in new.rows
    ]


def _span(cell: Cell) -> tuple[int, int]:
    return cell.columns, cell.rows


def _named(base: Table, new: Table, side: str) -> dict[Hashable, Row]:
    """The rows by the number of the base's row that each was, or by a name of their own."""
    return {
        (side, place) if old is None else old: new.rows[place]
        for old, place in row_pairs(base, new)
        if place is not None
    }


def _fate(
    base: Row | None, mine: Row | None, theirs: Row | None, inner: Inner
) -> tuple[Row, Row] | None:
    """None of a row that is gone."""
    left = mine or theirs
    if base is not None and mine is not None and theirs is not None:
        return _cells(base, mine, theirs, inner)
    if left is None or (base is not None and row_key(base) == row_key(left)):
        return None
    return left, left


def _cells(base: Row, mine: Row, theirs: Row, inner: Inner) -> tuple[Row, Row]:
    own: list[Cell] = []
    other: list[Cell] = []
    for one in zip(base, mine, theirs, strict=True):
        old, left, right = map(cell_key, one)
        if left == old or right in (old, left):
            stands = one[2] if left == old else one[1]
            sides = stands.blocks, stands.blocks
        else:
            sides = inner(*(cell.blocks for cell in one))
        own.append(replace(one[1], blocks=sides[0]))
        other.append(replace(one[1], blocks=sides[1]))
    return tuple(own), tuple(other)
