"""What the clock has to watch follows from how a section stands; alarms are brought in line.

Nobody arms or disarms by hand: after an act ``settle`` compares each alarm with what the scene
says is asked of whom. So a change of owner, stage, members or deadline, by whichever act,
carries over to the reminders.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from workflow.actions.scene import Scene
from workflow.actions.whereabouts import end_of_days
from workflow.actions.work import Work
from workflow.domain.calendar import WorkCalendar
from workflow.domain.ladder import Deadline, Ladder, next_moment
from workflow.domain.ladder_rules import rungs_of
from workflow.domain.terms import AlarmKind, ReportState, SectionState
from workflow.store import Alarm, Report, Section, db

UNDER_WAY = (ReportState.COLLECTING, ReportState.CONDITIONAL)
WITH_THE_OWNER = (SectionState.DRAFTING, SectionState.RETURNED)


@dataclass(frozen=True)
class Duty:
    """Something asked of people now: of the section (``part`` 0) or of one of its stages.

    ``due_at`` is the section's own; a stage has ``days`` working days from ``since``.
    """

    kind: AlarmKind
    part: int
    people: frozenset[int]
    since: datetime
    due_at: datetime | None = None
    days: int = 0


def duties_of(scene: Scene, section: Section) -> list[Duty]:
    """What is asked of whom on this section, as it stands; nothing for work that is done, handed
    in, dropped or not begun.
    """
    if scene.report.state not in UNDER_WAY:
        return []
    return [*_of_owner(section), *_of_stage(scene, section)]


def _of_owner(section: Section) -> Iterator[Duty]:
    if section.state not in WITH_THE_OWNER or section.owner_id is None:
        return
    if section.due_at is None or section.since is None:
        return
    owner = frozenset({section.owner_id})
    for kind in (AlarmKind.DRAFTING, AlarmKind.BLANKS):
        yield Duty(kind, 0, owner, section.since, section.due_at)


def _of_stage(scene: Scene, section: Section) -> Iterator[Duty]:
    """Of each stage that is open: several may have the section side by side."""
    for step in scene.stages_now(section):
        since = scene.stage_since(section, step)
        if step.waiting and since:
            waiting = frozenset(step.waiting)
            yield Duty(AlarmKind.STAGE, step.stage.id, waiting, since, days=step.stage.days)


def settle(work: Work, scene: Scene, sections: Iterable[Section]) -> None:
    """Bring the alarms of these sections in line with what is asked of people now."""
    for section in sections:
        duties = {(section.id, one.kind, one.part): one for one in duties_of(scene, section)}
        for alarm in scene.alarms_of(section):
            if alarm.key not in duties and not alarm.rests:
                _put_to_rest(alarm)
        for key, duty in duties.items():
            alarm = scene.alarms.get(key) or _new_alarm(scene, section, duty)
            if _is_new(alarm, duty):
                _arm(work, scene, alarm, duty)
            alarm.people = sorted(duty.people)
    db.session.flush()


def wake(work: Work, scene: Scene, alarm: Alarm) -> None:
    """Say when the sweep has to look at this alarm again."""
    alarm.remind_at = next_look(work.now, scene, alarm, scene.calendar)


def is_behind(work: Work, scene: Scene, alarm: Alarm) -> bool:
    """Whether something may be due that the sweep has not told yet: it stood still, or the office
    may not be spoken to just now.
    """
    if alarm.rests or alarm.remind_at is None:
        return False
    coming = next_look(work.now, scene, alarm, scene.calendar)
    return coming is None or alarm.remind_at < coming


def next_look(now: datetime, scene: Scene, alarm: Alarm, calendar: WorkCalendar) -> datetime | None:
    """When the next rung of an alarm that runs comes, by this calendar."""
    assert alarm.due_at is not None and alarm.armed_at is not None
    deadline, ladder = Deadline(alarm.due_at, alarm.armed_at), ladder_of(scene.report, alarm.kind)
    return next_moment(deadline, now, calendar, scene.report.office.zone, ladder)


def ladder_of(report: Report, kind: AlarmKind) -> Ladder:
    """The report's ladder for a kind, at its hour or else the office's."""
    hour = report.office.hours.sends_at(report.remind_at)
    return Ladder(rungs_of(report.ladders, kind), hour)


def _new_alarm(scene: Scene, section: Section, duty: Duty) -> Alarm:
    alarm = Alarm(section_id=section.id, kind=duty.kind, part=duty.part, people=[], arming=0)
    db.session.add(alarm)
    scene.alarms[alarm.key] = alarm
    return alarm


def _is_new(alarm: Alarm, duty: Duty) -> bool:
    """Whether somebody has it anew, or until another moment; a stage keeps the due moment that
    was stored when it got the section.
    """
    moved = duty.due_at is not None and duty.due_at != alarm.due_at
    joined = not duty.people <= set(alarm.people)
    return alarm.rests or alarm.since != duty.since or moved or joined


def _arm(work: Work, scene: Scene, alarm: Alarm, duty: Duty) -> None:
    """Start the ladder anew: a higher arming makes every rung of it unsent."""
    if alarm.rests or alarm.since != duty.since or duty.due_at is not None:
        alarm.due_at = duty.due_at or end_of_days(scene, duty.since, duty.days)
    alarm.since, alarm.armed_at = duty.since, work.now
    alarm.arming += 1
    wake(work, scene, alarm)


def _put_to_rest(alarm: Alarm) -> None:
    """Done or gone: nothing more is sent for it."""
    alarm.due_at = alarm.remind_at = None
    alarm.people = []
