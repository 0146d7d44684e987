"""Whether messages that wait to be sent still say something, judged for many at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from workflow.actions.reminding.arming import UNDER_WAY
from workflow.domain.ladder import REMINDER
from workflow.domain.terms import AlarmKind
from workflow.store import Alarm, Draft, Notice, Reminder, Report, Section, db

Newer = aliased(Reminder)


def that_matter(notices: Collection[Notice]) -> set[int]:
    """The ids of those that still say something to their person.

    People who have left get nothing. A reminder is obsolete once the work is done, the
    ladder was armed anew (another deadline, other people), or a newer rung was told.
    """
    there = [one for one in notices if one.person.active]
    reminders = {one.id: one.details for one in there if one.kind == REMINDER}
    others = {one.id for one in there} - reminders.keys()
    return others | _reminders(reminders) if reminders else others


def _reminders(details: Mapping[int, Mapping[str, Any]]) -> set[int]:
    newest = (
        select(func.max(Newer.id))
        .where(Newer.alarm_id == Reminder.alarm_id, Newer.person_id == Reminder.person_id)
        .scalar_subquery()
    )
    query = (
        select(
            Reminder.notice_id,
            Reminder.person_id,
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
        notice_id
        for notice_id, person_id, people, editor, director in db.session.execute(query)
        if int(details[notice_id].get("for_id", person_id)) in (*people, editor, director)
    }
