"""By the clock: a report approved with conditions is approved once its edits were made, and only
they; otherwise it is before the director again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from workflow.actions.approval.amending import Amending
from workflow.actions.approval.statement import statement_of
from workflow.actions.assembly.assemblies import ask
from workflow.actions.deciding import decision, people_of
from workflow.actions.record import record, tell
from workflow.actions.report_facts import current_assembly, report_facts
from workflow.actions.scene import Scene
from workflow.actions.work import Work
from workflow.documents.compare import whole_text
from workflow.domain.facts import ReportFacts
from workflow.domain.machine import NotYet, move
from workflow.domain.terms import ReportState, Role, SectionState, Verb
from workflow.domain.text import Text, say
from workflow.store import Approval, Report, Section, db
from workflow.store.approval import approvals_of
from workflow.store.assembly import assemblies_with
from workflow.store.report import locked_report

SHORT = 24
"""Characters of a paragraph by which a person knows it."""


def confirm(work: Work, report_id: int) -> None:
    """What the sweep and the worker call; the report's row is locked first."""
    check_edits(work, locked_report(report_id))


def check_edits(work: Work, report: Report) -> None:
    """Look at a report whose row is locked; nothing happens to one in any other state."""
    if report.state is not ReportState.CONDITIONAL:
        return
    db.session.flush()
    scene = Scene(report, work.now)
    granted = approvals_of(report.id)[0]
    facts = replace(report_facts(scene, granted.person), roles=frozenset({Role.CLOCK}))
    if facts.conditions_broken:
        _give_back(work, scene, facts)
    elif facts.conditions_met and not facts.assembled:
        _assemble(work, scene, granted, facts)
    elif facts.conditions_met:
        _approve(work, scene, granted, facts)


def _assemble(work: Work, scene: Scene, granted: Approval, facts: ReportFacts) -> None:
    """Once by itself; where that fails the editor sees why, and asks again."""
    if not assemblies_with(scene.report.id, facts.head):
        ask(work, scene, granted.person)


def _approve(work: Work, scene: Scene, granted: Approval, facts: ReportFacts) -> None:
    try:
        row = move(facts, Verb.CONFIRM)
    except NotYet:
        return
    assembly = current_assembly(scene)
    assert assembly is not None
    person, principal, note = granted.person, granted.on_behalf_of, granted.note
    given = (principal, work.now, note, granted.created_at)
    stated = statement_of(scene, assembly, person, *given)
    made = decision(work, scene.report, person, Verb.CONFIRM, assembly, note, principal, stated)
    _moved(work, scene, row.leads, row.tells, {"root": made.root})


def _give_back(work: Work, scene: Scene, facts: ReportFacts) -> None:
    row = move(facts, Verb.CONFIRM)
    why = _what_differs(scene)
    _moved(
        work, scene, row.leads, row.tells, {"note": why.render("zh"), "note_en": why.render("en")}
    )


def _moved(
    work: Work, scene: Scene, leads: object, tells: frozenset[Role], found: dict[str, str]
) -> None:
    report = scene.report
    report.state = ReportState(str(leads))
    db.session.flush()
    details = {"actor": "", "thing": report.title, "report": report.title, "note": "", **found}
    record(work, report, None, Verb.CONFIRM, details)
    tell(work, people_of(report, tells), str(Verb.CONFIRM), details, report)


def _what_differs(scene: Scene) -> Text:
    """The first section that was sent in otherwise than listed, and what is not as listed."""
    section = next(_sent_in(scene))
    others = Amending(section, scene.conditions[section.id]).others
    words = next((one for one in others if one.after or one.before), None)
    block = (words.after or words.before) if words else None
    return say(
        "《{where}》有 {n} 段与所列修改不同（“{words}”）",
        "“{where}” differs in {n} paragraphs from what was listed (“{words}”)",
        where=scene.place(section).label,
        n=len(others),
        words=_short(whole_text(block)) if block else "",
    )


def _sent_in(scene: Scene) -> Iterator[Section]:
    return (
        one
        for one in scene.sections
        if one.id in scene.conditions and one.state is SectionState.IN_REVIEW
    )


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= SHORT else words[:SHORT] + "……"
