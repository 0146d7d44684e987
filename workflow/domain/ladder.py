"""The reminder ladder: which rungs a deadline has, and when each is sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from workflow.domain.calendar import WorkCalendar, office_day
from workflow.domain.office_hours import NINE
from workflow.domain.terms import Role

REMINDER = "reminder"
"""The kind of a notice that the ladder sends."""


@dataclass(frozen=True)
class Rung:
    """So many working days after the due date (before: negative), told to these roles."""

    offset: int
    roles: tuple[Role, ...]

    @property
    def name(self) -> str:
        return f"{self.offset:+d}"


@dataclass(frozen=True)
class Ladder:
    """Rungs by their offsets, each sent at this time of the office's clock."""

    rungs: tuple[Rung, ...]
    at: time = NINE


@dataclass(frozen=True)
class Deadline:
    """A due moment and the moment since when the ladder runs for it (both aware UTC)."""

    due_at: datetime
    since: datetime


def moments(
    deadline: Deadline, calendar: WorkCalendar, zone: str, ladder: Ladder
) -> Iterator[tuple[Rung, datetime]]:
    """Each rung with its sending time, on the office's clock; none before the assignment.

    Work that is given (or given back) when its deadline has passed already would have no
    rung left, so the rungs after the day count from the assignment then.
    """
    due_day = office_day(deadline.due_at, zone)
    late_day = max(due_day, office_day(deadline.since, zone))
    for rung in ladder.rungs:
        day = calendar.shift(late_day if rung.offset > 0 else due_day, rung.offset)
        moment = datetime.combine(day, ladder.at, ZoneInfo(zone)).astimezone(UTC)
        if moment > deadline.since:
            yield rung, moment


def due_now(
    deadline: Deadline, now: datetime, calendar: WorkCalendar, zone: str, ladder: Ladder
) -> Rung | None:
    """The newest rung whose time has come.

    After an outage this is the one that still says something: "two days left" is
    obsolete once "one day left" is due, so only the newest is sent. Where two fall on one
    morning (the due day is not worked) the later one of the ladder speaks.
    """
    passed = [
        (moment, rung.offset, rung)
        for rung, moment in moments(deadline, calendar, zone, ladder)
        if moment <= now
    ]
    return max(passed, key=lambda found: found[:2])[2] if passed else None


def next_moment(
    deadline: Deadline, now: datetime, calendar: WorkCalendar, zone: str, ladder: Ladder
) -> datetime | None:
    """When the sweep has to look at this deadline again; None after the last rung."""
    coming = [moment for _, moment in moments(deadline, calendar, zone, ladder) if moment > now]
    return min(coming, default=None)
