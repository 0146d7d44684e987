"""THE TABLE: one row for each thing that a person can do.

Buttons and the reason why they are grey, enforcement, who is told, the help page,
the diagram and the matrix of tests all come from these rows, and from nothing else.
"""

from __future__ import annotations

from workflow.domain.conditional_rows import CONDITIONAL_ROWS
from workflow.domain.report_rows import REPORT_ROWS
from workflow.domain.row import Row
from workflow.domain.section_rows import SECTION_ROWS
from workflow.domain.terms import Thing, Verb

TABLE: tuple[Row, ...] = SECTION_ROWS + CONDITIONAL_ROWS + REPORT_ROWS


def rows_of(thing: Thing, verb: Verb | None = None) -> tuple[Row, ...]:
    """The rows of a thing, in the order in which pages show them."""
    return tuple(row for row in TABLE if row.thing is thing and verb in (None, row.verb))
