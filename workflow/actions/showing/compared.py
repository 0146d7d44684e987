"""Differences as pages draw them: tables cell by cell, pictures side by side, lines as text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from workflow.actions.showing.compared_model import Compared, ComparedCell, ComparedRow
from workflow.actions.showing.prose import prose_of
from workflow.documents.compare import (
    WEIGHTY,
    BlockChange,
    CellChange,
    Kind,
    Nature,
    Provenance,
    RowChange,
    Segment,
    cell_natures,
    cell_segments,
    compare,
    whole_text,
)
from workflow.documents.content import (
    TEXT_BLOCKS,
    Block,
    Cell,
    Content,
    Table,
)

__all__ = ["Compared", "ComparedCell", "ComparedRow", "compared"]
PART = {Kind.ADDED: Kind.INSERT, Kind.REMOVED: Kind.DELETE}
MOST_OF_LEFT = 40
"""Characters that remind of a block where it stood before it was moved."""


def compared(old: Content, new: Content, known: Provenance | None = None) -> tuple[Compared, ...]:
    """All blocks of both in reading order; ``known`` says who did what."""
    return tuple(one for change in compare(old, new, known) for one in _drawn(change))


def _drawn(change: BlockChange) -> Iterator[Compared]:
    before, after = change.before, change.after
    if change.kind is Kind.LEFT and before is not None:
        yield _with(change, "line", _reminder(before))
    elif before is None or after is None or change.kind is Kind.EQUAL:
        whole = after or before
        assert whole is not None
        yield _whole(change, change.kind, whole)
    elif isinstance(before, Table) and isinstance(after, Table) and not change.rows:
        yield _whole(change, Kind.REMOVED, before)
        yield _whole(change, Kind.ADDED, after)
    else:
        yield _changed(change, before, after)


def _with(
    change: BlockChange,
    type: str,
    segments: tuple[Segment, ...] = (),
    rows: tuple[ComparedRow, ...] = (),
    drawn: tuple[dict[str, Any] | None, dict[str, Any] | None] = (None, None),
    kind: Kind | None = None,
) -> Compared:
    """What is drawn, with what is the same of all that is drawn of a change."""
    light = change.kind is not Kind.EQUAL and not change.is_weighty
    numbers = Nature.NUMBERS in change.natures
    own = change.kind if kind is None else kind
    return Compared(own, type, segments, rows, *drawn, light, numbers, change.by)


def _reminder(block: Block) -> tuple[Segment, ...]:
    text = " ".join(whole_text(block).split())
    short = text if len(text) <= MOST_OF_LEFT else text[:MOST_OF_LEFT] + "……"
    return _segments(Kind.DELETE, short)


def _whole(change: BlockChange, kind: Kind, block: Block) -> Compared:
    """A block that is the same, came or went as a whole."""
    part = PART.get(kind, Kind.EQUAL)
    if isinstance(block, Table):
        rows = tuple(_whole_row(kind, part, row) for row in block.rows)
        return _with(change, "table", rows=rows, kind=kind)
    segments = change.segments or _segments(part, whole_text(block))
    if isinstance(block, TEXT_BLOCKS):
        return _with(change, "line", segments, kind=kind)
    drawn = _prose(block)
    return _with(change, drawn["type"], segments, (), (drawn, drawn), kind)


def _changed(change: BlockChange, before: Block, after: Block) -> Compared:
    if isinstance(after, TEXT_BLOCKS):
        return _with(change, "line", change.segments)
    if isinstance(after, Table):
        return _with(change, "table", rows=tuple(_row(row) for row in change.rows))
    old, new = _prose(before), _prose(after)
    return _with(change, new["type"], change.segments, (), (old, new))


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
