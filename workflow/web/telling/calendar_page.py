"""A year of the office's calendar as a page draws it: twelve months, a cell a day."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from workflow.domain.calendar import WorkCalendar
from workflow.domain.text import Text
from workflow.domain.time_words import MONTHS, WEEKDAYS
from workflow.store import CalendarDay

AS_WEEKS = calendar.Calendar(firstweekday=0)


@dataclass(frozen=True)
class Cell:
    """One day: ``look`` is ``work``, ``weekend``, ``off`` or ``makeup``."""

    day: date
    look: str
    name: str


@dataclass(frozen=True)
class Month:
    title: Text
    weeks: tuple[tuple[Cell | None, ...], ...]


@dataclass(frozen=True)
class YearPage:
    """``days`` are those that differ from Monday to Friday, or were set by hand."""

    year: int
    days: tuple[CalendarDay, ...]
    months: tuple[Month, ...]
    provisional: bool
    worked: int


def year_page(year: int, days: Iterable[CalendarDay], known: WorkCalendar) -> YearPage:
    rows = {row.day: row for row in days}
    months = tuple(_month(year, number, rows, known) for number in range(1, 13))
    cells = [cell for one in months for week in one.weeks for cell in week if cell]
    worked = sum(known.is_working(cell.day) for cell in cells)
    provisional = known.is_provisional(date(year, 1, 1))
    return YearPage(year, tuple(rows.values()), months, provisional, worked)


def weekday_of(day: date) -> Text:
    return WEEKDAYS[day.weekday()]


def _month(year: int, number: int, rows: dict[date, CalendarDay], known: WorkCalendar) -> Month:
    weeks = AS_WEEKS.monthdatescalendar(year, number)
    cells = tuple(tuple(_cells(week, number, rows, known)) for week in weeks)
    return Month(Text(f"{number} 月", MONTHS[number - 1]), cells)


def _cells(
    week: list[date], month: int, rows: dict[date, CalendarDay], known: WorkCalendar
) -> Iterator[Cell | None]:
    """Days of the neighbouring months leave a gap."""
    for day in week:
        row = rows.get(day)
        yield Cell(day, _look(day, known), row.name if row else "") if day.month == month else None


def _look(day: date, known: WorkCalendar) -> str:
    is_weekend = day.weekday() > 4
    if known.is_working(day):
        return "makeup" if is_weekend else "work"
    return "weekend" if is_weekend else "off"
