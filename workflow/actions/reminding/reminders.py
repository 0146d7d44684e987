"""Reminders that arrive once, in time, and stop when done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from operator import attrgetter

from sqlalchemy import update

from workflow.actions.reminding.arming import UNDER_WAY, WITH_THE_OWNER, settle
from workflow.actions.reminding.facts import Due, Facts
from workflow.actions.reminding.looks import Looks
from workflow.actions.reminding.words import details_of
from workflow.actions.scene import Scene
from workflow.actions.telling.outbox import Letter, post
from workflow.actions.work import Work
from workflow.domain.ladder import REMINDER, Rung
from workflow.domain.terms import AlarmKind
from workflow.store import Alarm, Reminder, Report, db
from workflow.store.alarm import Ringing, free_reports, reports_with, ringing
from workflow.store.many import among, write_all

REPORT = attrgetter("report_id")


def remind(work: Work, alarm_ids: Collection[int]) -> set[int]:
    """Send the rungs that are due for these alarms, and say when to look at each again.

    Their reports are locked, as by every act; so what is due is judged on the state that holds,
    and of two sweeps at once one speaks. Gives the alarms that were left alone, because
    somebody is at work on their report just now.
    """
    reports = free_reports(reports_with(alarm_ids))
    found = ringing(alarm_ids, reports)
    left = set(alarm_ids) - {one.id for one in found}
    looks = Looks(work.now, reports)
    looked = [(one, *looks.look(one)) for one in _in_line(work, reports, found)]
    _wake((one.id, again) for one, again, _ in looked)
    due = [(one, rung) for one, _, rung in looked if rung and _has_to_say(one.kind, one.blanks)]
    if due:
        _tell(work, Facts(looks, due), due)
    return left


def _in_line(
    work: Work, reports: Mapping[int, Report], found: Sequence[Ringing]
) -> Sequence[Ringing]:
    """The alarms as the sections have it. Those of a deadline are compared with its columns;
    for stages, and for rows that were left behind, the report's scene is asked.
    """
    odd = [one for one in found if not _stands(one, reports[one.report_id])]
    for report_id, rows in groupby(sorted(odd, key=lambda one: one.report_id), REPORT):
        scene, meant = Scene(reports[report_id], work.now), {one.section_id for one in rows}
        settle(work, scene, [one for one in scene.sections if one.id in meant])
    again = {one.id: one for one in ringing([one.id for one in odd])} if odd else {}
    return [again.get(one.id, one) for one in found]


def _stands(one: Ringing, report: Report) -> bool:
    """Whether an alarm of a deadline is what ``settle`` would make of it."""
    asked = report.state in UNDER_WAY and one.state in WITH_THE_OWNER
    of_owner = one.kind is not AlarmKind.STAGE and one.people == [one.owner_id]
    return asked and of_owner and bool(one.follows)


def _wake(moments: Iterable[tuple[int, datetime | None]]) -> None:
    """One statement for all that sleep until the same moment."""
    by_moment = defaultdict(list)
    for alarm_id, moment in moments:
        by_moment[moment].append(alarm_id)
    for moment, ids in by_moment.items():
        asleep = update(Alarm).where(among(Alarm.id, ids)).values(remind_at=moment)
        db.session.execute(asleep.execution_options(synchronize_session=False))


def _has_to_say(kind: AlarmKind, blanks: int | None) -> bool:
    """Of blanks it is spoken while there are any in the newest draft."""
    return kind is not AlarmKind.BLANKS or bool(blanks)


def _tell(work: Work, facts: Facts, due: Sequence[Due]) -> None:
    """Notices to those who lack their rung; the rows beside them are what makes it once."""
    told = post(work, [_letter(facts, one, rung) for one, rung in due])
    rows = [
        {
            "alarm_id": one.id,
            "person_id": person_id,
            "rung": rung.name,
            "arming": one.arming,
            "notice_id": notice_id,
            "created_at": work.now,
        }
        for (one, rung), notices in zip(due, told, strict=True)
        for person_id, notice_id in notices.items()
    ]
    write_all(Reminder, rows)


def _letter(facts: Facts, one: Ringing, rung: Rung) -> Letter:
    """To people of the rung's roles who did not get it in this arming, and their deputies."""
    had = {person for name, person in facts.had(one) if name == rung.name}
    fresh = [mandate for mandate in facts.mandates(one) if mandate.deputy not in had]
    untold = facts.meant(one, rung) - had
    details = details_of(facts, one, rung) if untold else {}
    return Letter(untold, REMINDER, details, facts.report(one), one.section_id, None, fresh)
