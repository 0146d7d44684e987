"""Deadlines as iCalendar (RFC 5545): an all-day entry on the office's day, named alike for ever.

Written line by line, as it is part of very many mails: a library that knows all of the format
takes fifteen times as long for these few properties. It reads what comes out in the tests.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from workflow.domain.calendar import office_day
from workflow.domain.calendar_entry import Entry
from workflow.domain.text import Text, say

PRODUCT = "-//Huigao//Deadlines//ZH"
NAME = Text("汇稿期限", "Huigao deadlines")
LINE = 75
"""Octets of a line, without its end (3.1)."""
CONTROLS = dict.fromkeys((*range(32), 127), "")
ESCAPED = CONTROLS | {ord("\\"): "\\\\", ord(";"): "\\;", ord(","): "\\,", ord("\n"): "\\n"}
HEAD = ("BEGIN:VCALENDAR", f"PRODID:{PRODUCT}", "VERSION:2.0", "METHOD:PUBLISH")


def as_calendar(entries: Iterable[Entry], zone: str, locale: str, base_url: str) -> bytes:
    """A calendar of these deadlines to subscribe to, with a name of its own."""
    named = (
        f"X-WR-CALNAME:{_text(NAME.render(locale))}",
        f"X-WR-TIMEZONE:{_text(zone)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
    )
    return _written((*HEAD, *named), entries, zone, locale, base_url)


def as_entries(entries: Iterable[Entry], zone: str, locale: str, base_url: str) -> bytes:
    """These deadlines for a calendar that its reader has: without a name, by which programs would
    open another one.
    """
    return _written(HEAD, entries, zone, locale, base_url)


def _written(
    head: Iterable[str], entries: Iterable[Entry], zone: str, locale: str, base_url: str
) -> bytes:
    """The same deadline has the same UID in every file."""
    events = (line for one in entries for line in _event(one, zone, locale, base_url))
    return b"".join(map(_folded, (*head, *events, "END:VCALENDAR")))


def _event(entry: Entry, zone: str, locale: str, base_url: str) -> Iterator[str]:
    """The whole day: a phone shows it on that day whatever zone it is in; the words say until
    when.
    """
    day, link = office_day(entry.due_at, zone), f"{base_url}/sections/{entry.section_id}"
    yield "BEGIN:VEVENT"
    yield f"UID:alarm-{entry.alarm_id}@{urlsplit(base_url).hostname or 'localhost'}"
    yield f"SEQUENCE:{entry.sequence}"
    yield f"DTSTAMP:{_moment(entry.changed_at)}"
    yield f"SUMMARY:{_text(entry.title.render(locale))}"
    yield f"DTSTART;VALUE=DATE:{_day(day)}"
    yield f"DTEND;VALUE=DATE:{_day(day + timedelta(days=1))}"
    yield "TRANSP:TRANSPARENT"
    yield f"DESCRIPTION:{_text(_words(entry, zone).render(locale))}\\n{_text(link)}"
    yield f"URL:{link}"
    yield "END:VEVENT"


def _text(words: str) -> str:
    """A value of type TEXT (3.3.11); what no calendar may hold is left out."""
    return words.translate(ESCAPED)


@lru_cache(maxsize=256)
def _day(day: date) -> str:
    return day.strftime("%Y%m%d")


@lru_cache(maxsize=256)
def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _folded(line: str) -> bytes:
    """With its end, and broken where it is long (3.1), never within a character."""
    data, pieces = line.encode(), []
    while len(data) > LINE:
        cut = LINE
        while data[cut] & 0xC0 == 0x80:
            cut -= 1
        pieces.append(data[:cut])
        # The blank that marks what goes on is part of the next line.
        data = b" " + data[cut:]
    return b"\r\n".join([*pieces, data, b""])


def _words(entry: Entry, zone: str) -> Text:
    return say(
        "{report}，{clock}（{zone}）截止",
        "{report}, due {clock} ({zone})",
        report=entry.report,
        clock=_clock(entry.due_at, zone),
        zone=zone,
    )


@lru_cache(maxsize=256)
def _clock(moment: datetime, zone: str) -> str:
    return moment.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M")
