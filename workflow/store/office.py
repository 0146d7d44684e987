"""An office is a tenant: people, reports, calendar and house style belong to it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time

from sqlalchemy import ForeignKey, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from workflow.domain.calendar import WorkCalendar
from workflow.domain.office_hours import OfficeHours
from workflow.store.base import Base, UtcDateTime, db, utc_now
from workflow.store.many import among

HOURS = OfficeHours()


class Office(Base):
    __tablename__ = "office"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    zone: Mapped[str] = mapped_column(String(64), default="Asia/Shanghai")
    language: Mapped[str] = mapped_column(String(8), default="zh")
    profile: Mapped[str] = mapped_column(String(64), default="gbt9704")
    remind_at: Mapped[time] = mapped_column(default=HOURS.remind_at)
    quiet_from: Mapped[time] = mapped_column(default=HOURS.quiet_from)
    quiet_until: Mapped[time] = mapped_column(default=HOURS.quiet_until)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)

    @property
    def hours(self) -> OfficeHours:
        return OfficeHours(self.remind_at, self.quiet_from, self.quiet_until)


class Department(Base):
    """``head_id``: the person who leads it, and sits in stages of that name."""

    __tablename__ = "department"
    __table_args__ = (UniqueConstraint("office_id", "name"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    name: Mapped[str] = mapped_column(String(200))
    head_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", use_alter=True, name="fk_department_head_id"), index=True
    )


class CalendarDay(Base):
    """A date that differs from Monday-to-Friday, as the year's notice says.

    ``provisional``: no notice covers the year yet. ``by_hand``: the administrator said so, and no
    later notice of ours overrules it. A row may also say what its weekday says anyway.
    """

    __tablename__ = "calendar_day"
    __table_args__ = (UniqueConstraint("office_id", "day"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    day: Mapped[date]
    working: Mapped[bool]
    name: Mapped[str] = mapped_column(String(64), default="")
    provisional: Mapped[bool] = mapped_column(default=False)
    by_hand: Mapped[bool] = mapped_column(default=False)


def work_calendar(office_id: int) -> WorkCalendar:
    """The office's calendar as the domain reads it."""
    return work_calendars([office_id])[office_id]


def work_calendars(office_ids: Collection[int]) -> dict[int, WorkCalendar]:
    """The calendars of these offices, by their ids."""
    query = select(
        CalendarDay.office_id, CalendarDay.day, CalendarDay.working, CalendarDay.provisional
    )
    days: dict[int, dict[date, bool]] = {one: {} for one in office_ids}
    covered: dict[int, set[int]] = {one: set() for one in office_ids}
    rows = db.session.execute(query.where(among(CalendarDay.office_id, office_ids)))
    for office_id, day, working, provisional in rows:
        days[office_id][day] = working
        if not provisional:
            covered[office_id].add(day.year)
    return {one: WorkCalendar(days[one], frozenset(covered[one])) for one in days}


def departments_of(office_id: int) -> list[Department]:
    query = select(Department).where(Department.office_id == office_id).order_by(Department.name)
    return list(db.session.scalars(query))


def department_of(office_id: int, department_id: int) -> Department | None:
    """A department of this office; another office's id reads as none."""
    return db.session.scalar(
        select(Department).where(Department.office_id == office_id, Department.id == department_id)
    )


def locked_office(office_id: int) -> Office:
    """The office with its row locked, for what holds over all of its people."""
    return db.session.scalars(
        select(Office).where(Office.id == office_id).with_for_update(of=Office)
    ).one()


def heads_of(office_id: int) -> dict[int, int]:
    """Who leads each department, by the department's id."""
    query = select(Department).where(
        Department.office_id == office_id, Department.head_id.is_not(None)
    )
    return {row.id: row.head_id for row in db.session.scalars(query) if row.head_id is not None}
