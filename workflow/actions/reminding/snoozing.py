"""A reminder that its receiver put off: until when they may, and that they did."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import update

from workflow.actions.reminding.looks import Looks
from workflow.actions.telling.mattering import standing_rungs
from workflow.actions.telling.notices import notice_for
from workflow.actions.work import Work
from workflow.domain.ladder import REMINDER
from workflow.domain.ladder_rules import meant
from workflow.domain.machine import NotYet
from workflow.domain.snooze import MOST, Clockwork, Pause, moments
from workflow.domain.text import Text
from workflow.store import Notice, Person
from workflow.store.alarm import Ringing, ringing
from workflow.store.base import found_its_row

NO_LONGER = Text(
    "这条提醒不能推迟到那时：事情已经办结、有了更新的提醒，或期限在那之前。没有任何改动。",
    "This reminder cannot be put off until then: it is done, a newer reminder came, or the "
    "deadline comes first. Nothing was changed.",
)


def choices_for(notices: Collection[Notice], now: datetime) -> dict[int, dict[Pause, datetime]]:
    """By notice when it may come again; nothing of notices that cannot be put off.

    Only what the clock sends can be: a colleague's words stand as they are. It comes again
    before the ladder's next rung for this person and before the deadline, three times at most.
    """
    asked = [one for one in notices if one.kind == REMINDER and _is_free(one)]
    standing = standing_rungs(now, [one.id for one in asked])
    if not standing:
        return {}
    alarms = {one.id: one for one in ringing({alarm for alarm, _ in standing.values()})}
    looks = Looks(now, {one.report.id: one.report for one in asked if one.report})
    found = {
        one.id: _moments(looks, one, alarms[standing[one.id][0]])
        for one in asked
        if one.id in standing
    }
    return {notice_id: choices for notice_id, choices in found.items() if choices}


def snooze(work: Work, person: Person, notice_id: int, pause: str) -> datetime:
    """The moment at which it comes again, for one of its choices; until then it counts as read.
    Raises NotYet.
    """
    notice = notice_for(person, notice_id)
    choices = choices_for([notice], work.now).get(notice.id, {}) if notice else {}
    moment = next((moment for one, moment in choices.items() if one == pause), None)
    if notice is None or moment is None:
        raise NotYet(NO_LONGER)
    put_off = update(Notice).where(
        Notice.id == notice.id, Notice.again_at.is_(None), Notice.snoozes == notice.snoozes
    )
    values = {
        "again_at": moment,
        "snoozes": notice.snoozes + 1,
        "read_at": notice.read_at or work.now,
    }
    if not found_its_row(put_off.values(values)):
        raise NotYet(NO_LONGER)
    return moment


def stay_silent(person: Person, notice_id: int) -> None:
    """It does not come again; the ladder's next rung comes as ever."""
    notice = notice_for(person, notice_id)
    if notice is not None:
        notice.again_at = None


def _is_free(notice: Notice) -> bool:
    return notice.again_at is None and notice.snoozes < MOST


def _moments(looks: Looks, notice: Notice, alarm: Ringing) -> dict[Pause, datetime]:
    report = looks.reports[alarm.report_id]
    office, heads = report.office, (report.editor_id, report.director_id)
    person = int(notice.details.get("for_id", notice.person_id))
    limits = [
        moment
        for rung, moment in looks.coming(alarm)
        if person in meant(rung, alarm.kind, alarm.people, *heads)
    ]
    if alarm.due_at is not None and alarm.due_at > looks.now:
        limits.append(alarm.due_at)
    clock = Clockwork(
        calendar=looks.calendar(office.id),
        hours=office.hours,
        zone=office.zone,
        at=looks.ladder(alarm.report_id, alarm.kind).at,
    )
    return moments(looks.now, min(limits, default=None), clock)
