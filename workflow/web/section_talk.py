"""What people did about a section, ready to be shown: decisions and the trail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from workflow.actions.scene import Scene
from workflow.actions.whereabouts import names_of
from workflow.domain.phrases import acting_for, phrase, who_did
from workflow.domain.stages import Standing
from workflow.domain.terms import SectionState, Verb
from workflow.store import Event, Section, SignOff
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


def chain_view(scene: Scene, section: Section) -> list[dict[str, Any]]:
    """The chain as its picture takes it: label, state, done, needed and people of each stage."""
    chain = scene.chain(section)
    now = scene.stage_now(section)
    signers = _signers(scene, section)
    people = {person for step in chain for person in (*step.passed, *step.waiting)}
    names = names_of(people | set(signers.values()))
    sent_back = last_return(scene, section)
    back = sent_back.stage_id if sent_back and section.state is SectionState.RETURNED else None
    return [
        {
            "label": step.stage.name,
            "state": _stage_state(step, now, back, section),
            "done": len(step.passed),
            "needed": step.required,
            "people": "、".join(
                _person(step, one, signers, names) for one in (*step.passed, *step.waiting)
            ),
        }
        for step in chain
    ]


def _signers(scene: Scene, section: Section) -> dict[tuple[int | None, int], int]:
    """Who last decided for each member of each stage."""
    decisions = scene.sign_offs.get(section.id, ())
    return {(one.stage_id, one.member_id): one.person_id for one in decisions}


def _person(
    step: Standing, person: int, signers: dict[tuple[int | None, int], int], names: dict[int, str]
) -> str:
    """The member; once they have passed it, with the deputy who did so for them."""
    name = names.get(person, "—")
    if person not in step.passed:
        return name
    signer = signers.get((step.stage.id, person), person)
    return f"{speak(acting_for(names.get(signer, '—'), name if signer != person else ''))} ✓"


def _stage_state(step: Standing, now: Standing | None, back: int | None, section: Section) -> str:
    if step.stage.id == back:
        return "returned"
    if now is not None and step.stage.id == now.stage.id:
        return "current"
    return "done" if step.complete and section.head_id else "waiting"


def last_return(scene: Scene, section: Section) -> SignOff | None:
    """The newest decision that sent it back."""
    decisions = scene.sign_offs.get(section.id, ())
    return next((one for one in reversed(decisions) if not one.passed), None)


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
