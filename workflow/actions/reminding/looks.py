"""What each of many alarms has to say at a moment, and when to look again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache, cached_property

from workflow.actions.reminding.arming import ladder_of
from workflow.domain.calendar import WorkCalendar
from workflow.domain.ladder import Deadline, Ladder, Rung, due_now, moments, next_moment
from workflow.domain.terms import AlarmKind
from workflow.store import Office, Report
from workflow.store.alarm import Ringing
from workflow.store.office import work_calendars

Look = tuple[datetime | None, Rung | None]


class Looks:
    """At the alarms of these reports, at one moment. What many of them share (an office's
    calendar, a report's ladder, the rungs of a due day) is found out once.
    """

    def __init__(self, now: datetime, reports: Mapping[int, Report]) -> None:
        self.now, self.reports = now, reports
        self.opens = cache(self._office_opens)
        self.ladder = cache(self._ladder_of)
        self._look = cache(self._at_the_rungs)

    def calendar(self, office_id: int) -> WorkCalendar:
        return self._calendars[office_id]

    def look(self, one: Ringing) -> Look:
        """When the sweep looks again, and the rung that is due; in the quiet hours and on days
        that are not worked it waits for their end.
        """
        if one.due_at is None or one.armed_at is None:
            return None, None
        office = self.reports[one.report_id].office
        opens = self.opens(office)
        if opens > self.now:
            return opens, None
        deadline = Deadline(one.due_at, one.armed_at)
        return self._look(office, deadline, self.ladder(one.report_id, one.kind))

    def coming(self, one: Ringing) -> Iterator[tuple[Rung, datetime]]:
        """The rungs whose time has still to come, each with it."""
        office = self.reports[one.report_id].office
        if one.due_at is None or one.armed_at is None:
            return
        deadline, ladder = Deadline(one.due_at, one.armed_at), self.ladder(one.report_id, one.kind)
        for rung, moment in moments(deadline, self.calendar(office.id), office.zone, ladder):
            if moment > self.now:
                yield rung, moment

    def _at_the_rungs(self, office: Office, deadline: Deadline, ladder: Ladder) -> Look:
        calendar, zone = self.calendar(office.id), office.zone
        again = next_moment(deadline, self.now, calendar, zone, ladder)
        return again, due_now(deadline, self.now, calendar, zone, ladder)

    @cached_property
    def _calendars(self) -> dict[int, WorkCalendar]:
        return work_calendars({one.office_id for one in self.reports.values()})

    def _office_opens(self, office: Office) -> datetime:
        return office.hours.next_open(self.now, self.calendar(office.id), office.zone)

    def _ladder_of(self, report_id: int, kind: AlarmKind) -> Ladder:
        return ladder_of(self.reports[report_id], kind)
