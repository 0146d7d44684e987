"""Reminders that arrive once, in time, and stop when done."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from workflow.actions.clock import day_words
from workflow.actions.record import tell
from workflow.actions.scene import Scene
from workflow.actions.work import Work
from workflow.domain.calendar import WorkCalendar, office_day
from workflow.domain.ladder import Deadline, Rung, due_now, next_moment
from workflow.domain.roles import people_with
from workflow.domain.terms import ReportState, SectionState
from workflow.store import Notice, Reminder, Report, Section, db
from workflow.store.office import work_calendar
from workflow.store.report import locked_report
from workflow.store.section import locked_section

REMINDER = "reminder"
WITH_THE_OWNER = (SectionState.DRAFTING, SectionState.RETURNED)


def remind(work: Work, section_id: int) -> list[Notice]:
    """Send the rung that is due for a section, if any, and say when to look again.

    The rows are locked in the order report, section, as by every act; so what is due is
    judged on the state that holds, and two sweeps at once send one message.
    """
    section = db.session.get_one(Section, section_id)
    report = locked_report(section.report_id)
    section = locked_section(section_id)
    if not _matters(report, section) or section.due_at is None or section.since is None:
        section.remind_at = None
        return []
    deadline = Deadline(section.due_at, section.since)
    calendar, zone = work_calendar(report.office_id), report.office.zone
    rung = due_now(deadline, work.now, calendar, zone)
    section.remind_at = next_moment(deadline, work.now, calendar, zone)
    if rung is None:
        return []
    told = _untold(report, section, rung)
    notices = tell(work, told, REMINDER, _words(work.now, report, section, rung, calendar),
                   report, section)  # fmt: skip
    for notice in notices:
        db.session.add(_reminder(work, section, rung, notice))
    db.session.flush()
    return notices


def still_matters(notice: Notice) -> bool:
    """Whether a reminder that waits to be mailed still asks for something."""
    if notice.kind != REMINDER or notice.section_id is None or notice.report_id is None:
        return True
    section = db.session.get_one(Section, notice.section_id)
    report = db.session.get_one(Report, notice.report_id)
    return _matters(report, section)


def _matters(report: Report, section: Section) -> bool:
    """Nothing is sent for work that is done, handed in, dropped or not begun."""
    return (
        report.state is ReportState.COLLECTING
        and section.state in WITH_THE_OWNER
        and section.owner_id is not None
    )


def _untold(report: Report, section: Section, rung: Rung) -> set[int]:
    """People of the rung's roles who did not get it in this arming."""
    people = Scene(report).people(section)
    meant = {person for role in rung.roles for person in people_with(role, people)}
    had = select(Reminder.person_id).where(
        Reminder.thing == "section",
        Reminder.thing_id == section.id,
        Reminder.rung == rung.name,
        Reminder.arming == section.arming,
    )
    return meant - set(db.session.scalars(had))


def _words(
    now: datetime, report: Report, section: Section, rung: Rung, calendar: WorkCalendar
) -> dict[str, Any]:
    """What the message says; ``days`` are working days left, negative when it is overdue."""
    zone = report.office.zone
    assert section.due_at is not None
    return {
        "thing": Scene(report).place(section).label or report.title,
        "report": report.title,
        "due": day_words(section.due_at, zone),
        "rung": rung.name,
        "days": calendar.between(office_day(now, zone), office_day(section.due_at, zone)),
        "owner": section.owner.name if section.owner else "",
    }


def _reminder(work: Work, section: Section, rung: Rung, notice: Notice) -> Reminder:
    return Reminder(
        thing="section",
        thing_id=section.id,
        person_id=notice.person_id,
        rung=rung.name,
        arming=section.arming,
        notice_id=notice.id,
        created_at=work.now,
    )
