"""An office's working days: from the official notices where they are out, else provisional."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chinese_calendar.constants import Holiday, holidays, workdays
from sqlalchemy import delete, select

from workflow.actions.work import Work
from workflow.domain.calendar import office_day
from workflow.domain.statutory import statutory_days
from workflow.store import CalendarDay, Office, db

SATURDAY = 5
NOTICED = frozenset(day.year for day in holidays)


def seed_calendar(work: Work, office: Office) -> None:
    """Fill the calendar from last year to next; again after an update it brings new notices in.

    Days of an official notice replace provisional ones, whatever was entered by hand stays.
    """
    db.session.execute(
        delete(CalendarDay).where(
            CalendarDay.office_id == office.id, CalendarDay.provisional, ~CalendarDay.by_hand
        )
    )
    query = select(CalendarDay).where(CalendarDay.office_id == office.id)
    known = {row.day: row for row in db.session.scalars(query)}
    covered = {day.year for day, row in known.items() if not row.provisional}
    for year in _years(office_day(work.now, office.zone)):
        if year not in covered:
            db.session.add_all(one for one in _days(office.id, year) if one.day not in known)
    db.session.flush()


def _years(today: date) -> range:
    last = max(today.year + 1, max(NOTICED))
    return range(today.year - 1, last + 1)


def _days(office_id: int, year: int) -> Iterator[CalendarDay]:
    """Dates of a year that differ from Monday to Friday."""
    noticed = year in NOTICED
    off = _noticed_off(year) if noticed else statutory_days(year)
    for day, name in sorted(off.items()):
        if day.weekday() < SATURDAY:
            yield _row(office_id, day, False, name, not noticed)
    for day, code in sorted(workdays.items()):
        if day.year == year and day.weekday() >= SATURDAY:
            yield _row(office_id, day, True, Holiday(code).chinese, False)


def _noticed_off(year: int) -> dict[date, str]:
    return {day: Holiday(code).chinese for day, code in holidays.items() if day.year == year}


def _row(office_id: int, day: date, working: bool, name: str, provisional: bool) -> CalendarDay:
    return CalendarDay(
        office_id=office_id, day=day, working=working, name=name, provisional=provisional
    )
