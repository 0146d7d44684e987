"""Reports as lists show them: where a person has a part, and how far each one is."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import ColumnElement, Integer, case, func, literal, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from workflow.domain.terms import ReportState, SeatRole, SectionKind, SectionState, Tolerance
from workflow.store.absence import represented_by
from workflow.store.base import db
from workflow.store.circulation import reports_to_read, sections_to_read
from workflow.store.condition import Amendment
from workflow.store.delegation import reports_entrusted
from workflow.store.draft import Draft
from workflow.store.office import Department
from workflow.store.person import Person
from workflow.store.report import Report
from workflow.store.section import Section, SectionContributor
from workflow.store.signoff import SignOff
from workflow.store.stage import StageChange, StageMember, StageRow

CLOSED = (SectionState.SIGNED_OFF, SectionState.DROPPED)


@dataclass
class Progress:
    """Text sections by state (dropped ones left out), the next deadline still open, and the
    sections whose text has outgrown passes of it.
    """

    counts: dict[SectionState, int] = field(default_factory=dict)
    next_due: datetime | None = None
    stale: int = 0

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def signed(self) -> int:
        return self.counts.get(SectionState.SIGNED_OFF, 0)


def reports_with_part(
    office_id: int,
    person_id: int,
    day: date,
    states: Collection[ReportState] = tuple(ReportState),
) -> list[Report]:
    """The office's reports in which this person has a part, or on that day acts for somebody
    who has; newest first.
    """
    query = (
        select(Report)
        .where(Report.office_id == office_id, Report.state.in_(states), _has_part(person_id, day))
        .order_by(Report.id.desc())
        .options(joinedload(Report.office), joinedload(Report.editor))
    )
    return list(db.session.scalars(query))


def report_with_part(office_id: int, person_id: int, report_id: int, day: date) -> Report | None:
    """The report, if it is the office's and this person has a part in it on that day."""
    query = select(Report).where(
        Report.office_id == office_id, Report.id == report_id, _has_part(person_id, day)
    )
    return db.session.scalar(query)


def section_with_part(office_id: int, person_id: int, section_id: int, day: date) -> Section | None:
    """The section and its report, if it is the office's and on that day this person has a part
    in the report, or a copy of the section for reading.
    """
    may = or_(_has_part(person_id, day), Section.id.in_(sections_to_read(person_id)))
    query = (
        select(Section)
        .join(Section.report)
        .where(Report.office_id == office_id, Section.id == section_id, may)
        .options(contains_eager(Section.report))
    )
    return db.session.scalar(query)


def _has_part(person_id: int, day: date) -> ColumnElement[bool]:
    """A part of one's own, or of somebody for whom one acts on that day."""
    who = select(literal(person_id, Integer)).union_all(represented_by(person_id, day))
    owned = select(Section.report_id).where(Section.owner_id.in_(who))
    contributed = (
        select(Section.report_id)
        .join(SectionContributor, SectionContributor.section_id == Section.id)
        .where(SectionContributor.person_id.in_(who))
    )
    decided = (
        select(StageRow.report_id)
        .join(StageMember, StageMember.stage_id == StageRow.id)
        .where(StageMember.person_id.in_(who))
    )
    led = (
        select(StageRow.report_id)
        .join(StageMember, StageMember.stage_id == StageRow.id)
        .join(Section, Section.report_id == StageRow.report_id)
        .join(Person, Person.id == Section.owner_id)
        .join(Department, Department.id == Person.department_id)
        .where(StageMember.role == SeatRole.OWNER_HEAD, Department.head_id.in_(who))
    )
    signed = (
        select(Section.report_id)
        .join(SignOff, SignOff.section_id == Section.id)
        .where(SignOff.person_id.in_(who), SignOff.seat.is_not(None))
    )
    newest = (
        select(func.max(StageChange.id))
        .where(StageChange.person_id.in_(who))
        .group_by(StageChange.section_id, StageChange.stage_id, StageChange.person_id)
    )
    added = (
        select(Section.report_id)
        .join(StageChange, StageChange.section_id == Section.id)
        .where(StageChange.id.in_(newest), StageChange.added)
    )
    return or_(
        Report.editor_id.in_(who),
        Report.director_id.in_(who),
        Report.id.in_(reports_entrusted(person_id, day)),
        Report.id.in_(reports_to_read(person_id)),
        *(Report.id.in_(one) for one in (owned, contributed, decided, led, signed, added)),
    )


def progress_of(report_ids: Collection[int]) -> dict[int, Progress]:
    """How far each report is; one without text sections has no counts."""
    found = {one: Progress() for one in report_ids}
    rows = db.session.execute(
        select(Section.report_id, Section.state, func.count(), func.min(Section.due_at))
        .where(
            Section.report_id.in_(report_ids),
            Section.kind != SectionKind.HEADING,
            Section.state != SectionState.DROPPED,
        )
        .group_by(Section.report_id, Section.state)
    )
    for report_id, state, count, due_at in rows:
        progress = found[report_id]
        progress.counts[state] = count
        if state not in CLOSED and due_at is not None:
            progress.next_due = min(progress.next_due or due_at, due_at)
    for report_id, count in _stale(report_ids):
        found[report_id].stale = count
    return found


def _stale(report_ids: Collection[int]) -> Iterable[tuple[int, int]]:
    """Report, and how many of its sections hold other words than somebody passed. Stages that
    tolerate other punctuation are left out: what they decide on again only the texts tell.
    """
    member = func.coalesce(SignOff.on_behalf_of_id, SignOff.person_id)
    newest = (
        select(func.max(SignOff.id))
        .join(Section, Section.id == SignOff.section_id)
        .where(Section.report_id.in_(report_ids))
        .group_by(SignOff.section_id, SignOff.stage_id, member)
    )
    signed = case(
        (Amendment.content_hash == Draft.content_hash, Amendment.signed_hash),
        else_=Draft.content_hash,
    )
    query = (
        select(Section.report_id, func.count(Section.id.distinct()))
        .join(SignOff, SignOff.section_id == Section.id)
        .join(StageRow, StageRow.id == SignOff.stage_id)
        .join(Draft, Draft.id == Section.head_id)
        .outerjoin(Amendment, Amendment.id == Section.amendment_id)
        .where(Section.report_id.in_(report_ids), Section.state != SectionState.DROPPED)
        .where(SignOff.id.in_(newest), SignOff.passed, SignOff.content_hash != signed)
        .join(Report, Report.id == Section.report_id)
        .where(StageRow.tolerates == Tolerance.NONE, Report.state != ReportState.CONDITIONAL)
        .group_by(Section.report_id)
    )
    return ((report_id, count) for report_id, count in db.session.execute(query))
