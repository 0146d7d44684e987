"""A table from JSON; its cells must cover a grid without gaps that overlap."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from workflow.documents.content import fields
from workflow.documents.content.columns import column_shares
from workflow.documents.content.errors import ContentError
from workflow.documents.content.model import Block, Cell, Table

MOST_COLUMNS = 63
"""As many as Word allows."""
MOST_ROWS, MOST_CELL_BLOCKS = 2_000, 500
DEEPEST_TABLE = 3
WIDEST = 10_000_000
BlockIn = Callable[[Any, str, int], Block]


def table_in(holder: dict[str, Any], place: str, depth: int, block_in: BlockIn) -> Table:
    """One checked table; ``depth`` counts the tables around it."""
    if depth >= DEEPEST_TABLE:
        raise ContentError(
            place, f"表格最多嵌套 {DEEPEST_TABLE} 层", f"tables nest {DEEPEST_TABLE} deep at most"
        )
    stored = fields.listing(holder, "rows", place, MOST_ROWS)
    if not stored:
        raise ContentError(f"{place}.rows", "表格没有行", "the table has no rows")
    rows = tuple(
        _row_in(one, f"{place}.rows[{n}]", depth, block_in) for n, one in enumerate(stored)
    )
    columns = _check_grid(rows, place)
    widths = fields.listing(holder, "widths", place, MOST_COLUMNS)
    return Table(
        fields.identity(holder, place),
        rows,
        fields.number(holder, "header_rows", place, (0, len(rows)), 0),
        column_shares(
            [
                fields.number({"w": one}, "w", f"{place}.widths[{n}]", (0, WIDEST), None)
                for n, one in enumerate(widths)
            ],
            columns,
        ),
        fields.switch(holder, "landscape", place),
    )


def _row_in(stored: Any, place: str, depth: int, block_in: BlockIn) -> tuple[Cell, ...]:
    if not isinstance(stored, list) or len(stored) > MOST_COLUMNS:
        raise ContentError(place, f"每行最多 {MOST_COLUMNS} 格", f"at most {MOST_COLUMNS} cells")
    return tuple(_cell_in(one, f"{place}[{n}]", depth, block_in) for n, one in enumerate(stored))


def _cell_in(stored: Any, place: str, depth: int, block_in: BlockIn) -> Cell:
    holder = fields.mapping(stored, place)
    blocks = fields.listing(holder, "blocks", place, MOST_CELL_BLOCKS)
    return Cell(
        tuple(block_in(one, f"{place}.blocks[{n}]", depth + 1) for n, one in enumerate(blocks)),
        fields.number(holder, "columns", place, (1, MOST_COLUMNS), 1),
        fields.number(holder, "rows", place, (1, MOST_ROWS), 1),
    )


def _check_grid(rows: tuple[tuple[Cell, ...], ...], place: str) -> int:
    """Each cell takes the first free column; tall cells must end within the table. Returns
    the number of columns.
    """
    columns = 1
    covered: dict[int, int] = {}  # column -> the rows below that a tall cell still covers
    for y, row in enumerate(rows):
        column, below = 0, {x: left - 1 for x, left in covered.items() if left > 1}
        for x, cell in enumerate(row):
            while column in covered:
                column += 1
            here = f"{place}.rows[{y}][{x}]"
            if any(column + n in covered for n in range(cell.columns)):
                raise ContentError(here, "单元格互相重叠", "cells overlap")
            if y + cell.rows > len(rows):
                raise ContentError(f"{here}.rows", "单元格超出表格", "it ends below the table")
            if cell.rows > 1:
                below |= {column + n: cell.rows - 1 for n in range(cell.columns)}
            column += cell.columns
        columns = max([columns, column, *(one + 1 for one in covered)])
        if columns > MOST_COLUMNS:
            raise ContentError(
                f"{place}.rows[{y}]", f"最多 {MOST_COLUMNS} 列", f"at most {MOST_COLUMNS} columns"
            )
        covered = below
    return columns
