"""The words of the day that a reminder carries, so that it reads without any other row."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import distinct, func, select

from workflow.actions.clock import day_words
from workflow.actions.scene import Scene
from workflow.actions.whereabouts import names_of
from workflow.domain.calendar import office_day
from workflow.domain.ladder import Rung
from workflow.domain.terms import AlarmKind, Verb
from workflow.store import Alarm, Event, Reminder, db


def details_of(now: datetime, scene: Scene, alarm: Alarm, rung: Rung) -> dict[str, Any]:
    """What the message says.

    ``about`` is the kind of alarm; ``days`` are working days left, negative when it is overdue;
    ``when`` is ``coming``, ``today`` or ``overdue``, which the days alone do not tell beside a
    weekend; ``provisional`` says that no official notice covers the days that were counted.
    """
    assert alarm.due_at is not None
    section, zone = alarm.section, scene.report.office.zone
    today, due = office_day(now, zone), office_day(alarm.due_at, zone)
    coming = "today" if today == due else "coming"
    return {
        "about": str(alarm.kind),
        "thing": scene.place(section).label or scene.report.title,
        "report": scene.report.title,
        "stage": _stage(scene, alarm),
        "blanks": section.head.blanks if section.head else 0,
        "due": day_words(alarm.due_at, zone),
        "rung": rung.name,
        "days": scene.calendar.between(today, due),
        "when": "overdue" if now > alarm.due_at else coming,
        "provisional": any(map(scene.calendar.is_provisional, (today, due))),
        "people": sorted(alarm.people),
        "names": "、".join(names_of(alarm.people).values()),
        **(tried_before(scene, alarm) if rung.offset > 0 else {}),
    }


def tried_before(scene: Scene, alarm: Alarm) -> dict[str, int]:
    """How often those who have it were reminded and nudged since they got it."""
    reminded = select(func.count(distinct(Reminder.rung))).where(
        Reminder.alarm_id == alarm.id,
        Reminder.arming == alarm.arming,
        Reminder.person_id.in_(alarm.people),
    )
    nudged = select(func.count()).where(
        Event.report_id == scene.report.id,
        Event.section_id == alarm.section_id,
        Event.verb == Verb.NUDGE,
        Event.at >= alarm.since,
    )
    counted = {"reminded": reminded, "nudged": nudged}
    return {name: db.session.scalar(query) or 0 for name, query in counted.items()}


def _stage(scene: Scene, alarm: Alarm) -> str:
    if alarm.kind is not AlarmKind.STAGE:
        return ""
    return next((row.name for row in scene.stage_rows if row.id == alarm.part), "")
