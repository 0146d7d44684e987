"""The reminder ladder: which rungs a deadline has, and when each is sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from workflow.domain.calendar import WorkCalendar, office_day
from workflow.domain.terms import Role

REMINDER = "reminder"
"""The kind of a notice that the ladder sends."""
SENT_AT = time(9, 0)


@dataclass(frozen=True)
class Rung:
    """So many working days after the due date (before: negative), told to these roles."""

    offset: int
    roles: tuple[Role, ...]

    @property
    def name(self) -> str:
        return f"{self.offset:+d}"


OWNER = (Role.OWNER,)
DEFAULT_LADDER: tuple[Rung, ...] = (
    Rung(-5, OWNER),
    Rung(-2, OWNER),
    Rung(-1, OWNER),
    Rung(0, OWNER),
    Rung(1, (Role.OWNER, Role.EDITOR)),
    Rung(3, (Role.OWNER, Role.EDITOR, Role.DIRECTOR)),
)


@dataclass(frozen=True)
class Deadline:
    """A due moment and the moment since when somebody has it (both aware UTC)."""

    due_at: datetime
    since: datetime


def moments(
    deadline: Deadline, calendar: WorkCalendar, zone: str, ladder: Sequence[Rung] = DEFAULT_LADDER
) -> Iterator[tuple[Rung, datetime]]:
    """Each rung with its sending time, 9:00 of the office; none before the assignment.

    Work that is given (or given back) when its deadline has passed already would have no
    rung left, so the rungs after the day count from the assignment then.
    """
    due_day = office_day(deadline.due_at, zone)
    late_day = max(due_day, office_day(deadline.since, zone))
    for rung in ladder:
        day = calendar.shift(late_day if rung.offset > 0 else due_day, rung.offset)
        moment = datetime.combine(day, SENT_AT, ZoneInfo(zone)).astimezone(UTC)
        if moment > deadline.since:
            yield rung, moment


def due_now(
    deadline: Deadline,
    now: datetime,
    calendar: WorkCalendar,
    zone: str,
    ladder: Sequence[Rung] = DEFAULT_LADDER,
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
    deadline: Deadline,
    now: datetime,
    calendar: WorkCalendar,
    zone: str,
    ladder: Sequence[Rung] = DEFAULT_LADDER,
) -> datetime | None:
    """When the sweep has to look at this deadline again; None after the last rung."""
    coming = [moment for _, moment in moments(deadline, calendar, zone, ladder) if moment > now]
    return min(coming, default=None)
