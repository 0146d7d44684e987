"""A section as one person meets it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from workflow.actions.approval.amending import Amending
from workflow.actions.scene import Scene
from workflow.actions.whereabouts import names_of
from workflow.actions.writing.scene import WRITING
from workflow.domain.facts import SectionFacts
from workflow.domain.stages import Standing
from workflow.domain.stages import without_people as stage_without_people
from workflow.domain.terms import Role, SectionState
from workflow.domain.text import Text
from workflow.domain.time_words import moment_words
from workflow.store import Person, Section


def section_facts(
    scene: Scene, section: Section, person: Person, principal: int | None = None
) -> SectionFacts:
    """What the rules look at; nothing is read that the scene has read already.

    ``principal``: for whom the person acts, whose part it then is.
    """
    whose = principal or person.id
    roles = (
        scene.handed_roles(whose, person.id, section) if principal else scene.roles(section, person)
    )
    chain = scene.chain(section)
    step = scene.turn(section, whose)
    authors = scene.authors(section)
    lacking = stage_without_people(scene.stages(section), authors)
    pen = scene.pen_of_another(section, person)
    newer = scene.newer_copy_of_another(section, person)
    own = scene.own_copy(section, person) if section.state in WRITING else None
    return SectionFacts(
        state=section.state,
        report_state=scene.report.state,
        roles=roles,
        head=str(section.head_id or ""),
        open_must_fix=scene.must_fix.get(section.id, 0),
        open_blanks=section.head.blanks if section.head else 0,
        blanks_block="blank" in scene.report.blocking,
        decided_in_round=scene.decided_in_round(section),
        completes_chain=chain.completes(whose),
        chain_complete=chain.complete,
        is_author=_is_own_text(scene, section, roles, {person.id, whose}),
        already_decided=bool(step and whose in step.passed),
        waits_for=_names_before(step, whose),
        may_decide=_decides(step, whose),
        may_amend=_decides(step, whose) and bool(step and step.stage.may_edit),
        may_remove=bool(scene.removable(section, whose)),
        acted_before=bool(step and whose in step.barred),
        stage_without_people=lacking.name if lacking else "",
        nudged_today=(section.id, person.id) in scene.nudged_today,
        waits_on_oneself=scene.holders(section) == {whose},
        writer=pen.person.name if pen else "",
        writing_since=_moment(scene, pen.writing_since if pen else None),
        newer_copy_of=newer.person.name if newer else "",
        newer_copy_at=_moment(scene, newer.updated_at if newer else None),
        has_own_text=own is not None and own.waits,
        unread_copy=scene.has_unread(person.id, section),
        delegated=scene.entrusted_by(whose, section) is not None,
        **_edits(scene, section),
        extension_asked=section.wished_at is not None,
    )


def _edits(scene: Scene, section: Section) -> dict[str, Any]:
    """What the facts say of the edits that a conditional approval asks for."""
    if section.id not in scene.conditions or section.state is SectionState.SIGNED_OFF:
        return {}
    amending = Amending(section, scene.conditions[section.id])
    return {
        "edits_described": amending.is_described,
        "edits_made": amending.is_made,
        "edits_unmade": len(amending.unmade),
        "edits_untouched": amending.is_untouched,
    }


def _is_own_text(scene: Scene, section: Section, roles: frozenset[Role], people: set[int]) -> bool:
    """For who decides: neither they nor whose seat it is may stand with the authors."""
    if section.state is not SectionState.IN_REVIEW or Role.REVIEWER not in roles:
        return bool(people & scene.authors(section))
    return any(scene.stands_with_authors(section, one) for one in people)


def _decides(step: Standing | None, person_id: int) -> bool:
    return step is not None and person_id in (*step.waiting, *step.later)


def _names_before(step: Standing | None, person_id: int) -> tuple[str, ...]:
    """Whoever was put before this person and has not decided."""
    if step is None or person_id not in step.later:
        return ()
    firsts = [first for first, then in step.stage.order if then == person_id]
    waited_for = [one for one in firsts if one in (*step.waiting, *step.later)]
    return tuple(names_of(waited_for).values())


def _moment(scene: Scene, at: datetime | None) -> Text | None:
    return moment_words(at, scene.now, scene.report.office.zone) if at else None
