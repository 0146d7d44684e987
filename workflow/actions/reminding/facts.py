"""What reminders of many reports are made of: each kind of row is read once for all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache, cached_property
from typing import Any

from workflow.actions.mandates import Mandates
from workflow.actions.placing import labels_of
from workflow.actions.reminding.looks import Looks
from workflow.actions.whereabouts import names_of
from workflow.domain.absences import Mandate
from workflow.domain.calendar import office_day
from workflow.domain.ladder import Rung
from workflow.domain.ladder_rules import meant
from workflow.domain.terms import AlarmKind
from workflow.store import Office, Report
from workflow.store.alarm import Ringing, told_of
from workflow.store.event import nudges_on
from workflow.store.stage import stage_names

Due = tuple[Ringing, Rung]


class Facts:
    """Of alarms that have a rung to tell; each part is read when first asked for."""

    def __init__(self, looks: Looks, due: Sequence[Due]) -> None:
        self.now, self._looks, self._due = looks.now, looks, due
        self._mandates = Mandates(looks.now, {self.report(one) for one, _ in due})
        self.today = self._mandates.today
        self._dates = cache(self._dates_of)

    def report(self, one: Ringing) -> Report:
        return self._looks.reports[one.report_id]

    def dates(self, one: Ringing) -> Mapping[str, Any]:
        """What the words of the day say about the due moment of an alarm that runs."""
        assert one.due_at is not None
        return self._dates(self.report(one).office, one.due_at)

    def label(self, one: Ringing) -> str:
        return self._labels[one.section_id]

    def stage(self, one: Ringing) -> str:
        return self._stages.get(one.part, "") if one.kind is AlarmKind.STAGE else ""

    def names(self, one: Ringing) -> str:
        return "、".join(self._names[person] for person in sorted(one.people))

    def had(self, one: Ringing) -> list[tuple[str, int]]:
        """Rung and person of each reminder of this arming."""
        return self._told.get((one.id, one.arming), [])

    def nudged(self, one: Ringing) -> int:
        """How often somebody nudged since those who have it got it."""
        return sum(one.since is None or at >= one.since for at in self._nudges[one.section_id])

    def meant(self, one: Ringing, rung: Rung) -> set[int]:
        """Who is told by the rung."""
        report = self.report(one)
        return meant(rung, one.kind, one.people, report.editor_id, report.director_id)

    def mandates(self, one: Ringing) -> list[Mandate]:
        """Who acts today for whom on the section."""
        return self._mandates.on(self.report(one), one.section_id, one.people)

    def _dates_of(self, office: Office, due_at: datetime) -> Mapping[str, Any]:
        calendar, today = self._looks.calendar(office.id), self.today(office)
        due = office_day(due_at, office.zone)
        coming = "today" if today == due else "coming"
        return {
            "due": due.isoformat(),
            "days": calendar.between(today, due),
            "when": "overdue" if self.now > due_at else coming,
            "provisional": any(map(calendar.is_provisional, (today, due))),
        }

    @cached_property
    def _labels(self) -> dict[int, str]:
        return labels_of({one.section_id for one, _ in self._due})

    @cached_property
    def _names(self) -> dict[int, str]:
        return names_of({person for one, _ in self._due for person in one.people})

    @cached_property
    def _stages(self) -> dict[int, str]:
        return stage_names({one.part for one, _ in self._due if one.kind is AlarmKind.STAGE})

    @cached_property
    def _told(self) -> dict[tuple[int, int], list[tuple[str, int]]]:
        found = defaultdict(list)
        for alarm_id, arming, rung, person in told_of([one.id for one, _ in self._due]):
            found[alarm_id, arming].append((rung, person))
        return found

    @cached_property
    def _nudges(self) -> dict[int, list[datetime]]:
        """Of sections whose rung says what was tried before."""
        found = defaultdict(list)
        late = {one.section_id for one, rung in self._due if rung.offset > 0}
        for section_id, at in nudges_on(late) if late else ():
            found[section_id].append(at)
        return found
