"""Whether messages that wait to be sent still say something, judged for many at once."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from workflow.actions.reminding.arming import UNDER_WAY
from workflow.domain.ladder import REMINDER
from workflow.domain.terms import AlarmKind
from workflow.store import Alarm, Draft, Notice, Reminder, Report, Section, db

Newer = aliased(Reminder)


def that_matter(notices: Collection[Notice]) -> set[int]:
    """The ids of those that still say something to their person.

    People who have left get nothing, and what was put off comes again by itself. A reminder is
    obsolete once the work is done, the ladder was armed anew (another deadline, other people),
    or a newer rung was told.
    """
    there = [one for one in notices if one.person.active and one.again_at is None]
    reminders = {one.id for one in there if one.kind == REMINDER}
    others = {one.id for one in there} - reminders
    standing = standing_rungs([one for one in there if one.id in reminders])
    return others | standing.keys()


def standing_rungs(reminders: Collection[Notice]) -> dict[int, tuple[int, str]]:
    """Those of these reminders that are not obsolete: by id the alarm and the rung's name."""
    details = {one.id: one.details for one in reminders}
    if not details:
        return {}
    newest = (
        select(func.max(Newer.id))
        .where(Newer.alarm_id == Reminder.alarm_id, Newer.person_id == Reminder.person_id)
        .scalar_subquery()
    )
    query = (
        select(
            Reminder.notice_id,
            Reminder.person_id,
            Reminder.alarm_id,
            Reminder.rung,
            Alarm.people,
            Report.editor_id,
            Report.director_id,
        )
        .join(Alarm, Alarm.id == Reminder.alarm_id)
        .join(Section, Section.id == Alarm.section_id)
        .join(Report, Report.id == Section.report_id)
        .outerjoin(Draft, Draft.id == Section.head_id)
        .where(
            Reminder.notice_id.in_(details),
            Reminder.id == newest,
            Reminder.arming == Alarm.arming,
            Alarm.due_at.is_not(None),
            Report.state.in_(UNDER_WAY),
            (Alarm.kind != AlarmKind.BLANKS) | (Draft.blanks > 0),
        )
    )
    return {
        notice_id: (alarm_id, rung)
        for notice_id, person_id, alarm_id, rung, people, *heads in db.session.execute(query)
        if int(details[notice_id].get("for_id", person_id)) in (*people, *heads)
    }
