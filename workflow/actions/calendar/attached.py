"""The deadlines of which messages speak, for the calendars of those who read them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from sqlalchemy import or_, select

from workflow.actions.calendar.entries import entry_of
from workflow.actions.placing import labels_of
from workflow.domain.calendar_entry import Entry
from workflow.domain.ladder import REMINDER
from workflow.domain.terms import AlarmKind, Verb
from workflow.store import Alarm, Notice, Report, Section, db
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
Found = tuple[Alarm, int, str]
Dated = tuple[Alarm, Entry]


def deadlines_in(notices: Collection[Notice]) -> dict[int, list[Entry]]:
    """By notice: what its person, or whom they act for, is asked for now on what it speaks of (a
    section, or the whole report). Read for all at once.
    """
    speaking = [one for one in notices if one.kind in WITH_DATE and one.report_id]
    found = _alarms(speaking)
    labels = labels_of({alarm.section_id for alarm, _, _ in found})
    stages = stage_names({alarm.part for alarm, _, _ in found if alarm.part})
    by_report: dict[int | None, list[Dated]] = defaultdict(list)
    for alarm, report, title in found:
        entry = entry_of(alarm, labels[alarm.section_id], title, stages.get(alarm.part, ""))
        by_report[report].append((alarm, entry))
    return {one.id: list(_of(one, by_report[one.report_id])) for one in speaking}


def _of(notice: Notice, entries: Sequence[Dated]) -> Iterator[Entry]:
    asked = int(notice.details.get("for_id", notice.person_id))
    for alarm, entry in entries:
        if asked in alarm.people and notice.section_id in (None, alarm.section_id):
            yield entry


def _alarms(notices: Sequence[Notice]) -> list[Found]:
    """Alarms that run for the sections that are spoken of, with report and title."""
    if not notices:
        return []
    sections = {one.section_id for one in notices if one.section_id}
    reports = {one.report_id for one in notices if not one.section_id}
    meant = [among(Section.id, sections)] * bool(sections)
    meant += [among(Section.report_id, reports)] * bool(reports)
    query = (
        select(Alarm, Report.id, Report.title)
        .join(Section, Section.id == Alarm.section_id)
        .join(Report, Report.id == Section.report_id)
        .where(or_(*meant))
        .where(Alarm.kind != AlarmKind.BLANKS, Alarm.due_at.is_not(None))
        .order_by(Alarm.id)
    )
    rows = db.session.execute(query)
    return [(alarm, report_id, title) for alarm, report_id, title in rows]
