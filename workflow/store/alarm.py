"""What the clock watches: who has a section in hand until when, and when the sweep looks again."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ForeignKey, Index, Select, String, UniqueConstraint, and_, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from workflow.domain.terms import AlarmKind, SectionState
from workflow.store.base import Base, Json, TermColumn, UtcDateTime, db
from workflow.store.draft import Draft
from workflow.store.many import among
from workflow.store.report import Report
from workflow.store.section import Section


class Alarm(Base):
    """One ladder of reminders: of a section (``part`` 0), or of a stage that has it.

    ``due_at`` is stored, never computed anew in silence; without it the alarm rests.
    ``people`` are those waited for, ``since`` is when they got it, and ``armed_at`` the moment
    from which rungs count. ``arming`` grows whenever the ladder starts anew; ``remind_at`` is
    the next moment at which the sweep looks.
    """

    __tablename__ = "alarm"
    __table_args__ = (
        UniqueConstraint("section_id", "kind", "part"),
        # All of an office ring at nine: with the section, a thousand are found without the others.
        Index("ix_alarm_remind_at_section_id", "remind_at", "section_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    section_id: Mapped[int] = mapped_column(ForeignKey("section.id"))
    kind: Mapped[AlarmKind] = mapped_column(TermColumn(AlarmKind))
    part: Mapped[int] = mapped_column(default=0)
    people: Mapped[list[int]] = mapped_column(Json, default=list)
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    armed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    arming: Mapped[int] = mapped_column(default=0)
    remind_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    section: Mapped[Section] = relationship()

    @property
    def key(self) -> tuple[int, AlarmKind, int]:
        return (self.section_id, self.kind, self.part)

    @property
    def rests(self) -> bool:
        return self.due_at is None


class Reminder(Base):
    """A rung that was sent: the unique key is what makes it arrive once."""

    __tablename__ = "reminder"
    __table_args__ = (UniqueConstraint("alarm_id", "person_id", "rung", "arming"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    alarm_id: Mapped[int] = mapped_column(ForeignKey("alarm.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    rung: Mapped[str] = mapped_column(String(16))
    arming: Mapped[int]
    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    alarm: Mapped[Alarm] = relationship()


class Ringing(NamedTuple):
    """An alarm beside its section as both stand in the database now: what the sweep reads of
    many at once. ``follows``: its due moment and since when are the section's. ``blanks`` are those
    of the section's newest draft.
    """

    id: int
    section_id: int
    kind: AlarmKind
    part: int
    people: list[int]
    due_at: datetime | None
    since: datetime | None
    armed_at: datetime | None
    arming: int
    report_id: int
    state: SectionState
    owner_id: int | None
    follows: bool | None
    blanks: int | None


def ringing(alarm_ids: Collection[int], report_ids: Collection[int] | None = None) -> list[Ringing]:
    """These alarms, in the order of their ids; of these reports alone, or of whichever."""
    query = (
        select(
            Alarm.id,
            Alarm.section_id,
            Alarm.kind,
            Alarm.part,
            Alarm.people,
            Alarm.due_at,
            Alarm.since,
            Alarm.armed_at,
            Alarm.arming,
            Section.report_id,
            Section.state,
            Section.owner_id,
            and_(Alarm.due_at == Section.due_at, Alarm.since == Section.since),
            Draft.blanks,
        )
        .join(Section, Section.id == Alarm.section_id)
        .outerjoin(Draft, Draft.id == Section.head_id)
        .where(among(Alarm.id, alarm_ids))
        .order_by(Alarm.id)
    )
    if report_ids is not None:
        query = query.where(among(Section.report_id, report_ids))
    return list(map(Ringing._make, db.session.execute(query)))


def reports_with(alarm_ids: Collection[int]) -> Select[int]:
    """The ids of the reports of these alarms, as a part of another query."""
    query = select(Section.report_id).join(Alarm, Alarm.section_id == Section.id)
    return query.where(among(Alarm.id, alarm_ids))


def free_reports(ids: Collection[int] | Select[int]) -> dict[int, Report]:
    """These reports by their ids, locked as by ``locked_report``; those with which somebody is at
    work just now are left out.
    """
    query = (
        select(Report)
        .where(Report.id.in_(ids))
        .order_by(Report.id)
        .options(joinedload(Report.office, innerjoin=True))
        .with_for_update(of=Report, skip_locked=True)
        .execution_options(populate_existing=True)
    )
    return {one.id: one for one in db.session.scalars(query)}


def told_of(alarm_ids: Collection[int]) -> list[tuple[int, int, str, int]]:
    """Alarm, arming, rung and person of each reminder of these alarms."""
    query = select(Reminder.alarm_id, Reminder.arming, Reminder.rung, Reminder.person_id)
    rows = db.session.execute(query.where(among(Reminder.alarm_id, alarm_ids)))
    return [(alarm_id, arming, rung, person) for alarm_id, arming, rung, person in rows]


def alarms_in(report_id: int) -> list[Alarm]:
    """All alarms of a report's sections, as they stand in the database now."""
    query = (
        select(Alarm)
        .join(Section, Section.id == Alarm.section_id)
        .where(Section.report_id == report_id)
        .order_by(Alarm.id)
        .execution_options(populate_existing=True)
    )
    return list(db.session.scalars(query))
