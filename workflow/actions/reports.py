"""Everything that a person does to a report goes through here, and so through the table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from workflow.actions.deciding import people_of
from workflow.actions.record import record, tell
from workflow.actions.reminding.arming import settle
from workflow.actions.report_act import ReportAct
from workflow.actions.report_effects import REPORT_EFFECTS
from workflow.actions.report_facts import report_capacity
from workflow.actions.scene import Scene
from workflow.actions.sections import in_the_name_of
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
    on_behalf_of: int | None = None,
    **given: Any,
) -> ReportDone:
    """Do one verb of the table; raises Refused with the sentence, and then nothing happened.

    ``seen`` is the hash of the manifest before the actor's eyes; ``given`` is what the
    verb takes besides (see report_effects). ``on_behalf_of`` is as in ``sections.act``.
    """
    report = locked_report(report.id)
    scene = Scene(report, work.now)
    facts, principal_id = report_capacity(scene, actor, verb, on_behalf_of)
    row = move(facts, verb, note, seen)
    principal = db.session.get_one(Person, principal_id) if principal_id else None
    details = {"actor": actor.name, "thing": report.title, "report": report.title}
    details |= {"note": note.strip()} | in_the_name_of(principal)
    effect = REPORT_EFFECTS[verb](ReportAct(work, scene, report, actor, note, given, principal))
    db.session.flush()
    if row.leads is not None:
        # Written together with the trail's new head: an archived report takes no change any more.
        report.state = ReportState(row.leads)
    effect.then()
    details |= dict(effect.details)
    event = record(work, report, actor, verb, details, effect.section, principal)
    scene.look_again()
    settle(work, scene, scene.sections)
    told = people_of(report, row.tells) | set(effect.tell)
    told |= {principal.id} if principal and told else set()
    mandates = scene.mandates_for(effect.section)
    tell(work, told, str(verb), details, report, effect.section, actor, mandates)
    return ReportDone(row, event, report, effect.result)
