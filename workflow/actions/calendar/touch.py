"""Which deadlines a change of the calendar touches, and their sending times anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from workflow.actions.placing import Placed
from workflow.actions.reminding.arming import UNDER_WAY, next_look
from workflow.actions.scene import Scene
from workflow.actions.work import Work
from workflow.domain.calendar import WorkCalendar, office_day
from workflow.domain.terms import AlarmKind, ReportState, SectionState
from workflow.store import Report
from workflow.store.report import locked_report, reports_of


@dataclass(frozen=True)
class Touched:
    """A deadline that a change of the calendar touches.

    It stays as it is: ``not_worked`` says that it now lies on a day that is not worked;
    ``was`` and ``will`` are the next reminder before and after the change.
    """

    report: Report
    placed: Placed
    kind: AlarmKind
    stage: str
    due_at: datetime
    not_worked: bool
    was: datetime | None
    will: datetime | None


def touched(
    now: datetime, office_id: int, before: WorkCalendar, after: WorkCalendar
) -> tuple[Touched, ...]:
    """The deadlines still open whose day or next reminder is another one."""
    found: list[Touched] = []
    for scene in _under_way(office_id):
        for one in scene.text_sections:
            found += _of_section(now, scene, one, before, after)
    return tuple(found)


def wake_all(work: Work, office_id: int) -> None:
    """The sweep looks at everything under way once, by the calendar and hours as they are now.

    A rung that moved into the past is told then; of none that was told it is spoken again.
    Reports are locked one by one, as by every act.
    """
    for report in reports_of(office_id):
        if report.state in UNDER_WAY:
            scene = Scene(locked_report(report.id), work.now)
            for alarm in scene.alarms.values():
                if not alarm.rests:
                    alarm.remind_at = work.now


def _under_way(office_id: int) -> Iterator[Scene]:
    for report in reports_of(office_id):
        if report.state in (ReportState.PLANNING, *UNDER_WAY):
            yield Scene(report)


def _of_section(
    now: datetime, scene: Scene, one: Placed, before: WorkCalendar, after: WorkCalendar
) -> Iterator[Touched]:
    """Blanks go by the section's own deadline, which is named once."""
    alarms = [
        alarm
        for alarm in scene.alarms_of(one.section)
        if not alarm.rests and alarm.kind is not AlarmKind.BLANKS
    ]
    for alarm in alarms:
        assert alarm.due_at is not None
        was, will = (next_look(now, scene, alarm, calendar) for calendar in (before, after))
        freed = _freed(scene, alarm.due_at, before, after)
        if freed or was != will:
            stage = next((row.name for row in scene.stage_rows if row.id == alarm.part), "")
            yield Touched(scene.report, one, alarm.kind, stage, alarm.due_at, freed, was, will)
    due_at = one.section.due_at
    if one.section.state is not SectionState.PLANNED or due_at is None or due_at <= now:
        return
    if _freed(scene, due_at, before, after):
        yield Touched(scene.report, one, AlarmKind.DRAFTING, "", due_at, True, None, None)


def _freed(scene: Scene, due_at: datetime, before: WorkCalendar, after: WorkCalendar) -> bool:
    day = office_day(due_at, scene.report.office.zone)
    return before.is_working(day) and not after.is_working(day)
