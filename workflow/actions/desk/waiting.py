"""What a person is waiting for: a section that others review or write, a report to approve."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from workflow.actions.desk.model import Names, Waiting, listed
from workflow.actions.placing import Placed
from workflow.actions.report_facts import report_facts
from workflow.actions.scene import Scene
from workflow.actions.section_facts import section_facts
from workflow.actions.whereabouts import holder_due, holder_since
from workflow.domain.machine import offered
from workflow.domain.terms import ReportState, Role, SectionState, Verb
from workflow.domain.text import Text, say
from workflow.store import Person

OPEN = (SectionState.DRAFTING, SectionState.RETURNED, SectionState.IN_REVIEW)
DOING = {
    SectionState.DRAFTING: Text("撰写中", "writing"),
    SectionState.RETURNED: Text("修改中", "revising"),
    SectionState.IN_REVIEW: Text("过目中", "looking at the changes"),
}


def waiting_in(scene: Scene, person: Person, names: Names, soon: datetime) -> Iterator[Waiting]:
    """Owners and reviewers wait for the others in the chain; the editor for what is due
    until ``soon``, and for the director.
    """
    report = scene.report
    if report.state is ReportState.AWAITING_APPROVAL and report.editor_id == person.id:
        who = listed([report.director_id] if report.director_id else [], names)
        line = say("{who} 签批中", "With {who} for approval", who=who)
        offers = offered(report_facts(scene, person))
        nudge = next((offer for offer in offers if offer.row.verb is Verb.NUDGE), None)
        yield Waiting(report, None, line, report.presented_at, nudge=nudge)
    if report.state not in (ReportState.COLLECTING, ReportState.CONDITIONAL):
        return
    for one in scene.text_sections:
        if one.section.state in OPEN and _awaits(scene, one, person, soon):
            yield _waiting(scene, one, person, names)


def _awaits(scene: Scene, one: Placed, person: Person, soon: datetime) -> bool:
    holders = scene.holders(one.section)
    if not holders or person.id in holders:
        return False
    roles = scene.roles(one.section, person)
    if Role.OWNER in roles or Role.REVIEWER in roles:
        return True
    if scene.report.state is ReportState.CONDITIONAL:
        is_looked_at = one.section.state is SectionState.IN_REVIEW
        return Role.DIRECTOR in roles or (Role.EDITOR in roles and is_looked_at)
    due = holder_due(scene, one.section)
    return Role.EDITOR in roles and due is not None and due <= soon


def _waiting(scene: Scene, one: Placed, person: Person, names: Names) -> Waiting:
    section = one.section
    stages = "、".join(step.stage.name for step in scene.stages_now(section))
    doing = Text(stages, stages) if stages else DOING.get(section.state, Text("", ""))
    who = listed(sorted(scene.holders(section)), names)
    offers = offered(section_facts(scene, section, person))
    return Waiting(
        scene.report,
        one,
        say("{who} {doing}", "{who}: {doing}", who=who, doing=doing),
        holder_since(scene, section),
        holder_due(scene, section),
        next((offer for offer in offers if offer.row.verb is Verb.NUDGE), None),
    )
