"""Everything that a person does to a report goes through here, and so through the table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from workflow.actions.record import record, tell
from workflow.actions.report_act import ReportAct
from workflow.actions.report_effects import REPORT_EFFECTS
from workflow.actions.report_facts import report_facts
from workflow.actions.scene import Scene
from workflow.actions.work import Work
from workflow.domain.machine import move
from workflow.domain.row import Row
from workflow.domain.terms import ReportState, Role, Verb
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
    told = _recipients(row, report) | set(effect.tell)
    tell(work, told, str(verb), details, report, effect.section, actor)
    return ReportDone(row, event, report, effect.result)


def _recipients(row: Row, report: Report) -> set[int]:
    """Whom the row tells, as they are after it: editor, director, or every owner once."""
    meant: Mapping[Role, Callable[[], set[int | None]]] = {
        Role.EDITOR: lambda: {report.editor_id},
        Role.DIRECTOR: lambda: {report.director_id},
        Role.OWNER: lambda: {one.section.owner_id for one in Scene(report).text_sections},
    }
    return {one for role in row.tells for one in meant[role]() if one is not None}
