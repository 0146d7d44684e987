"""Differences with their authors: each changed passage names who made it, and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from workflow.documents.compare.blame import Owned, Provenance
from workflow.documents.compare.keys import read_line
from workflow.documents.compare.lines import Line, Part, cut, parts
from workflow.documents.compare.model import (
    UNKNOWN,
    BlockChange,
    CellChange,
    Kind,
    Nature,
    RowChange,
    Segment,
    Segments,
    Stamp,
)
from workflow.documents.compare.segments import note_segments, one_note, part_nature, whole
from workflow.documents.compare.table_segments import table_segments
from workflow.documents.content import (
    Block,
    Heading,
    ListItem,
    Paragraph,
    Picture,
    inlines,
)

LINES = (Paragraph, Heading, ListItem, Picture)


def signed(changes: Iterable[BlockChange], known: Provenance) -> tuple[BlockChange, ...]:
    """The changes with authors and times; a passage of two people becomes two."""
    return tuple(one if one.kind is Kind.EQUAL else _signed(one, known) for one in changes)


def _signed(one: BlockChange, known: Provenance) -> BlockChange:
    by = _author(one, known)
    if one.rows:
        rows = tuple(_row(row, known) for row in one.rows)
        return replace(one, rows=rows, segments=table_segments(rows), by=by)
    whole_block = one.after if one.before is None else one.before
    if isinstance(whole_block, LINES) and one.kind is not Kind.LEFT:
        return replace(one, segments=tuple(_Signing(one, known, by).segments()), by=by)
    return replace(one, segments=_by(one.segments, by), by=by)


def _author(one: BlockChange, known: Provenance) -> Stamp:
    if one.after is not None:
        return known.of(one.after.id)
    return known.removed(one.before) if one.before is not None else UNKNOWN


def _by(segments: Iterable[Segment], by: Stamp) -> Segments:
    return tuple(replace(one, by=by) if one.nature else one for one in segments)


def _row(row: RowChange, known: Provenance) -> RowChange:
    return replace(row, cells=tuple(_cell(one, known) for one in row.cells))


def _cell(cell: CellChange, known: Provenance) -> CellChange:
    return replace(cell, blocks=signed(cell.blocks, known))


class _Signing:
    """The segments of one line, parted where another author begins."""

    def __init__(self, one: BlockChange, known: Provenance, by: Stamp) -> None:
        self._before, self._after = one.before, one.after
        self._known, self._by = known, by
        self._nature = next(iter(one.natures)) if one.before is None or one.after is None else None

    def segments(self) -> Iterator[Segment]:
        old = Line(inlines(self._before) if self._before else ())
        new = Line(inlines(self._after) if self._after else ())
        for part in parts(old, new):
            yield from self._part(part, old, new)

    def _part(self, part: Part, old: Line, new: Line) -> Iterator[Segment]:
        before, after = cut(old.inlines, part.a, part.b), cut(new.inlines, part.c, part.d)
        if not part.words:
            nature = Nature.FORMAT if part.form else None
            yield from _by(whole(Kind.EQUAL, read_line(after), nature), self._by)
        elif (notes := one_note(before, after)) is not None:
            yield from _by(note_segments(*notes), self._by)
        else:
            nature = self._nature or part_nature(before, after)
            if self._before is not None:
                struck = self._known.struck(self._before, part.a, part.b)
                yield from self._owned(Kind.DELETE, self._before, struck, nature)
            if self._after is not None:
                inserted = self._known.inserted(self._after, part.c, part.d)
                yield from self._owned(Kind.INSERT, self._after, inserted, nature)

    def _owned(
        self, kind: Kind, block: Block, owners: Iterable[Owned], nature: Nature
    ) -> Iterator[Segment]:
        for start, end, stamp in owners:
            by = self._by if stamp == UNKNOWN else stamp
            yield from whole(kind, read_line(cut(inlines(block), start, end)), nature, by)
