"""Reminders that arrive once, in time, and stop when done."""

from __future__ import annotations

from sqlalchemy import select

from workflow.actions.arming import UNDER_WAY, ladder_of, settle, wake
from workflow.actions.record import tell
from workflow.actions.reminder_words import details_of
from workflow.actions.scene import Scene
from workflow.actions.work import Work
from workflow.domain.ladder import REMINDER, Deadline, Rung, due_now
from workflow.domain.ladder_rules import HOLDER
from workflow.domain.roles import people_with
from workflow.domain.terms import AlarmKind
from workflow.store import Alarm, Notice, Reminder, db
from workflow.store.alarm import newest_reminder
from workflow.store.section import locked_report_of, locked_section


def remind(work: Work, alarm_id: int) -> list[Notice]:
    """Send the rung that is due for an alarm, if any, and say when to look again.

    The rows are locked in the order report, section, as by every act; so what is due is
    judged on the state that holds, and two sweeps at once send one message. In the quiet
    hours and on days that are not worked it waits for their end.
    """
    section_id = db.session.get_one(Alarm, alarm_id).section_id
    report, section = locked_report_of(section_id), locked_section(section_id)
    scene = Scene(report, work.now)
    settle(work, scene, [section])
    alarm = next(one for one in scene.alarms_of(section) if one.id == alarm_id)
    if alarm.due_at is None or alarm.armed_at is None:
        alarm.remind_at = None
        return []
    office = report.office
    opens = office.hours.next_open(work.now, scene.calendar, office.zone)
    if opens > work.now:
        alarm.remind_at = opens
        return []
    deadline, ladder = Deadline(alarm.due_at, alarm.armed_at), ladder_of(report, alarm.kind)
    rung = due_now(deadline, work.now, scene.calendar, office.zone, ladder)
    wake(work, scene, alarm)
    return _told(work, scene, alarm, rung) if rung and _has_to_say(alarm) else []


def _has_to_say(alarm: Alarm) -> bool:
    """Of blanks it is spoken while there are any in the newest draft."""
    head = alarm.section.head
    return alarm.kind is not AlarmKind.BLANKS or (head is not None and head.blanks > 0)


def still_matters(notice: Notice) -> bool:
    """Whether a message that waits to be sent still says something to its person.

    People who have left get nothing. A reminder is obsolete once the work is done, the
    ladder was armed anew (another deadline, other people), or a newer rung was told.
    """
    if not notice.person.active:
        return False
    if notice.kind != REMINDER:
        return True
    told = db.session.scalars(select(Reminder).where(Reminder.notice_id == notice.id)).first()
    if told is None:
        return False
    alarm, newest = told.alarm, newest_reminder(told.alarm_id, told.person_id)
    concerned = int(notice.details.get("for_id", told.person_id))
    return (
        not alarm.rests
        and told.arming == alarm.arming
        and newest is told
        and _concerns(alarm, concerned)
        and _has_to_say(alarm)
    )


def _concerns(alarm: Alarm, person_id: int) -> bool:
    """Those waited for, and those who see that it is done."""
    report = alarm.section.report
    is_open = report.state in UNDER_WAY
    return is_open and person_id in (*alarm.people, report.editor_id, report.director_id)


def _told(work: Work, scene: Scene, alarm: Alarm, rung: Rung) -> list[Notice]:
    """Notices to those who lack this rung; the rows beside them are what makes it once."""
    details = details_of(work.now, scene, alarm, rung)
    untold, had = _untold(scene, alarm, rung)
    fresh = [one for one in scene.mandates_for(alarm.section) if one.deputy not in had]
    notices = tell(work, untold, REMINDER, details, scene.report, alarm.section, None, fresh)
    db.session.flush()
    db.session.add_all(_reminder(work, alarm, rung, notice) for notice in notices)
    db.session.flush()
    return notices


def _untold(scene: Scene, alarm: Alarm, rung: Rung) -> tuple[set[int], set[int]]:
    """People of the rung's roles who did not get it in this arming, and all who did."""
    people = scene.people(alarm.section)
    meant: set[int] = set()
    for role in rung.roles:
        holds = role is HOLDER[alarm.kind]
        meant |= set(alarm.people) if holds else people_with(role, people)
    query = select(Reminder.person_id).where(
        Reminder.alarm_id == alarm.id,
        Reminder.rung == rung.name,
        Reminder.arming == alarm.arming,
    )
    had = set(db.session.scalars(query))
    return meant - had, had


def _reminder(work: Work, alarm: Alarm, rung: Rung, notice: Notice) -> Reminder:
    return Reminder(
        alarm_id=alarm.id,
        person_id=notice.person_id,
        rung=rung.name,
        arming=alarm.arming,
        notice_id=notice.id,
        created_at=work.now,
    )
