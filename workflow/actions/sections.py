"""Everything that a person does to a section goes through here, and so through the table."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

from workflow.actions.act import Act
from workflow.actions.approval.confirming import check_edits
from workflow.actions.capacities import section_capacity
from workflow.actions.clock import day_words
from workflow.actions.effects import effect_of
from workflow.actions.overtaken import overtaken
from workflow.actions.record import record, tell
from workflow.actions.reminding.arming import duties_of, settle
from workflow.actions.scene import Scene
from workflow.actions.settling import settled
from workflow.actions.work import Work
from workflow.domain.machine import Refused, Stale, move
from workflow.domain.phrases import MENTION
from workflow.domain.roles import SectionPeople, people_with
from workflow.domain.row import Row
from workflow.domain.terms import Role, SectionState, Verb
from workflow.store import Event, Person, Section, db
from workflow.store.base import id_of
from workflow.store.pen import close_copies
from workflow.store.section import locked_report_of, locked_section
from workflow.store.working_copy import copy_of


@dataclass(frozen=True)
class Done:
    """An act that happened: its row, its event (None: nothing had changed), the section, and
    the scene after it, which is for use before the transaction ends.
    """

    row: Row
    event: Event | None
    section: Section
    scene: Scene
    result: Any = None


def act(
    work: Work,
    actor: Person,
    section: Section,
    verb: Verb,
    *,
    note: str = "",
    seen: str = "",
    on_behalf_of: int | None = None,
    **given: Any,
) -> Done:
    """Do one verb of the table; raises Refused with the sentence, and then nothing happened.

    ``seen`` is the id of the draft before the actor's eyes; ``given`` is what the verb
    takes besides (see effects: owner_id, due_on, content ...). ``on_behalf_of`` names whose
    part it is done in, be it the actor's own; without it the actor's own part comes first.
    """
    section_id = id_of(section)
    report, section = locked_report_of(section_id), locked_section(section_id)
    if verb is Verb.SUBMIT or (verb is Verb.ADOPT and _is_upon_head(actor, section)):
        seen = _with_own_text(work, actor, section, seen, on_behalf_of)
    scene = Scene(report, work.now)
    facts, principal_id = section_capacity(scene, actor, section, verb, on_behalf_of)
    facts = replace(facts, to_stage=bool(given.get("to_stage")))
    try:
        row = move(facts, verb, note, seen)
    except Refused as refused:
        late = overtaken(scene, section, principal_id or actor.id, verb, seen)
        raise (Stale(late) if late else refused) from None
    principal = db.session.get_one(Person, principal_id) if principal_id else None
    before, turns = scene.people(section), _turns(scene, section)
    asked = duties_of(scene, section)
    acted = Act(work, scene, section, actor, note, given, principal)
    effect = effect_of(verb, report.state)(acted)
    if effect.silent:
        return Done(row, None, section, scene, effect.result)
    if row.leads is not None:
        section.state = SectionState(row.leads)
    db.session.flush()
    if row.leads is not None or scene.people(section) != before:
        close_copies([section_id])
    scene.look_again()
    last = settled(scene, section)
    if duties_of(scene, section) != asked:
        settle(work, scene, [section])
    details = _details(scene, section, actor, note) | in_the_name_of(principal)
    details |= dict(effect.details)
    event = record(work, report, actor, verb, details, section, principal)
    named = set(effect.mentioned)
    told = _recipients(row, before, scene.people(section)) | set(effect.tell)
    told |= _reviewers_told(row, before, turns, _turns(scene, section)) | last
    told |= {principal.id} if principal and told else set()
    mandates = scene.mandates_for(section)
    tell(work, named, MENTION, details, report, section, actor)
    tell(work, told - named, str(verb), details, report, section, actor, mandates)
    check_edits(work, report)
    return Done(row, event, section, scene, effect.result)


def _is_upon_head(actor: Person, section: Section) -> bool:
    """Whether what the actor has written began from the newest draft."""
    copy = copy_of(section.id, actor.id)
    return copy is not None and copy.base_id == section.head_id


def _with_own_text(
    work: Work, actor: Person, section: Section, seen: str, on_behalf_of: int | None
) -> str:
    """What goes to review is all that the actor has written: it becomes a draft first. So it
    does before a suggestion is set in, which would leave it behind.

    Gives the draft that the actor then has seen; refused as any save of theirs would be.
    """
    copy = copy_of(section.id, actor.id)
    if copy is None or not copy.waits or seen != str(section.head_id or ""):
        return seen
    saved = act(
        work,
        actor,
        section,
        Verb.SAVE,
        seen=str(copy.base_id or ""),
        on_behalf_of=on_behalf_of,
        content=json.loads(copy.content or "null"),
        copy_revision=copy.revision,
    )
    return str(saved.section.head_id)


def in_the_name_of(principal: Person | None) -> dict[str, Any]:
    """What an event says of whom its actor stood in for."""
    return {"on_behalf_of": principal.name} if principal else {}


def _details(scene: Scene, section: Section, actor: Person, note: str) -> dict[str, Any]:
    """The words of the day: an event and its notices read without any other row."""
    return {
        "actor": actor.name,
        "thing": scene.place(section).label or scene.report.title,
        "report": scene.report.title,
        "draft": section.head.number if section.head else 0,
        "due": day_words(section.due_at, scene.report.office.zone),
        "note": note.strip(),
    }


def _recipients(row: Row, before: SectionPeople, after: SectionPeople) -> set[int]:
    """Whom the row tells, reviewers aside."""
    return {
        person
        for role in row.tells - {Role.REVIEWER}
        for people in (before, after)
        for person in people_with(role, people)
    }


def _turns(scene: Scene, section: Section) -> set[tuple[int, int]]:
    """Stage and person of each who may decide now."""
    return {(step.stage.id, one) for step in scene.stages_now(section) for one in step.waiting}


def _reviewers_told(
    row: Row, before: SectionPeople, were: set[tuple[int, int]], are: set[tuple[int, int]]
) -> set[int]:
    """Of reviewers only those whose turn has just begun, or all of them when it has ended."""
    if Role.REVIEWER not in row.tells:
        return set()
    return {person for _, person in are - were} if are else set(before.reviewers)
