"""The deadlines of which messages speak, for the calendars of those who read them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import or_, select

from workflow.actions.calendar.entries import entry_of
from workflow.actions.placing import labels_of
from workflow.domain.calendar_entry import Entry
from workflow.domain.ladder import REMINDER
from workflow.domain.terms import AlarmKind, Verb
from workflow.domain.told import Told
from workflow.store import Alarm, Report, Section, db
from workflow.store.many import among
from workflow.store.stage import stage_names

WITH_DATE = frozenset(
    {
        REMINDER,
        *(Verb.LAUNCH, Verb.ASSIGN, Verb.HAND_OVER, Verb.DELEGATE, Verb.EXTEND),
        *(Verb.SEND_BACK, Verb.REOPEN, Verb.RETURN, Verb.SUBMIT, Verb.PASS),
    }
)
"""Kinds of notices that give work to somebody, or remind of it."""
Dated = tuple[list[int], Entry]
"""Whom an alarm asks, and its deadline."""


def deadlines_in(notices: Collection[Told]) -> dict[int, list[Entry]]:
    """By notice: what its person, or whom they act for, is asked for now on what it speaks of (a
    section, or the whole report). Read for all at once.
    """
    speaking = [one for one in notices if one.kind in WITH_DATE and one.report_id]
    found = _alarms(speaking)
    labels = labels_of({alarm.section_id for alarm in found})
    stages = stage_names({alarm.part for alarm in found if alarm.part})
    of_report: dict[int | None, list[Dated]] = defaultdict(list)
    of_section: dict[int, list[Dated]] = defaultdict(list)
    for alarm in found:
        stage = stages.get(alarm.part, "")
        entry = entry_of(alarm, labels[alarm.section_id], alarm.title, stage)
        of_report[alarm.report_id].append((alarm.people, entry))
        of_section[alarm.section_id].append((alarm.people, entry))
    return {
        one.id: _of(one, of_section[one.section_id] if one.section_id else of_report[one.report_id])
        for one in speaking
    }


def _of(notice: Told, dated: Sequence[Dated]) -> list[Entry]:
    asked = int(notice.details.get("for_id", notice.person_id))
    return [entry for people, entry in dated if asked in people]


def _alarms(notices: Sequence[Told]) -> Sequence[Any]:
    """Alarms that run for the sections that are spoken of, with report and title; as plain rows,
    for there is one to nearly every message.
    """
    if not notices:
        return []
    sections = {one.section_id for one in notices if one.section_id}
    reports = {one.report_id for one in notices if not one.section_id}
    meant = [among(Section.id, sections)] * bool(sections)
    meant += [among(Section.report_id, reports)] * bool(reports)
    query = (
        select(
            *(Alarm.id, Alarm.arming, Alarm.due_at, Alarm.armed_at, Alarm.section_id),
            *(Alarm.part, Alarm.people, Section.report_id, Report.title),
        )
        .join(Section, Section.id == Alarm.section_id)
        .join(Report, Report.id == Section.report_id)
        .where(or_(*meant))
        .where(Alarm.kind != AlarmKind.BLANKS, Alarm.due_at.is_not(None))
        .order_by(Alarm.id)
    )
    return db.session.execute(query).all()
