"""Reminders that arrive once, in time, and stop when done."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from workflow.actions.arming import WITH_THE_OWNER
from workflow.actions.clock import day_words
from workflow.actions.record import tell
from workflow.actions.scene import Scene
from workflow.actions.work import Work
from workflow.domain.calendar import office_day
from workflow.domain.ladder import REMINDER, Deadline, Rung, due_now, next_moment
from workflow.domain.roles import people_with
from workflow.domain.terms import ReportState
from workflow.store import Notice, Reminder, Report, Section, db
from workflow.store.report import locked_report
from workflow.store.section import locked_section

SECTION = "section"


def remind(work: Work, section_id: int) -> list[Notice]:
    """Send the rung that is due for a section, if any, and say when to look again.

    The rows are locked in the order report, section, as by every act; so what is due is
    judged on the state that holds, and two sweeps at once send one message.
    """
    report = locked_report(db.session.get_one(Section, section_id).report_id)
    section = locked_section(section_id)
    if not _matters(report, section) or section.due_at is None or section.since is None:
        section.remind_at = None
        return []
    scene, deadline = Scene(report, work.now), Deadline(section.due_at, section.since)
    zone = report.office.zone
    rung = due_now(deadline, work.now, scene.calendar, zone)
    section.remind_at = next_moment(deadline, work.now, scene.calendar, zone)
    return _told(work, scene, section, rung) if rung else []


def still_matters(notice: Notice) -> bool:
    """Whether a message that waits to be sent still says something to its person.

    People who have left get nothing. A reminder is obsolete once the work is done, the
    ladder was armed anew (another deadline, another owner), or a newer rung was told.
    """
    if not notice.person.active:
        return False
    if notice.kind != REMINDER or notice.section_id is None:
        return True
    section = db.session.get_one(Section, notice.section_id)
    newest = db.session.scalars(
        select(Reminder)
        .where(
            Reminder.thing == SECTION,
            Reminder.thing_id == section.id,
            Reminder.person_id == notice.person_id,
        )
        .order_by(Reminder.id.desc())
        .limit(1)
    ).first()
    return (
        _matters(section.report, section)
        and newest is not None
        and (newest.notice_id, newest.arming) == (notice.id, section.arming)
    )


def _matters(report: Report, section: Section) -> bool:
    """Nothing is sent for work that is done, handed in, dropped or not begun."""
    return (
        report.state is ReportState.COLLECTING
        and section.state in WITH_THE_OWNER
        and section.owner_id is not None
    )


def _told(work: Work, scene: Scene, section: Section, rung: Rung) -> list[Notice]:
    """Notices to those who lack this rung; the rows beside them are what makes it once."""
    details = _details(work.now, scene, section, rung)
    untold, had = _untold(scene, section, rung)
    fresh = [one for one in scene.mandates_for(section) if one.deputy not in had]
    notices = tell(work, untold, REMINDER, details, scene.report, section, None, fresh)
    db.session.flush()
    db.session.add_all(_reminder(work, section, rung, notice) for notice in notices)
    db.session.flush()
    return notices


def _untold(scene: Scene, section: Section, rung: Rung) -> tuple[set[int], set[int]]:
    """People of the rung's roles who did not get it in this arming, and all who did."""
    people = scene.people(section)
    meant = {person for role in rung.roles for person in people_with(role, people)}
    query = select(Reminder.person_id).where(
        Reminder.thing == SECTION,
        Reminder.thing_id == section.id,
        Reminder.rung == rung.name,
        Reminder.arming == section.arming,
    )
    had = set(db.session.scalars(query))
    return meant - had, had


def _details(now: datetime, scene: Scene, section: Section, rung: Rung) -> dict[str, Any]:
    """What the message says.

    ``days`` are working days left, negative when it is overdue; ``when`` is ``coming``,
    ``today`` or ``overdue``, which the days alone do not tell beside a weekend;
    ``provisional`` says that no official notice covers the days that were counted.
    """
    assert section.due_at is not None
    zone = scene.report.office.zone
    today, due = office_day(now, zone), office_day(section.due_at, zone)
    coming = "today" if today == due else "coming"
    return {
        "thing": scene.place(section).label or scene.report.title,
        "report": scene.report.title,
        "due": day_words(section.due_at, zone),
        "rung": rung.name,
        "days": scene.calendar.between(today, due),
        "when": "overdue" if now > section.due_at else coming,
        "provisional": any(map(scene.calendar.is_provisional, (today, due))),
        "owner": section.owner.name if section.owner else "",
    }


def _reminder(work: Work, section: Section, rung: Rung, notice: Notice) -> Reminder:
    return Reminder(
        thing=SECTION,
        thing_id=section.id,
        person_id=notice.person_id,
        rung=rung.name,
        arming=section.arming,
        notice_id=notice.id,
        created_at=work.now,
    )
