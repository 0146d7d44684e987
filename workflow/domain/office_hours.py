"""When an office is spoken to by the clock: the hour of reminders, and the quiet hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from workflow.domain.calendar import ONE_DAY, WorkCalendar

NINE = time(9, 0)


@dataclass(frozen=True)
class OfficeHours:
    """Wall-clock times of the office. Quiet hours may go over midnight; none where both meet."""

    remind_at: time = NINE
    quiet_from: time = time(22, 0)
    quiet_until: time = time(7, 0)

    def is_quiet(self, clock: time) -> bool:
        begin, end = self.quiet_from, self.quiet_until
        if begin <= end:
            return begin <= clock < end
        return clock >= begin or clock < end

    def sends_at(self, wanted: time | None = None) -> time:
        """The hour of reminders; one that is wanted in the quiet hours waits for their end."""
        clock = wanted or self.remind_at
        return self.quiet_until if self.is_quiet(clock) else clock

    def next_open(self, now: datetime, calendar: WorkCalendar, zone: str) -> datetime:
        """``now`` itself where the office may be spoken to, else the next moment that it may:
        on a working day, after the quiet hours (UTC).
        """
        wall = now.astimezone(ZoneInfo(zone))
        if calendar.is_working(wall.date()) and not self.is_quiet(wall.time()):
            return now
        day = wall.date()
        while not calendar.is_working(day) or self._opens(day, zone) <= now:
            day += ONE_DAY
        return self._opens(day, zone)

    def _opens(self, day: date, zone: str) -> datetime:
        """When the quiet hours of the night before a day end; midnight where there are none."""
        clock = self.quiet_until if self.is_quiet(time.min) else time.min
        return datetime.combine(day, clock, ZoneInfo(zone)).astimezone(UTC)
