"""The cells of a table on its grid: spans, merged cells, gaps (ECMA-376 Part 1, 17.4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from workflow.documents.content import column_shares
from workflow.documents.content.tables_in import MOST_COLUMNS
from workflow.documents.reader.xml import Element, find, is_on, val, whole
from workflow.documents.word.tree import w


@dataclass(slots=True)
class Slot:
    """A cell at a column of the grid. ``elements`` are its w:tc, more than one where cells
    were merged sideways, none for a gap. ``above`` is the cell that it continues.
    """

    elements: list[Element]
    start: int
    span: int
    rows: int = 1
    above: Slot | None = None
    is_open: bool = field(default=False)


def slots_of(rows: list[list[Element]], properties: list[Element | None]) -> list[list[Slot]]:
    """The slots of each row, all rows as wide as the widest; ``rows`` hold w:tc.

    ``properties`` are the rows' w:trPr.
    """
    found = [_row(cells, own) for cells, own in zip(rows, properties, strict=True)]
    _compact(found)
    _merge(found)
    width = max((one.start + one.span for row in found for one in row), default=1)
    for row in found:
        end = row[-1].start + row[-1].span if row else 0
        if end < width:
            row.append(Slot([], end, width - end))
    return found


def _row(cells: list[Element], properties: Element | None) -> list[Slot]:
    before = _count(find(properties, "gridBefore"), 0)
    row = [Slot([], 0, before)] if before else []
    column = before
    for cell in cells:
        own = cell.find(w("tcPr"))
        span = _count(find(own, "gridSpan"), 1)
        sideways = find(own, "hMerge")
        if sideways is not None and val(sideways) != "restart" and row and row[-1].elements:
            row[-1].elements.append(cell)
            row[-1].span += span
        else:
            row.append(Slot([cell], column, span))
        column += span
    after = _count(find(properties, "gridAfter"), 0)
    return [*row, Slot([], column, after)] if after else row


def _count(element: Element | None, usual: int) -> int:
    """A number of columns; what is absurd counts as the usual one."""
    found = whole(val(element))
    return found if found is not None and usual <= found <= 1_000 else usual


def _compact(rows: list[list[Slot]]) -> None:
    """Where there are more columns than content allows, only those at which a cell ends."""
    edges = sorted(
        {edge for row in rows for one in row for edge in (one.start, one.start + one.span)}
    )
    if not edges or edges[-1] <= MOST_COLUMNS:
        return
    place = {edge: n for n, edge in enumerate(edges)}
    for row in rows:
        for one in row:
            end = place[one.start + one.span]
            one.start = place[one.start]
            one.span = end - one.start


def _merge(rows: list[list[Slot]]) -> None:
    """Cells that go on below: same column, same width, row after row (17.4.84)."""
    above: dict[tuple[int, int], Slot] = {}
    for row in rows:
        now: dict[tuple[int, int], Slot] = {}
        for one in row:
            merge = find(one.elements[0].find(w("tcPr")), "vMerge") if one.elements else None
            if merge is None:
                continue
            place = one.start, one.span
            if val(merge) != "restart" and place in above:
                one.above = above[place]
                one.above.rows += 1
            now[place] = one.above or one
        above = now


def header_rows(properties: list[Element | None]) -> int:
    """How many rows at the head are repeated on each page."""
    return next(
        (n for n, own in enumerate(properties) if not is_on(find(own, "tblHeader"))),
        len(properties),
    )


def widths_of(table: Element, columns: int) -> tuple[int, ...]:
    """The columns' shares of the whole; empty where they are equal, or not all known."""
    grid = table.find(w("tblGrid"))
    known = [whole(val(one, "w")) or 0 for one in _columns(grid)]
    widths = known[:columns]
    if len(widths) < columns or min(widths, default=0) <= 0 or max(widths) > 100_000:
        return ()
    return column_shares(widths, columns)


def _columns(grid: Element | None) -> Iterator[Element]:
    return grid.iterchildren(w("gridCol")) if grid is not None else iter(())
