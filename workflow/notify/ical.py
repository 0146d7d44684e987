"""Deadlines as iCalendar (RFC 5545): an all-day entry on the office's day, named alike for ever."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from workflow.domain.calendar import office_day
from workflow.domain.calendar_entry import Entry
from workflow.domain.text import Text, say

PRODUCT = "-//Huigao//Deadlines//ZH"
NAME = Text("汇稿期限", "Huigao deadlines")


def as_calendar(entries: Iterable[Entry], zone: str, locale: str, base_url: str) -> bytes:
    """A calendar of these deadlines to subscribe to, with a name of its own."""
    calendar = Calendar()
    calendar.add("x-wr-calname", NAME.render(locale))
    calendar.add("x-wr-timezone", zone)
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"value": "DURATION"})
    return _written(calendar, entries, zone, locale, base_url)


def as_entries(entries: Iterable[Entry], zone: str, locale: str, base_url: str) -> bytes:
    """These deadlines for a calendar that its reader has: without a name, by which programs would
    open another one.
    """
    return _written(Calendar(), entries, zone, locale, base_url)


def _written(
    calendar: Calendar, entries: Iterable[Entry], zone: str, locale: str, base_url: str
) -> bytes:
    """The same deadline has the same UID in every file."""
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for entry in entries:
        calendar.add_component(_event(entry, zone, locale, base_url))
    return bytes(calendar.to_ical())


def _event(entry: Entry, zone: str, locale: str, base_url: str) -> Event:
    """The whole day: a phone shows it on that day whatever zone it is in; the words say until
    when.
    """
    day, link = office_day(entry.due_at, zone), f"{base_url}/sections/{entry.section_id}"
    event = Event()
    event.add("uid", f"alarm-{entry.alarm_id}@{urlsplit(base_url).hostname or 'localhost'}")
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.changed_at)
    event.add("summary", entry.title.render(locale))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("description", _words(entry, zone).render(locale) + f"\n{link}")
    event.add("url", link)
    return event


def _words(entry: Entry, zone: str) -> Text:
    clock = entry.due_at.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M")
    return say(
        "{report}，{clock}（{zone}）截止",
        "{report}, due {clock} ({zone})",
        report=entry.report,
        clock=clock,
        zone=zone,
    )
