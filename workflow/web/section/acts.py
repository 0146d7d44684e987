"""The acts that the table offers on a section, as the page shows them."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.actions.scene import Scene
from workflow.domain.facts import SectionFacts
from workflow.domain.guards import blanks_are_filled, has_a_draft, must_fix_is_answered
from workflow.domain.machine import Offer, offered
from workflow.domain.terms import Note, Tone, Verb
from workflow.domain.text import Text, say
from workflow.store import Person, Section
from workflow.web.happened import BESIDE, TALK
from workflow.web.section.following import what_follows

# Shown with the text, the drafts, the comments or the files that they concern.
ELSEWHERE = TALK | BESIDE | {Verb.SAVE, Verb.UPLOAD, Verb.RESTORE, Verb.TAKE_OVER, Verb.AMEND}
# Left out while there is nothing for them to do: a grey button would teach nobody anything.
IDLE = frozenset({Verb.REMOVE_REVIEWER})
BESIDE_THE_MAIN_ONE = (Verb.ACCEPT, Verb.SEND_BACK, Verb.WITHDRAW, Verb.REOPEN, Verb.NUDGE)
WITH_FIELDS = frozenset(
    {
        Verb.CIRCULATE,
        Verb.HAND_OVER,
        Verb.DELEGATE,
        Verb.ASK_EXTENSION,
        Verb.EXTEND,
        Verb.ASSIGN,
    }
)


@dataclass(frozen=True)
class ActView:
    """A button; ``reason`` greys it, ``place`` is where on the page the reason can be met."""

    verb: Verb
    tone: str
    note: Note
    needs_head: bool
    reason: Text | None
    place: str
    follows: Text | None
    principal: str = ""

    @property
    def label(self) -> Text:
        """The verb, and for whom it is done where that is not the reader."""
        if not self.principal:
            return self.verb.label
        return say(
            "{verb}（代{who}）", "{verb} (for {who})", verb=self.verb.label, who=self.principal
        )

    @property
    def asks(self) -> bool:
        """Whether it opens a dialog with something to fill in."""
        return self.note is not Note.NONE or self.verb in WITH_FIELDS


def acts_of(
    scene: Scene,
    section: Section,
    facts: SectionFacts,
    reader: Person,
    principal: Person | None = None,
) -> list[ActView]:
    """The buttons of this person (for ``principal``), in the table's order."""
    offers = [one for one in offered(facts) if one.row.verb not in ELSEWHERE]
    offers = [one for one in offers if not (one.row.verb in IDLE and one.reason)]
    if section.accepted_at is not None:
        answered = (Verb.ACCEPT, Verb.DECLINE)
        offers = [one for one in offers if one.row.verb not in answered]
    return [_view(scene, section, facts, one, reader, principal) for one in offers]


def _view(
    scene: Scene,
    section: Section,
    facts: SectionFacts,
    offer: Offer,
    reader: Person,
    principal: Person | None,
) -> ActView:
    row = offer.row
    return ActView(
        verb=row.verb,
        tone=str(row.tone),
        note=row.note,
        needs_head=row.needs_head,
        reason=offer.reason,
        place=_place(offer.reason, facts),
        follows=what_follows(scene, section, offer, (principal or reader).id),
        principal=principal.name if principal else "",
    )


def _place(reason: Text | None, facts: SectionFacts) -> str:
    """What stands in the way, as the name of a place: text, comments or blanks."""
    places = {
        "text": has_a_draft(facts),
        "comments": must_fix_is_answered(facts),
        "blanks": blanks_are_filled(facts),
    }
    return next((name for name, why in places.items() if why is not None and why == reason), "")


def main_act(acts: list[ActView]) -> ActView | None:
    """The one primary act of the page."""
    return next((one for one in acts if one.tone == Tone.PRIMARY), None)


def split(acts: list[ActView], main: ActView | None) -> tuple[list[ActView], list[ActView]]:
    """What stands beside the main button (one or two acts), and what the menu holds."""
    others = [one for one in acts if one is not main]
    beside = [one for verb in BESIDE_THE_MAIN_ONE for one in others if one.verb is verb]
    shown = [one for one in beside if one.reason is None][:1]
    if main is None and not shown:
        shown = others[:1]
    return shown, [one for one in others if one not in shown]
