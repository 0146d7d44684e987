"""Everything that a person does to a report goes through here, and so through the table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from workflow.actions.deciding import people_of
from workflow.actions.record import record, tell
from workflow.actions.report_act import ReportAct
from workflow.actions.report_effects import REPORT_EFFECTS
from workflow.actions.report_facts import report_facts
from workflow.actions.scene import Scene
from workflow.actions.work import Work
from workflow.domain.machine import move
from workflow.domain.row import Row
from workflow.domain.terms import ReportState, Verb
from workflow.store import Event, Person, Report, db
from workflow.store.report import locked_report


@dataclass(frozen=True)
class ReportDone:
    """An act that happened: its row, its event, the report as it is now, a result."""

    row: Row
    event: Event
    report: Report
    result: Any = None


def act(
    work: Work,
    actor: Person,
    report: Report,
    verb: Verb,
    *,
    note: str = "",
    seen: str = "",
    **given: Any,
) -> ReportDone:
    """Do one verb of the table; raises Refused with the sentence, and then nothing happened.

    ``seen`` is the hash of the manifest before the actor's eyes; ``given`` is what the
    verb takes besides (see report_effects).
    """
    report = locked_report(report.id)
    scene = Scene(report)
    row = move(report_facts(scene, actor), verb, note, seen)
    details = {"actor": actor.name, "thing": report.title, "report": report.title}
    details |= {"note": note.strip()}
    effect = REPORT_EFFECTS[verb](ReportAct(work, scene, report, actor, note, given))
    if row.leads is not None:
        report.state = ReportState(row.leads)
    db.session.flush()
    effect.then()
    details |= dict(effect.details)
    event = record(work, report, actor, verb, details, effect.section)
    told = people_of(report, row.tells) | set(effect.tell)
    tell(work, told, str(verb), details, report, effect.section, actor)
    return ReportDone(row, event, report, effect.result)
