"""Working days of an office, make-up days included; an unknown year never raises."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

END_OF_DAY = time(23, 59)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class WorkCalendar:
    """``days`` says of each known date whether it is worked; elsewhere Monday to Friday.

    ``covered`` holds the years that an official notice covers; dates of other years
    are provisional and pages say so.
    """

    days: Mapping[date, bool] = field(default_factory=dict)
    covered: frozenset[int] = frozenset()

    def is_working(self, day: date) -> bool:
        known = self.days.get(day)
        return day.weekday() < 5 if known is None else known

    def is_provisional(self, day: date) -> bool:
        return day.year not in self.covered

    def shift(self, day: date, working_days: int) -> date:
        """The working day that lies so many working days after (before: negative) ``day``.

        Zero gives ``day`` itself when it is worked, else the working day before it.
        """
        step = ONE_DAY if working_days > 0 else -ONE_DAY
        left = abs(working_days)
        while left or not self.is_working(day):
            day += step
            if left and self.is_working(day):
                left -= 1
        return day

    def between(self, start: date, end: date) -> int:
        """Working days after ``start`` up to and with ``end``; negative when end is earlier."""
        if end < start:
            return -self.between(end, start)
        span = (end - start).days
        return sum(self.is_working(start + n * ONE_DAY) for n in range(1, span + 1))


def due_moment(day: date, zone: str) -> datetime:
    """A due date means 23:59 in the office's zone; the moment in UTC."""
    return datetime.combine(day, END_OF_DAY, ZoneInfo(zone)).astimezone(UTC)


def office_day(moment: datetime, zone: str) -> date:
    """The date that the office's wall calendar shows at a moment (aware, any zone)."""
    return moment.astimezone(ZoneInfo(zone)).date()
