"""The reader's clock: moments and deadlines of one office in words, with the exact time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from workflow.domain.calendar import WorkCalendar
from workflow.domain.text import Text
from workflow.domain.time_words import coming_words, due_tone, due_words, moment_words, since_words
from workflow.store import Office
from workflow.store.base import utc_now
from workflow.store.office import work_calendar
from workflow.web.locale import clock_time


@dataclass(frozen=True)
class Moment:
    """Words first, the exact time (office's zone) for hovering and printing."""

    words: Text
    exact: str
    tone: str = "normal"


class Clock:
    """One page's clock; the calendar is taken when first needed, from what the page has read."""

    def __init__(self, office: Office, calendar: Callable[[], WorkCalendar] | None = None) -> None:
        self._zone = office.zone
        self._take_calendar = calendar or (lambda: work_calendar(office.id))
        self.now = utc_now()

    @cached_property
    def _calendar(self) -> WorkCalendar:
        return self._take_calendar()

    def at(self, moment: datetime) -> Moment:
        return Moment(moment_words(moment, self.now, self._zone), clock_time(moment))

    def coming(self, moment: datetime) -> Moment:
        words = coming_words(moment, self.now, self._zone)
        return Moment(words, clock_time(moment))

    def due(self, moment: datetime | None) -> Moment | None:
        if moment is None:
            return None
        words = due_words(moment, self.now, self._calendar, self._zone)
        return Moment(words, clock_time(moment), due_tone(moment, self.now))

    def since(self, moment: datetime | None) -> Moment | None:
        if moment is None:
            return None
        words = since_words(moment, self.now, self._calendar, self._zone)
        return Moment(words, clock_time(moment))
