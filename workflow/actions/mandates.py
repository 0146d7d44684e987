"""Who acts today for whom, in many reports at once; of one report its scene knows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime
from functools import cache, cached_property

from workflow.domain.absences import Mandate, covering, mandates_of
from workflow.domain.calendar import office_day
from workflow.store import Office, Report
from workflow.store.absence import away_from
from workflow.store.delegation import delegations_in


class Mandates:
    """In force at a moment in these reports; each part is read when first asked for."""

    def __init__(self, now: datetime, reports: Collection[Report]) -> None:
        self._now, self._reports = now, {one.id: one for one in reports}
        self.today = cache(self._today)

    def on(self, report: Report, section_id: int, holders: Collection[int]) -> list[Mandate]:
        """Those that reach the section, of its holders first. Who was entrusted with the section
        alone acts for one of its holders, never for its editor or director.
        """
        given = (*self._of_offices[report.office_id], *self._entrusted.get(report.id, ()))
        if not given:
            return []
        found = [
            one
            for one in covering(given, section_id)
            if one.section is None or one.person in holders
        ]
        return sorted(found, key=lambda one: one.person not in holders)

    @cached_property
    def _entrusted(self) -> dict[int, list[Mandate]]:
        """Parts in these reports that are entrusted to somebody today."""
        found = defaultdict(list)
        since = min(map(self.today, self._offices))
        for one in delegations_in(list(self._reports), since):
            if one.holds(self.today(self._reports[one.report_id].office)):
                found[one.report_id].append(one.mandate)
        return found

    @cached_property
    def _of_offices(self) -> dict[int, tuple[Mandate, ...]]:
        """By office who acts today for people who are away; it is not the same day in all zones."""
        today = {one.id: self.today(one) for one in self._offices}
        away = away_from(list(today), min(today.values()), max(today.values()))
        return {one: mandates_of(away[one], day) for one, day in today.items()}

    @property
    def _offices(self) -> set[Office]:
        return {one.office for one in self._reports.values()}

    def _today(self, office: Office) -> date:
        return office_day(self._now, office.zone)
