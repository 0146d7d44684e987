"""What people did about a section, ready to be shown: decisions and the trail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from workflow.actions.scene import Scene
from workflow.domain.phrases import phrase, who_did
from workflow.domain.terms import SectionState, Verb
from workflow.store import Event, Section
from workflow.store.approval import approvals_of
from workflow.web.clock import Clock, Moment
from workflow.web.locale import speak

TONES = {
    Verb.PASS: "is-green",
    Verb.APPROVE: "is-green",
    Verb.SEND_BACK: "is-red",
    Verb.REOPEN: "is-red",
    Verb.DECLINE: "is-red",
    Verb.DROP: "is-red",
    Verb.CONFIRM_EDITS: "is-green",
    Verb.CARRY_OUT: "is-blue",
    Verb.SUBMIT: "is-amber",
    Verb.ADOPT: "is-blue",
    Verb.SAVE: "is-blue",
    Verb.UPLOAD: "is-blue",
    Verb.RESTORE: "is-blue",
}


@dataclass(frozen=True)
class SentBack:
    """Why the owner has it again."""

    who: str
    when: Moment
    note: str


def sent_back(scene: Scene, section: Section, events: list[Event], clock: Clock) -> SentBack | None:
    """The newest reason for which a returned section came back: a reviewer's or a director's."""
    if section.state is not SectionState.RETURNED:
        return None
    found = [
        (one.at, speak(who_did(one.details)), str(one.details.get("note", "")))
        for one in events
        if one.verb in (Verb.SEND_BACK, Verb.REOPEN)
    ][:1]
    returned = [one for one in approvals_of(section.report_id) if one.verb is Verb.RETURN]
    found += [(one.created_at, speak(one.signer), one.note) for one in returned[:1]]
    if not found:
        return None
    moment, who, note = max(found)
    return SentBack(who, clock.at(moment), note)


def trail_view(events: list[Event], clock: Clock) -> list[dict[str, Any]]:
    """Events newest first, each with its sentence."""
    return [_happening(one, clock.at(one.at)) for one in events]


def _happening(event: Event, when: Moment) -> dict[str, Any]:
    return {
        "sentence": speak(phrase(event.verb, event.details)),
        "when": speak(when.words),
        "exact": when.exact,
        "tone": TONES.get(event.verb, ""),
    }
