"""What was put off comes again, once, unless it has nothing to say any more."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import joinedload

from workflow.actions.reminding.facts import Facts
from workflow.actions.reminding.looks import Looks
from workflow.actions.reminding.words import details_of
from workflow.actions.telling.mattering import standing_rungs
from workflow.actions.telling.outbox import Letter, post
from workflow.actions.work import Work
from workflow.domain.ladder import REMINDER, Rung
from workflow.domain.snooze import AGAIN
from workflow.store import Notice, Reminder, db
from workflow.store.alarm import Ringing, free_reports, ringing

STEAD = ("for", "for_id")
"""Of a deputy's notice: in whose stead they are told (see ``Letter``)."""


@dataclass(frozen=True)
class Due:
    """A notice that is wanted again, and the rung that it told of its alarm."""

    notice: Notice
    alarm: Ringing
    rung: Rung


def repeat(work: Work, notice_ids: Collection[int]) -> set[int]:
    """Tell these again in the words of today. What is done meanwhile, or was told by a newer
    rung, is dropped; in the quiet hours it waits for their end.

    Their reports are locked as by the ladder. Gives those that were left alone, because
    somebody is at work on their report just now, or another sweep on them.
    """
    notices = _taken(work.now, notice_ids)
    reports = free_reports({one.report_id for one in notices if one.report_id})
    mine = [one for one in notices if one.report_id in reports]
    due = _due(work.now, mine)
    looks = Looks(work.now, reports)
    now, later = _parted(looks, due)
    facts = Facts(looks, [(one.alarm, one.rung) for one in now])
    told = post(work, [_letter(facts, one) for one in now])
    for notice in mine:
        notice.again_at = later.get(notice.id)
    for one, made in zip(now, told, strict=True):
        _take_its_place(one.notice, made[one.notice.person_id])
    return set(notice_ids) - {notice.id for notice in mine}


def _taken(now: datetime, notice_ids: Collection[int]) -> list[Notice]:
    """The rows, locked; those that another sweep holds, or that came already, are left."""
    query = (
        select(Notice)
        .where(Notice.id.in_(notice_ids), Notice.again_at <= now)
        .order_by(Notice.id)
        .options(joinedload(Notice.person, innerjoin=True))
        .with_for_update(of=Notice, skip_locked=True)
        .execution_options(populate_existing=True)
    )
    return list(db.session.scalars(query))


def _due(now: datetime, notices: Sequence[Notice]) -> list[Due]:
    standing = standing_rungs(now, [one.id for one in notices if one.person.active])
    alarms = {one.id: one for one in ringing({alarm for alarm, _ in standing.values()})}
    return [
        Due(one, alarms[standing[one.id][0]], Rung(int(standing[one.id][1]), ()))
        for one in notices
        if one.id in standing
    ]


def _parted(looks: Looks, due: Iterable[Due]) -> tuple[list[Due], dict[int, datetime]]:
    """Those to be told now, and of the others when their office may be spoken to."""
    now, later = [], {}
    for one in due:
        opens = looks.opens(looks.reports[one.alarm.report_id].office)
        if opens > looks.now:
            later[one.notice.id] = opens
        else:
            now.append(one)
    return now, later


def _letter(facts: Facts, one: Due) -> Letter:
    stead = {name: one.notice.details[name] for name in STEAD if name in one.notice.details}
    details = {**details_of(facts, one.alarm, one.rung), **stead, AGAIN: one.notice.snoozes}
    report = facts.report(one.alarm)
    return Letter({one.notice.person_id}, REMINDER, details, report, one.alarm.section_id)


def _take_its_place(old: Notice, new_id: int) -> None:
    """The reminder goes on with the new notice, and so does the count of its snoozes."""
    moved = update(Reminder).where(Reminder.notice_id == old.id).values(notice_id=new_id)
    db.session.execute(moved.execution_options(synchronize_session=False))
    counted = update(Notice).where(Notice.id == new_id).values(snoozes=old.snoozes)
    db.session.execute(counted.execution_options(synchronize_session=False))
