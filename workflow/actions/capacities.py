"""In whose name somebody acts: their own, or that of a person whose deputy they are today."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from workflow.actions.scene import Scene
from workflow.actions.section_facts import section_facts
from workflow.domain.absences import principals_of
from workflow.domain.facts import ReportFacts, SectionFacts
from workflow.domain.machine import NotAllowed, NotYet, offers
from workflow.domain.terms import Verb
from workflow.domain.text import Text
from workflow.store import Person, Section

F = TypeVar("F", SectionFacts, ReportFacts)

NOT_DEPUTY = Text(
    "您现在不代此人办理这件事：代理期未到、已过，或已撤销。没有任何改动。",
    "You do not act for that person here: your time as their deputy has not begun, is over, or "
    "was ended. Nothing was changed.",
)
FOR_WHOM = Text(
    "您同时代几位同事办理，请在页面上选定这次代谁办理。没有任何改动。",
    "You act for several colleagues here: choose on the page for whom you decide this time. "
    "Nothing was changed.",
)
# Each counts for one person, who has to be named where there are several.
DECISIONS = frozenset(
    {Verb.PASS, Verb.SEND_BACK, Verb.APPROVE, Verb.APPROVE_CONDITIONALLY, Verb.RETURN}
    | {Verb.CONFIRM_EDITS}
)


def principals(scene: Scene, person_id: int, section: Section | None = None) -> tuple[int, ...]:
    """For whom this person may act on the section, or on the report; who has it comes first."""
    mandates = scene.mandates_for(section)
    able = [
        one
        for one in principals_of(person_id, mandates)
        if scene.handed_roles(one, person_id, section)
    ]
    holders = scene.holders(section) if section is not None else frozenset()
    return tuple(sorted(able, key=lambda one: one not in holders))


def section_capacity(
    scene: Scene, actor: Person, section: Section, verb: Verb, wanted: int | None = None
) -> tuple[SectionFacts, int | None]:
    """The facts before the actor, and for whom they act (None: for themselves).

    ``wanted`` is the id of whom the actor chose, be it their own; without it their own part
    comes first. Raises NotAllowed or NotYet where that choice cannot be.
    """
    able = principals(scene, actor.id, section)
    return chosen(
        lambda one: section_facts(scene, section, actor, one), actor.id, able, verb, wanted
    )


def chosen(
    facts_for: Callable[[int | None], F],
    actor_id: int,
    able: Sequence[int],
    verb: Verb,
    wanted: int | None,
) -> tuple[F, int | None]:
    """See ``section_capacity``; ``able`` are those for whom the actor may act."""
    if wanted is not None and wanted != actor_id:
        if wanted not in able:
            raise NotAllowed(NOT_DEPUTY)
        return facts_for(wanted), wanted
    own = facts_for(None)
    if wanted == actor_id or not able or offers(own, verb):
        return own, None
    found = [(facts, one) for one in able if offers(facts := facts_for(one), verb)]
    if verb in DECISIONS and len(found) > 1:
        raise NotYet(FOR_WHOM)
    return found[0] if found else (own, None)
