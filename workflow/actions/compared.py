"""Differences as pages draw them: tables cell by cell, pictures side by side, lines as text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from workflow.actions.prose import prose_of
from workflow.documents.compare import (
    UNKNOWN,
    WEIGHTY,
    BlockChange,
    CellChange,
    Kind,
    RowChange,
    Segment,
    Stamp,
    cell_natures,
    cell_segments,
    compare,
    whole_text,
)
from workflow.documents.content import (
    Block,
    Cell,
    Content,
    Heading,
    ListItem,
    Paragraph,
    Table,
)

LINE = (Paragraph, Heading, ListItem)
PART = {Kind.ADDED: Kind.INSERT, Kind.REMOVED: Kind.DELETE}
MOST_OF_LEFT = 40
"""Characters that remind of a block where it stood before it was moved."""


@dataclass(frozen=True, slots=True)
class ComparedCell:
    """A cell: equal, changed, added or removed."""

    kind: Kind
    segments: tuple[Segment, ...]
    columns: int
    rows: int
    light: bool = False


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A row of a table: equal, changed, added or removed."""

    kind: Kind
    cells: tuple[ComparedCell, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """A block as it fared: equal, changed, added, removed, moved, or left (where it stood).

    ``type`` is line, table, picture, island or page_break. A line, an island and a picture's
    caption have ``segments``, a table has ``rows``; ``before`` and ``after`` are what was
    drawn of other blocks. ``light``: neither numbers nor meaning are touched.
    ``same_words``: it changed, but nothing that is read did. ``by`` is who did it.
    """

    kind: Kind
    type: str
    segments: tuple[Segment, ...] = ()
    rows: tuple[ComparedRow, ...] = ()
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None
    light: bool = False
    by: Stamp = UNKNOWN

    @property
    def same_words(self) -> bool:
        cells = [part for row in self.rows for cell in row.cells for part in cell.segments]
        changed = any(one.kind is not Kind.EQUAL for one in (*self.segments, *cells))
        return self.kind is Kind.CHANGED and not changed and not self.other_picture

    @property
    def other_picture(self) -> bool:
        """Another picture in the place of the old one, not only another caption or size."""
        if self.type != "picture" or self.before is None or self.after is None:
            return False
        return bool(self.before["hash"] != self.after["hash"])


def compared(old: Content, new: Content) -> tuple[Compared, ...]:
    """All blocks of both in reading order."""
    return tuple(one for change in compare(old, new) for one in _drawn(change))


def _drawn(change: BlockChange) -> Iterator[Compared]:
    before, after = change.before, change.after
    if change.kind is Kind.LEFT and before is not None:
        yield Compared(Kind.LEFT, "line", _reminder(before), by=change.by)
    elif before is None or after is None or change.kind is Kind.EQUAL:
        whole = after or before
        assert whole is not None
        yield _whole(change.kind, whole, change)
    elif isinstance(before, Table) and isinstance(after, Table) and not change.rows:
        yield _whole(Kind.REMOVED, before, change)
        yield _whole(Kind.ADDED, after, change)
    else:
        yield _changed(change, before, after)


def _reminder(block: Block) -> tuple[Segment, ...]:
    text = " ".join(whole_text(block).split())
    short = text if len(text) <= MOST_OF_LEFT else text[:MOST_OF_LEFT] + "……"
    return _segments(Kind.DELETE, short)


def _whole(kind: Kind, block: Block, change: BlockChange) -> Compared:
    """A block that is the same, came or went as a whole."""
    part, light = PART.get(kind, Kind.EQUAL), _is_light(kind, change)
    if isinstance(block, Table):
        rows = tuple(_whole_row(kind, part, row) for row in block.rows)
        return Compared(kind, "table", rows=rows, light=light, by=change.by)
    segments = _segments(part, whole_text(block))
    if isinstance(block, LINE):
        return Compared(kind, "line", segments, light=light, by=change.by)
    drawn = _prose(block)
    return Compared(kind, drawn["type"], segments, (), drawn, drawn, light, change.by)


def _changed(change: BlockChange, before: Block, after: Block) -> Compared:
    kind, light = change.kind, _is_light(change.kind, change)
    if isinstance(after, LINE):
        return Compared(kind, "line", change.segments, light=light, by=change.by)
    if isinstance(after, Table):
        rows = tuple(_row(row) for row in change.rows)
        return Compared(kind, "table", rows=rows, light=light, by=change.by)
    old, new = _prose(before), _prose(after)
    return Compared(kind, new["type"], change.segments, (), old, new, light, change.by)


def _is_light(kind: Kind, change: BlockChange) -> bool:
    return kind is not Kind.EQUAL and not change.is_weighty


def _segments(part: Kind, text: str) -> tuple[Segment, ...]:
    return (Segment(part, text),) if text else ()


def _prose(block: Block) -> dict[str, Any]:
    return prose_of(Content((block,)), 0).blocks[0]


def _whole_row(kind: Kind, part: Kind, row: tuple[Cell, ...]) -> ComparedRow:
    cells = (ComparedCell(kind, _segments(part, _text(one)), one.columns, one.rows) for one in row)
    return ComparedRow(kind, tuple(cells))


def _text(cell: Cell) -> str:
    return "\n".join(whole_text(one) for one in cell.blocks)


def _row(row: RowChange) -> ComparedRow:
    return ComparedRow(row.kind, tuple(_cell(one) for one in row.cells))


def _cell(cell: CellChange) -> ComparedCell:
    shown = cell.after or cell.before
    assert shown is not None
    light = cell.kind is not Kind.EQUAL and not cell_natures(cell) & WEIGHTY
    return ComparedCell(cell.kind, cell_segments(cell), shown.columns, shown.rows, light)
