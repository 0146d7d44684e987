"""The rows of a table with those that tracked changes set in between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workflow.documents.content import Cell, Table
from workflow.documents.talk import Suggestion
from workflow.documents.writer.tracking import DELETED, INSERTED


@dataclass(frozen=True, slots=True)
class TrackedRow:
    """``by`` wants it in or gone, as ``kind`` says; None: it stands."""

    cells: tuple[Cell, ...]
    is_head: bool
    kind: str = ""
    by: Suggestion | None = None


def tracked_rows(table: Table, edits: Sequence[Suggestion]) -> list[TrackedRow]:
    """All rows in order; what goes stands before what comes in its place.

    A row that comes in before one of the head, or in its place, belongs to it.
    """
    made: list[TrackedRow] = []
    heads = table.header_rows
    for place in range(len(table.rows) + 1):
        came = [(row, one) for one in edits if one.end == place for row in one.rows]
        made += [TrackedRow(row, one.start < heads, INSERTED, one) for row, one in came]
        if place < len(table.rows):
            by = next((one for one in edits if one.start <= place < one.end), None)
            made.append(TrackedRow(table.rows[place], place < heads, DELETED if by else "", by))
    return made
