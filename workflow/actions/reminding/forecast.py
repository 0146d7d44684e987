"""When the reminders of a report go out: the next moments of real sections, by given rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from workflow.actions.placing import Placed
from workflow.actions.scene import Scene
from workflow.domain.ladder import Deadline, Ladder, Rung, moments
from workflow.domain.terms import AlarmKind, ReportState
from workflow.store import Alarm

NEXT = 3
MOST_LINES = 60


@dataclass(frozen=True)
class Sending:
    """One rung to come, and when."""

    at: datetime
    rung: Rung


@dataclass(frozen=True)
class Forecast:
    """What is asked on one section, until when, of whom (ids), and the next sendings."""

    placed: Placed
    kind: AlarmKind
    stage: str
    due_at: datetime
    people: tuple[int, ...]
    sendings: tuple[Sending, ...]


def forecast(
    scene: Scene, ladders: Mapping[AlarmKind, Ladder], now: datetime
) -> tuple[Forecast, ...]:
    """What is under way by its alarms; before launch, the deadlines as they are planned."""
    found = _planned(scene, now) if scene.report.state is ReportState.PLANNING else _running(scene)
    lines = [_line(scene, one, alarm, ladders, now) for one, alarm in found]
    return tuple(lines[:MOST_LINES])


def _running(scene: Scene) -> Iterator[tuple[Placed, Alarm]]:
    for one in scene.text_sections:
        for alarm in scene.alarms_of(one.section):
            silent = alarm.kind is AlarmKind.BLANKS and not _blanks(one)
            if not alarm.rests and not silent:
                yield one, alarm


def _blanks(one: Placed) -> int:
    return one.section.head.blanks if one.section.head else 0


def _planned(scene: Scene, now: datetime) -> Iterator[tuple[Placed, Alarm]]:
    """As they would be armed by a launch now; these rows are of no session."""
    for one in scene.text_sections:
        section = one.section
        if section.owner_id is None or section.due_at is None:
            continue
        yield (
            one,
            Alarm(
                kind=AlarmKind.DRAFTING,
                part=0,
                people=[section.owner_id],
                due_at=section.due_at,
                armed_at=now,
            ),
        )


def _line(
    scene: Scene,
    one: Placed,
    alarm: Alarm,
    ladders: Mapping[AlarmKind, Ladder],
    now: datetime,
) -> Forecast:
    assert alarm.due_at is not None and alarm.armed_at is not None
    deadline, zone = Deadline(alarm.due_at, alarm.armed_at), scene.report.office.zone
    coming = sorted(
        (
            Sending(at, rung)
            for rung, at in moments(deadline, scene.calendar, zone, ladders[alarm.kind])
            if at > now
        ),
        key=lambda sending: sending.at,
    )
    stage = next((row.name for row in scene.stage_rows if row.id == alarm.part), "")
    people = tuple(alarm.people)
    return Forecast(one, alarm.kind, stage, alarm.due_at, people, tuple(coming[:NEXT]))
