"""What lies on a desk: things asked, things awaited, and the names of the people in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, TypeAlias

from sqlalchemy import select

from workflow.actions.placing import Placed
from workflow.domain.machine import Offer
from workflow.domain.terms import ReportState, SectionState, Term
from workflow.domain.text import Text
from workflow.store import Person, Report, Section, db


class Ask(Term):
    """What is asked, in the order of urgency; the label is the button."""

    REVISE = "revise", "继续撰写", "Revise"
    WRITE = "write", "撰写", "Write"
    REVIEW = "review", "审核", "Review"
    APPROVE = "approve", "签批", "Decide"
    AMEND = "amend", "按所列修改", "Make the edits"
    ACCEPT = "accept", "过目", "Look at it"
    ASSIGN = "assign", "分派", "Assign"
    REPLACE = "replace", "转办", "Hand over"
    STAFF = "staff", "去办理", "See to it"
    EXTEND = "extend", "展期", "Extend"
    CHASE = "chase", "催办", "Nudge"
    PRESENT = "present", "去办理", "See to it"
    HELP = "help", "协助撰写", "Help write"
    READ = "read", "阅读", "Read"
    PREPARE = "prepare", "继续筹备", "Prepare"


EXCEPTIONS = frozenset({Ask.ASSIGN, Ask.REPLACE, Ask.STAFF, Ask.EXTEND, Ask.CHASE})


class About:
    """What a line of the desk is about: a section of a report, or the report itself."""

    report: Report
    placed: Placed | None

    @property
    def section_id(self) -> int | None:
        return self.placed.section.id if self.placed else None

    @property
    def state(self) -> SectionState | ReportState:
        return self.placed.section.state if self.placed else self.report.state


@dataclass(frozen=True)
class Item(About):
    """One thing asked. ``signed_draft`` is the draft that the person decided on before;
    ``changed`` and ``numbers`` count the paragraphs (and those among them in which figures
    differ) that changed since. ``for_id``, ``for_name``: who is away and for whom it is asked.
    """

    ask: Ask
    report: Report
    placed: Placed | None
    line: Text
    due_at: datetime | None = None
    nudge: Offer | None = None
    signed_draft: int | None = None
    changed: int | None = None
    numbers: int = 0
    for_id: int | None = None
    for_name: str = ""

    @property
    def section(self) -> Section | None:
        return self.placed.section if self.placed else None


@dataclass(frozen=True)
class Waiting(About):
    """What somebody else has; ``nudge`` is the table's offer with the reason why not yet."""

    report: Report
    placed: Placed | None
    line: Text
    since: datetime | None
    due_at: datetime | None = None
    nudge: Offer | None = None


class Known(NamedTuple):
    name: str
    active: bool


Names: TypeAlias = dict[int, Known]


def names_in(office_id: int) -> Names:
    """Everybody of the office by id, also those who have left."""
    rows = db.session.execute(
        select(Person.id, Person.name, Person.active).where(Person.office_id == office_id)
    )
    return {person_id: Known(name, active) for person_id, name, active in rows}


def listed(people: Iterable[int], names: Names) -> Text:
    found = [names[one].name for one in people if one in names]
    return Text("、".join(found) or "—", ", ".join(found) or "—")
