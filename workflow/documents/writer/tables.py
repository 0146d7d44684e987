"""Tables: as wide as their room, their columns by shares, cells that cover several of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise

from workflow.documents.content import (
    Cell,
    Paragraph,
    Table,
    column_shares,
    every_block,
    shown_text,
)
from workflow.documents.house.fillers import filler
from workflow.documents.house.styles import TABLE
from workflow.documents.house.xml import Element, el, element, paragraph
from workflow.documents.writer.room import Room, cell_room
from workflow.documents.writer.rows import tracked_rows
from workflow.documents.writer.scribe import PARAGRAPH, Scribe
from workflow.documents.writer.tracking import Tracker, is_tracked

WHOLE = 5000
"""The whole width in fiftieths of a per cent (ECMA-376, 17.18.90)."""
UNITS = "元|册|人次|人|次|场|个|件|家|篇|项|套|台|份|名|户|处|天|小时|吨|公里|平方米|个百分点"
FIGURE = re.compile(
    r"[-+−–±<>≤≥≈约]?[¥￥$]?\d[\d,，\u00a0]*(?:\.\d+)?"
    rf"(?:[%％‰]|[千万亿]{{0,2}}(?:{UNITS})?)|[-−–—/]{{1,2}}"
)
"""A cell that is a number, with the unit it is counted in, or the sign that there is none."""
MOST_KEPT = 600, 12
"""Characters and paragraphs of a row that is kept on one page; a longer one may be broken."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell in its row: its first column; ``below`` says it continues one of a row above."""

    cell: Cell
    column: int
    below: bool = False


def table(scribe: Scribe, block: Table, room: Room) -> Element:
    """The w:tbl with all that its cells hold, and with the rows that somebody wants set in."""
    tracked = tracked_rows(block, scribe.changes.rows(block.id))
    grid = [list(row) for row in _grid(tuple(one.cells for one in tracked))]
    columns = max([1, *(one.column + one.cell.columns for row in grid for one in row)])
    widths = column_widths(block.widths, columns, room.width)
    properties = element(
        "tblPr",
        el("tblStyle", val=TABLE),
        el("tblW", w=WHOLE, type="pct"),
        el("tblLayout", type="fixed"),
        el("tblLook", val="04A0", firstRow=1, lastRow=0, firstColumn=1, noHBand=0, noVBand=1),
    )
    made = element("tbl", properties, element("tblGrid", *(el("gridCol", w=one) for one in widths)))
    for row, one in zip(grid, tracked, strict=True):
        written = _Row(scribe, room, widths, one.is_head).written(row)
        made.append(Tracker(scribe, one.kind, one.by).row(written) if one.by else written)
    return made


def column_widths(shares: Sequence[int], columns: int, width: int) -> list[int]:
    """Twips of each column, whole ``width`` together; ``shares`` as in ``column_shares``."""
    given = column_shares(shares, columns) or (1,) * columns
    edges = [round(width * one / sum(given)) for one in accumulate(given, initial=0)]
    return [max(1, end - start) for start, end in pairwise(edges)]


def _grid(rows: Sequence[tuple[Cell, ...]]) -> Iterator[Iterator[Slot]]:
    """Each row with its cells at their columns, and those that tall ones continue in."""
    covered: dict[int, tuple[Cell, int]] = {}  # first column -> cell, rows that it still covers
    for row in rows:
        slots = [Slot(cell, column, below=True) for column, (cell, _) in covered.items()]
        covered = {column: (cell, n - 1) for column, (cell, n) in covered.items() if n > 1}
        taken = {one.column + n for one in slots for n in range(one.cell.columns)}
        column = 0
        for cell in row:
            while column in taken:
                column += 1
            slots.append(Slot(cell, column))
            if cell.rows > 1:
                covered[column] = (cell, cell.rows - 1)
            column += cell.columns
        yield iter(sorted(slots, key=lambda one: one.column))


class _Row:
    """Writes one row; ``widths`` are those of the table's columns, in twips."""

    def __init__(self, scribe: Scribe, room: Room, widths: list[int], is_head: bool) -> None:
        self._scribe, self._room, self._widths, self._is_head = scribe, room, widths, is_head

    def written(self, slots: list[Slot]) -> Element:
        """The w:tr: a row needs a cell, and free columns stand before or behind its own."""
        slots = slots or [Slot(Cell((), columns=len(self._widths)), 0)]
        made = element("tr", self._properties(slots))
        reached = slots[0].column
        for slot in slots:
            if slot.column > reached:
                made.append(self._cell(Slot(Cell((), slot.column - reached), reached)))
            made.append(self._cell(slot))
            reached = slot.column + slot.cell.columns
        return made

    def _properties(self, slots: list[Slot]) -> Element:
        """gridBefore and gridAfter, then how pages treat the row (17.4.82)."""
        made = element("trPr")
        before = slots[0].column
        after = len(self._widths) - slots[-1].column - slots[-1].cell.columns
        for name, count in (("gridBefore", before), ("gridAfter", after)):
            if count:
                made.append(el(name, val=count))
        if self._is_head or _is_short(slots):
            made.append(el("cantSplit"))
        if self._is_head:
            made.append(el("tblHeader"))
        return made

    def _cell(self, slot: Slot) -> Element:
        cell, end = slot.cell, slot.column + slot.cell.columns
        width = sum(self._widths[slot.column : end])
        inside = cell_room(self._scribe.profile, self._room, width, self._is_head, is_figure(cell))
        made = copy(_empty_cell(width, cell.columns, cell.rows > 1, slot.below))
        made.extend(self._inner(slot, inside))
        return made

    def _inner(self, slot: Slot, inside: Room) -> list[Element]:
        """A cell ends with a paragraph: an empty one, or an invisible one behind a table."""
        made = [] if slot.below else self._scribe.inner(slot.cell.blocks, inside)
        if not made:
            return [paragraph(inside.style)]
        ends_well = self._scribe.edge(made[-1], last=True) == PARAGRAPH and not is_tracked(made[-1])
        return made if ends_well else [*made, filler()]


@lru_cache(maxsize=256)
def _empty_cell(width: int, columns: int, begins: bool, below: bool) -> Element:
    """A cell over so many columns; it ``begins`` one of several rows, or is ``below`` its first."""
    properties = element("tcPr", el("tcW", w=width, type="dxa"))
    if columns > 1:
        properties.append(el("gridSpan", val=columns))
    if below:
        properties.append(el("vMerge"))
    elif begins:
        properties.append(el("vMerge", val="restart"))
    return element("tc", properties)


def is_figure(cell: Cell) -> bool:
    """Whether a cell holds one line, and that is a number."""
    only = cell.blocks[0] if len(cell.blocks) == 1 else None
    if not isinstance(only, Paragraph):
        return False
    return FIGURE.fullmatch(shown_text(only).strip()) is not None


def _is_short(slots: list[Slot]) -> bool:
    """A row that may be longer than a page is better broken than cut."""
    inner = list(every_block(block for one in slots for block in one.cell.blocks))
    size = sum(len(shown_text(one)) for one in inner), len(inner)
    return size[0] <= MOST_KEPT[0] and size[1] <= MOST_KEPT[1]
