"""THE TABLE: one row for each thing that a person can do.

Buttons and the reason why they are grey, enforcement, who is told, the help page,
the diagram and the matrix of tests all come from these rows, and from nothing else.
"""

from __future__ import annotations

from workflow.domain.conditional_rows import CONDITIONAL_ROWS
from workflow.domain.report_rows import REPORT_ROWS
from workflow.domain.review_rows import REVIEW_ROWS
from workflow.domain.row import Row
from workflow.domain.seat_rows import SEAT_ROWS
from workflow.domain.talk_rows import TALK_ROWS
from workflow.domain.terms import Thing, Verb
from workflow.domain.writing_rows import WRITING_ROWS

SECTION_ROWS: tuple[Row, ...] = WRITING_ROWS + REVIEW_ROWS + SEAT_ROWS + TALK_ROWS
TABLE: tuple[Row, ...] = SECTION_ROWS + CONDITIONAL_ROWS + REPORT_ROWS


def rows_of(thing: Thing, verb: Verb | None = None) -> tuple[Row, ...]:
    """The rows of a thing, in the order in which pages show them."""
    return tuple(row for row in TABLE if row.thing is thing and verb in (None, row.verb))
