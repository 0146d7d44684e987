"""A report as one person meets it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from workflow.actions.assembly.assemblies import finished_of, lacks_a_part
from workflow.actions.assembly.manifest import is_signed, manifest_hash, manifest_of
from workflow.actions.capacities import chosen, principals
from workflow.actions.chain.edits import ahead
from workflow.actions.placing import PREAMBLE, Placed
from workflow.actions.scene import Scene, administrator_role
from workflow.domain.facts import ReportFacts
from workflow.domain.roles import report_roles
from workflow.domain.stages import without_people
from workflow.domain.terms import ArchivingState, ReportState, Role, SectionState, Verb
from workflow.store import Assembly, Person, Section
from workflow.store.archiving import archiving_of
from workflow.store.assembly import assemblies_with


def report_facts(scene: Scene, person: Person, principal: int | None = None) -> ReportFacts:
    """What the rules look at; the head is the hash of the manifest computed now.

    ``principal``: for whom the person acts, whose part it then is.
    """
    texts = scene.text_sections
    manifest = manifest_of(scene)
    head = manifest_hash(manifest)
    found = assemblies_with(scene.report.id, head)
    finished = finished_of(found)
    roles = scene.handed_roles(principal, person.id) if principal else _roles(scene, person)
    is_approved = scene.report.state is ReportState.APPROVED
    archiving = archiving_of(scene.report.id) if is_approved else None
    return ReportFacts(
        state=scene.report.state,
        roles=roles,
        head=head,
        text_sections=len(texts),
        without_owner_or_deadline=_labels(
            one for one in texts if one.section.owner_id is None or one.section.due_at is None
        ),
        not_signed_off=_labels(
            one for one in texts if one.section.state is not SectionState.SIGNED_OFF
        ),
        stale_signatures=_labels(
            one
            for one in texts
            if one.section.state is SectionState.SIGNED_OFF and not is_signed(scene, one)
        ),
        without_chain=any(not scene.rows_for(one.section) for one in texts),
        stages_ahead=ahead(scene),
        stage_without_people=_lacking(scene, texts),
        assembled=finished is not None,
        gaps=_gaps(finished, manifest) if finished else (),
        part_failed=lacks_a_part(found),
        conditions_met=_met(scene),
        conditions_broken=_broken(scene),
        unread_copy=scene.has_unread(person.id, None),
        delegated=scene.entrusted_by(principal or person.id, None) is not None,
        nudged_today=(0, person.id) in scene.nudged_today,
        waits_on_oneself=scene.report_holders <= {principal or person.id},
        archiving=archiving is not None and archiving.is_under_way,
        archive_made=archiving is not None and archiving.state is ArchivingState.DONE,
        own_of_deputy=_labels(
            one for one in texts if principal and scene.stands_with_authors(one.section, person.id)
        ),
    )


def _named(scene: Scene) -> list[Section]:
    """The sections that a conditional approval waits for."""
    return [one for one in scene.sections if one.id in scene.conditions]


def _met(scene: Scene) -> bool:
    named = _named(scene)
    return bool(named) and all(one.state is SectionState.SIGNED_OFF for one in named)


def _broken(scene: Scene) -> bool:
    """One was sent in otherwise than listed, and no edit of it is the director's to judge."""
    return any(
        one.state is SectionState.IN_REVIEW
        and not any(condition.described for condition in scene.conditions[one.id])
        for one in _named(scene)
    )


def _roles(scene: Scene, person: Person) -> frozenset[Role]:
    return report_roles(person.id, scene.report_people) | administrator_role(scene.report, person)


def report_capacity(
    scene: Scene, actor: Person, verb: Verb, wanted: int | None = None
) -> tuple[ReportFacts, int | None]:
    """The facts before the actor, and for whom they act (see capacities)."""
    able = principals(scene, actor.id)
    return chosen(lambda one: report_facts(scene, actor, one), actor.id, able, verb, wanted)


def current_assembly(scene: Scene) -> Assembly | None:
    """The finished assembly whose manifest equals the one computed now."""
    return finished_of(assemblies_with(scene.report.id, manifest_hash(manifest_of(scene))))


def _gaps(one: Assembly, manifest: dict[str, Any]) -> tuple[str, ...]:
    """The headings of the sections that the document lacks."""
    lacking = [manifest["sections"][place] for place in one.gaps]
    return tuple(f"{entry['numeral']}{entry['title']}" or PREAMBLE.zh for entry in lacking)


def _labels(found: Iterable[Placed]) -> tuple[str, ...]:
    return tuple(one.label for one in found)


def _lacking(scene: Scene, texts: list[Placed]) -> str:
    for one in texts:
        lacking = without_people(scene.stages(one.section), scene.authors(one.section))
        if lacking:
            return lacking.name
    return ""
