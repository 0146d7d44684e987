"""Differences as pages draw them: tables cell by cell, pictures side by side, lines as text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from workflow.actions.prose import prose_of
from workflow.documents.compare import Kind, Segment, compare, compare_text, whole_text
from workflow.documents.content import (
    Block,
    Cell,
    Content,
    Heading,
    ListItem,
    Paragraph,
    Table,
)

Row = tuple[Cell, ...]
LINE = (Paragraph, Heading, ListItem)
PART = {Kind.ADDED: Kind.INSERT, Kind.REMOVED: Kind.DELETE}


@dataclass(frozen=True, slots=True)
class ComparedCell:
    segments: tuple[Segment, ...]
    columns: int
    rows: int


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A row of a table: equal, changed, added or removed."""

    kind: Kind
    cells: tuple[ComparedCell, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """A block as it fared: equal, changed, added or removed.

    ``type`` is line, table, picture, island or page_break. A line, an island and a picture's
    caption have ``segments``, a table has ``rows``; ``before`` and ``after`` are what was
    drawn of other blocks. ``same_words``: it changed, but nothing that is read did.
    """

    kind: Kind
    type: str
    segments: tuple[Segment, ...] = ()
    rows: tuple[ComparedRow, ...] = ()
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None

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
    return tuple(_all(old, new))


def _all(old: Content, new: Content) -> Iterator[Compared]:
    """Each change but an added one uses up the next old block, each but a removed one the new."""
    befores, afters = iter(old.blocks), iter(new.blocks)
    for change in compare(old, new):
        before = None if change.kind is Kind.ADDED else next(befores)
        after = None if change.kind is Kind.REMOVED else next(afters)
        if before is None or after is None:
            whole = after or before
            assert whole is not None
            yield _whole(change.kind, whole)
        elif change.kind is Kind.EQUAL:
            yield _whole(Kind.EQUAL, after)
        else:
            yield from _changed(before, after, change.segments)


def _whole(kind: Kind, block: Block) -> Compared:
    part = PART.get(kind, Kind.EQUAL)
    if isinstance(block, Table):
        return Compared(kind, "table", rows=tuple(_row(kind, part, row) for row in block.rows))
    if isinstance(block, LINE):
        return Compared(kind, "line", _segments(part, whole_text(block)))
    drawn = _drawn(block)
    segments = _segments(part, whole_text(block))
    return Compared(kind, drawn["type"], segments, before=drawn, after=drawn)


def _segments(part: Kind, text: str) -> tuple[Segment, ...]:
    return (Segment(part, text),) if text else ()


def _row(kind: Kind, part: Kind, row: Row) -> ComparedRow:
    cells = (ComparedCell(_segments(part, _text(one)), one.columns, one.rows) for one in row)
    return ComparedRow(kind, tuple(cells))


def _text(cell: Cell) -> str:
    return "\n".join(whole_text(one) for one in cell.blocks)


def _drawn(block: Block) -> dict[str, Any]:
    return prose_of(Content((block,)), 0).blocks[0]


def _changed(before: Block, after: Block, segments: tuple[Segment, ...]) -> Iterator[Compared]:
    if isinstance(before, LINE) and isinstance(after, LINE):
        yield Compared(Kind.CHANGED, "line", segments)
    elif isinstance(before, Table) and isinstance(after, Table) and _alike(before, after):
        yield Compared(Kind.CHANGED, "table", rows=tuple(_rows(before, after)))
    elif type(before) is type(after) and not isinstance(after, Table):
        yield _object(before, after)
    else:
        yield _whole(Kind.REMOVED, before)
        yield _whole(Kind.ADDED, after)


def _object(before: Block, after: Block) -> Compared:
    segments = compare_text(whole_text(before), whole_text(after))
    drawn = _drawn(after)
    return Compared(Kind.CHANGED, drawn["type"], segments, before=_drawn(before), after=drawn)


def _alike(before: Table, after: Table) -> bool:
    """Whether one table can hold both: cells over several rows must stand in the same places."""
    return not (_tall(before) or _tall(after)) or _shape(before) == _shape(after)


def _tall(table: Table) -> bool:
    return any(cell.rows > 1 for row in table.rows for cell in row)


def _shape(table: Table) -> list[list[tuple[int, int]]]:
    return [[(cell.columns, cell.rows) for cell in row] for row in table.rows]


def _rows(before: Table, after: Table) -> Iterator[ComparedRow]:
    """Rows in their order; one that was replaced is compared with the one in its place."""
    if _tall(after):
        for old, new in zip(before.rows, after.rows, strict=True):
            yield from _pair(old, new)
        return
    keys = [[tuple(_text(cell) for cell in row) for row in one.rows] for one in (before, after)]
    matcher = SequenceMatcher(None, keys[0], keys[1], autojunk=False)
    for _, a, b, c, d in matcher.get_opcodes():
        both = min(b - a, d - c)
        for n in range(both):
            yield from _pair(before.rows[a + n], after.rows[c + n])
        yield from (_row(Kind.REMOVED, Kind.DELETE, row) for row in before.rows[a + both : b])
        yield from (_row(Kind.ADDED, Kind.INSERT, row) for row in after.rows[c + both : d])


def _pair(before: Row, after: Row) -> Iterator[ComparedRow]:
    if len(before) != len(after):
        yield _row(Kind.REMOVED, Kind.DELETE, before)
        yield _row(Kind.ADDED, Kind.INSERT, after)
        return
    cells = [_cell(old, new) for old, new in zip(before, after, strict=True)]
    same = all(one.kind is Kind.EQUAL for cell in cells for one in cell.segments)
    yield ComparedRow(Kind.EQUAL if same else Kind.CHANGED, tuple(cells))


def _cell(before: Cell, after: Cell) -> ComparedCell:
    return ComparedCell(compare_text(_text(before), _text(after)), after.columns, after.rows)
