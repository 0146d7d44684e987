"""Putting a reminder off: it comes again at a moment that its receiver chose, within limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from workflow.domain.calendar import WorkCalendar, office_day
from workflow.domain.office_hours import OfficeHours
from workflow.domain.terms import Term

MOST = 3
"""How often one reminder may be put off."""
HOURS = timedelta(hours=3)
AGAIN = "again"
"""In the details of a notice that came again: how often its receiver had put it off."""


class Pause(Term):
    HOURS = "hours", "三小时后", "In three hours"
    NEXT_DAY = "next_day", "下一个工作日", "On the next working day"
    SECOND_DAY = "second_day", "再下一个工作日", "On the working day after it"


DAYS: Mapping[Pause, int] = {Pause.NEXT_DAY: 1, Pause.SECOND_DAY: 2}


@dataclass(frozen=True)
class Clockwork:
    """By what an office is spoken to; ``at`` is the hour of the report's reminders."""

    calendar: WorkCalendar
    hours: OfficeHours
    zone: str
    at: time


def moments(now: datetime, before: datetime | None, clock: Clockwork) -> dict[Pause, datetime]:
    """When a reminder may come again (UTC), soonest first: in the hours in which the office is
    spoken to, and earlier than ``before``, where the ladder or the deadline speaks anyway.
    """
    today = office_day(now, clock.zone)
    found = {Pause.HOURS: now + HOURS}
    for pause, days in DAYS.items():
        day = clock.calendar.shift(today, days)
        found[pause] = datetime.combine(day, clock.at, ZoneInfo(clock.zone)).astimezone(UTC)
    return {
        pause: moment
        for pause, moment in found.items()
        if (before is None or moment < before)
        and clock.hours.next_open(moment, clock.calendar, clock.zone) == moment
    }
