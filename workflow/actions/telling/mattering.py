"""Whether messages that wait to be sent still say something, judged for many at once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import aliased, joinedload

from workflow.actions.mandates import Mandates
from workflow.actions.reminding.arming import UNDER_WAY
from workflow.domain.absences import deputies_of
from workflow.domain.ladder import REMINDER, Rung
from workflow.domain.ladder_rules import meant, rungs_of, told_by
from workflow.domain.terms import AlarmKind
from workflow.domain.told import Told
from workflow.store import Alarm, Draft, Reminder, Report, Section, db
from workflow.store.many import among

Newer = aliased(Reminder)


class _Told(NamedTuple):
    """A reminder that counts, with the alarm of which it speaks."""

    notice_id: int
    person_id: int
    rung: str
    alarm_id: int
    kind: AlarmKind
    holders: list[int]
    section_id: int
    report: Report

    @property
    def meant(self) -> set[int]:
        """Whom it is for as things stand; a rung that is no longer in the rules keeps its words
        for all to whom it may have been said.
        """
        rungs = {one.name: one for one in rungs_of(self.report.ladders, self.kind)}
        rung = rungs.get(self.rung) or Rung(0, told_by(self.kind))
        report = self.report
        return meant(rung, self.kind, self.holders, report.editor_id, report.director_id)


def that_matter(now: datetime, notices: Collection[Told]) -> set[int]:
    """The ids of those that still say something to their person.

    People who have left get nothing, and what was put off comes again by itself. A reminder is
    obsolete once the work is done, the ladder was armed anew (another deadline, other people),
    a newer rung was told, or a deputy acts no more for whom it is meant.
    """
    there = [one for one in notices if one.person.active and one.again_at is None]
    reminders = {one.id for one in there if one.kind == REMINDER}
    others = {one.id for one in there} - reminders
    return others | standing_rungs(now, reminders).keys()


def standing_rungs(now: datetime, notice_ids: Collection[int]) -> dict[int, tuple[int, str]]:
    """Those of these reminders that are not obsolete: by id the alarm and the rung's name."""
    told = _that_count(notice_ids) if notice_ids else []
    mandates = Mandates(now, {one.report for one in told})
    return {one.notice_id: (one.alarm_id, one.rung) for one in told if _reaches(one, mandates)}


def _reaches(one: _Told, mandates: Mandates) -> bool:
    """Whether it is for its person still, or for somebody for whom they act today."""
    if one.person_id in one.meant:
        return True
    acting = mandates.on(one.report, one.section_id, one.holders)
    return one.person_id in deputies_of(one.meant, acting)


def _that_count(notice_ids: Collection[int]) -> list[_Told]:
    """Of work that is asked for, by the ladder that runs, and the newest one of its person."""
    newest = (
        select(func.max(Newer.id))
        .where(Newer.alarm_id == Reminder.alarm_id, Newer.person_id == Reminder.person_id)
        .scalar_subquery()
    )
    query = (
        select(
            Reminder.notice_id,
            Reminder.person_id,
            Reminder.rung,
            Alarm.id,
            Alarm.kind,
            Alarm.people,
            Alarm.section_id,
            Section.report_id,
        )
        .join(Alarm, Alarm.id == Reminder.alarm_id)
        .join(Section, Section.id == Alarm.section_id)
        .join(Report, Report.id == Section.report_id)
        .outerjoin(Draft, Draft.id == Section.head_id)
        .where(
            among(Reminder.notice_id, notice_ids),
            Reminder.id == newest,
            Reminder.arming == Alarm.arming,
            Alarm.due_at.is_not(None),
            Report.state.in_(UNDER_WAY),
            (Alarm.kind != AlarmKind.BLANKS) | (Draft.blanks > 0),
        )
    )
    rows: Sequence[Any] = db.session.execute(query).all()
    reports = _reports({row.report_id for row in rows})
    return [_Told._make((*row[:-1], reports[row.report_id])) for row in rows]


def _reports(ids: Collection[int]) -> dict[int, Report]:
    """Apart from what is told of them, for many speak of one."""
    query = select(Report).where(among(Report.id, ids)).options(joinedload(Report.office))
    return {one.id: one for one in db.session.scalars(query)} if ids else {}
