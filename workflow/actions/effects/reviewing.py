"""What the verbs change by which a section goes through its review."""

from __future__ import annotations

from collections.abc import Mapping

from workflow.actions.act import Act, Effect, Maker
from workflow.actions.arming import arm, disarm
from workflow.actions.succession import fill_seats
from workflow.domain.terms import Verb
from workflow.store import SignOff, db


def submit(act: Act) -> Effect:
    fill_seats(act.scene, act.section, act.actor)
    act.section.round += 1
    act.section.submitted_at = act.work.now
    disarm(act.section)
    return Effect()


def take_up_again(act: Act) -> Effect:
    """Withdrawn or reopened: the owner has it again and the ladder starts anew."""
    arm(act.work, act.scene, act.section)
    return Effect()


def decide(passed: bool) -> Maker:
    def decision(act: Act) -> Effect:
        step = act.scene.stage_now(act.section)
        is_member = step is not None and act.whose in step.stage.members
        assert act.section.head is not None
        db.session.add(
            SignOff(
                section_id=act.section.id,
                stage_id=step.stage.id if step and is_member else None,
                person_id=act.actor.id,
                on_behalf_of_id=act.on_behalf_of.id if act.on_behalf_of else None,
                draft_id=act.section.head.id,
                content_hash=act.section.head.content_hash,
                passed=passed,
                round=act.section.round,
                note=act.note.strip(),
                created_at=act.work.now,
            )
        )
        if not passed:
            arm(act.work, act.scene, act.section)
        return Effect({"stage": step.stage.name if step and is_member else ""})

    return decision


REVIEWING: Mapping[Verb, Maker] = {
    Verb.SUBMIT: submit,
    Verb.WITHDRAW: take_up_again,
    Verb.PASS: decide(True),
    Verb.SEND_BACK: decide(False),
    Verb.REOPEN: take_up_again,
}
