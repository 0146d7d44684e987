"""Days of an office as moments."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from workflow.domain.calendar import office_day
from workflow.store import Person
from workflow.store.base import utc_now


def day_start(zone: str, now: datetime | None = None) -> datetime:
    """Midnight, in UTC, of the day that it is in the office's zone."""
    today = office_day(now or utc_now(), zone)
    return datetime.combine(today, time.min, ZoneInfo(zone)).astimezone(UTC)


def today_of(person: Person, now: datetime | None = None) -> date:
    """The day that it is in this person's office."""
    return office_day(now or utc_now(), person.office.zone)


def day_words(moment: datetime | None, zone: str) -> str:
    """The office's date of a moment as stored in trails and messages: 2026-12-31."""
    return "" if moment is None else office_day(moment, zone).isoformat()


def parse_day(text: str) -> date | None:
    """A date as a form sends it (2026-12-31); None for anything else."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
