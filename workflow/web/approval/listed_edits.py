"""The edits upon which a director approved, as pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workflow.actions.approval.amending import becomes
from workflow.actions.placing import Placed
from workflow.actions.scene import Scene
from workflow.actions.section_facts import section_facts
from workflow.actions.whereabouts import where_now
from workflow.domain.machine import Offer, offered
from workflow.domain.terms import SectionState, Verb
from workflow.domain.text import Text
from workflow.store import Condition, Person


@dataclass(frozen=True)
class ListedEdit:
    """Words and what they become ("": struck out), or ``text``: a change told in words."""

    quote: str
    becomes: str
    text: str


@dataclass(frozen=True)
class ListedSection:
    """A section with its edits; ``act`` is the one click that makes them, where the reader may
    do that. ``looks``: the reader is the director who has to see what was changed.
    """

    placed: Placed
    where: Text
    edits: list[ListedEdit]
    act: Offer | None
    looks: bool

    @property
    def is_done(self) -> bool:
        return self.placed.section.state is SectionState.SIGNED_OFF


def listed(conditions: Iterable[Condition]) -> list[ListedEdit]:
    return [_edit(one) for one in conditions]


def _edit(one: Condition) -> ListedEdit:
    if one.described:
        return ListedEdit(one.comment.quote, "", one.comment.text)
    return ListedEdit(one.comment.quote, becomes(one), "")


def listed_sections(
    scene: Scene, reader: Person, principal: int | None = None
) -> list[ListedSection]:
    """In the order of the report; none unless the report waits for such edits. ``principal``:
    for whom the reader acts.
    """
    named = (one for one in scene.text_sections if one.section.id in scene.conditions)
    return [_listed_section(scene, one, reader, principal) for one in named]


def _listed_section(
    scene: Scene, one: Placed, reader: Person, principal: int | None
) -> ListedSection:
    facts = section_facts(scene, one.section, reader, principal)
    offers = {offer.row.verb: offer for offer in offered(facts)}
    return ListedSection(
        one,
        where_now(scene, one.section, until=False),
        listed(scene.conditions[one.section.id]),
        offers.get(Verb.CARRY_OUT),
        Verb.CONFIRM_EDITS in offers,
    )
