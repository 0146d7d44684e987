"""The office's calendar in the administrator's hands: one day, a whole year, the hours.

Due dates are stored and stay as they are; only the sending times of reminders follow.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

from sqlalchemy import ColumnElement, delete, select

from workflow.actions.calendar.table import DayLine
from workflow.actions.calendar.touch import Touched, touched, wake_all
from workflow.actions.office.people import administer
from workflow.actions.work import Work
from workflow.domain.calendar import WorkCalendar
from workflow.domain.machine import NotYet
from workflow.domain.text import say
from workflow.store import CalendarDay, Person, db
from workflow.store.office import locked_office, work_calendar

YEARS = range(2000, 2100)


def set_day(
    work: Work, actor: Person, day: date, working: bool | None, name: str = ""
) -> tuple[Touched, ...]:
    """Say of one day whether it is worked; None: as its weekday says. Gives what it touches."""
    administer(actor)
    _known_year(day.year)
    office = locked_office(actor.office_id)
    before = work_calendar(office.id)
    db.session.execute(
        delete(CalendarDay).where(CalendarDay.office_id == office.id, CalendarDay.day == day)
    )
    if working is not None:
        provisional = before.is_provisional(day)
        db.session.add(_row(office.id, day, working, name, provisional))
    db.session.flush()
    return _follow(work, office.id, before)


def set_year(
    work: Work, actor: Person, year: int, lines: Sequence[DayLine], official: bool
) -> tuple[Touched, ...]:
    """Put these days in place of all that was known of a year. ``official``: as the year's
    notice says; else the year stays provisional. Gives what it touches.
    """
    administer(actor)
    _known_year(year)
    office = locked_office(actor.office_id)
    before = work_calendar(office.id)
    db.session.execute(delete(CalendarDay).where(*_of_year(office.id, year)))
    db.session.add_all(
        _row(office.id, day, line.working, line.name, not official)
        for line in lines
        for day in line.days
    )
    db.session.flush()
    return _follow(work, office.id, before)


def would_touch(
    now: datetime, office_id: int, year: int, lines: Iterable[DayLine]
) -> tuple[Touched, ...]:
    """What a year would touch, before it is taken in."""
    before = work_calendar(office_id)
    days = {day: working for day, working in before.days.items() if day.year != year}
    days |= {day: line.working for line in lines for day in line.days}
    return touched(now, office_id, before, WorkCalendar(days, before.covered | {year}))


def set_hours(
    work: Work, actor: Person, remind_at: time, quiet_from: time, quiet_until: time
) -> None:
    """The hour of reminders and the quiet hours; sending times follow at once."""
    administer(actor)
    office = locked_office(actor.office_id)
    office.remind_at, office.quiet_from, office.quiet_until = remind_at, quiet_from, quiet_until
    db.session.flush()
    wake_all(work, office.id)


def days_of(office_id: int, year: int) -> list[CalendarDay]:
    """The days of a year that differ from Monday to Friday, in their order."""
    query = select(CalendarDay).where(*_of_year(office_id, year)).order_by(CalendarDay.day)
    return list(db.session.scalars(query))


def _of_year(office_id: int, year: int) -> tuple[ColumnElement[bool], ...]:
    first, last = date(year, 1, 1), date(year, 12, 31)
    return CalendarDay.office_id == office_id, CalendarDay.day.between(first, last)


def _follow(work: Work, office_id: int, before: WorkCalendar) -> tuple[Touched, ...]:
    found = touched(work.now, office_id, before, work_calendar(office_id))
    wake_all(work, office_id)
    return found


def _row(office_id: int, day: date, working: bool, name: str, provisional: bool) -> CalendarDay:
    return CalendarDay(
        office_id=office_id,
        day=day,
        working=working,
        name=name.strip()[:64],
        provisional=provisional,
        by_hand=True,
    )


def _known_year(year: int) -> None:
    if year not in YEARS:
        raise NotYet(
            say(
                "请选 {first} 至 {last} 年之间的日期。没有任何改动。",
                "Choose a date between {first} and {last}. Nothing was changed.",
                first=YEARS[0],
                last=YEARS[-1],
            )
        )
