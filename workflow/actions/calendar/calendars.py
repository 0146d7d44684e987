"""An office's working days: from the official notices where they are out, else provisional."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
    """Fill the calendar from last year to next; again after an update (see ``missing_years``) it
    brings new notices in.

    Days of an official notice replace provisional ones, whatever was entered by hand stays.
    """
    db.session.execute(
        delete(CalendarDay).where(
            CalendarDay.office_id == office.id, CalendarDay.provisional, ~CalendarDay.by_hand
        )
    )
    known = _known(office)
    covered = _covered(known)
    for year in _years(office_day(work.now, office.zone)):
        if year not in covered:
            db.session.add_all(one for one in _days(office.id, year) if one.day not in known)
    db.session.flush()


def missing_years(work: Work, office: Office) -> tuple[int, ...]:
    """Years of which nothing is known yet, or whose official notice is known here by now and not
    in the calendar.
    """
    known = _known(office)
    covered, begun = _covered(known), {day.year for day in known}
    return tuple(
        year
        for year in _years(office_day(work.now, office.zone))
        if year not in covered and (year in NOTICED or year not in begun)
    )


def _known(office: Office) -> dict[date, CalendarDay]:
    query = select(CalendarDay).where(CalendarDay.office_id == office.id)
    return {row.day: row for row in db.session.scalars(query)}


def _covered(known: Mapping[date, CalendarDay]) -> set[int]:
    return {day.year for day, row in known.items() if not row.provisional}


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
