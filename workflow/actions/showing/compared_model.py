"""Differences as pages draw them: blocks, rows and cells with their stretches of text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from workflow.documents.compare import UNKNOWN, Kind, Segment, Stamp


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
class Author:
    """Somebody who changed a passage, and when."""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Compared:
    """A block as it fared: equal, changed, added, removed, moved, or left (where it stood).

    ``type`` is line, table, picture, island or page_break. A line, an island and a picture's
    caption have ``segments``, a table has ``rows``; ``before`` and ``after`` are what was
    drawn of other blocks. ``light``: neither numbers nor meaning are touched; ``numbers``:
    numbers are. ``same_words``: it changed, but nothing that is read did. ``by`` is who
    changed it last, ``authors`` are all who did.
    """

    kind: Kind
    type: str
    segments: tuple[Segment, ...] = ()
    rows: tuple[ComparedRow, ...] = ()
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None
    light: bool = False
    numbers: bool = False
    by: Stamp = UNKNOWN

    @property
    def authors(self) -> tuple[Author, ...]:
        """Each once, in the order of the passages; the last one to change it comes last."""
        found = dict.fromkeys(one.by for one in self._all_segments() if one.by != self.by)
        stamps = (one for one in (*found, self.by) if one != UNKNOWN)
        return tuple(Author(one.author, datetime.fromisoformat(one.at)) for one in stamps)

    def _all_segments(self) -> list[Segment]:
        cells = (part for row in self.rows for cell in row.cells for part in cell.segments)
        return [*self.segments, *cells]

    @property
    def same_words(self) -> bool:
        changed = any(one.kind is not Kind.EQUAL for one in self._all_segments())
        return self.kind is Kind.CHANGED and not changed and not self.other_picture

    @property
    def other_picture(self) -> bool:
        """Another picture in the place of the old one, not only another caption or size."""
        if self.type != "picture" or self.before is None or self.after is None:
            return False
        return bool(self.before["hash"] != self.after["hash"])
