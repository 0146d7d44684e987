"""What the verbs change by which a section goes through its review."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from workflow.actions.act import Act, Effect, Maker
from workflow.actions.chain.succession import fill_seats
from workflow.actions.whereabouts import names_of
from workflow.domain.machine import NotYet
from workflow.domain.stages import Decision, Standing
from workflow.domain.terms import Verb
from workflow.domain.text import say
from workflow.store import SignOff, db


def submit(act: Act) -> Effect:
    fill_seats(act.scene, act.section, act.actor)
    act.section.round += 1
    act.section.submitted_at, act.section.wished_at = act.work.now, None
    return Effect()


def take_up_again(act: Act) -> Effect:
    """Withdrawn or reopened: the owner has it again."""
    act.section.since = act.work.now
    return Effect()


def pass_it(act: Act) -> Effect:
    """``ticks``: the places (from 0) of the lines of the checklist that were ticked.

    Whoever passes a stage that counts for the next one passes that too, and the trail says so.
    """
    step = act.scene.turn(act.section, act.whose)
    assert step is not None
    ticks = _all_ticked(step, {int(one) for one in act.given.get("ticks", ())})
    own, *automatic = act.scene.chain(act.section).passing(act.whose)
    _write_down(act, own, ticks)
    for one in automatic:
        _write_down(act, one)
    details = {"stage": step.stage.name}
    return Effect(details | ({"also": _also(act, automatic)} if automatic else {}))


def send_back(act: Act) -> Effect:
    """To the owner, or to the earlier stage ``to_stage``; ``straight``: it comes to whoever
    sends it back before all others.
    """
    step = act.scene.turn(act.section, act.whose)
    target = _earlier(act) if act.given.get("to_stage") else None
    straight = bool(act.given.get("straight")) and step is not None
    back = Decision(
        step.stage.id if step else None,
        act.whose,
        False,
        _head_hash(act),
        target.stage.id if target else None,
        straight,
    )
    _write_down(act, back)
    details = {"stage": step.stage.name if step else "", "straight": straight}
    if target is not None:
        details |= {"to_stage": target.stage.name}
        return Effect(details, target.stage.members)
    act.section.since = act.work.now
    return Effect(details)


def _all_ticked(step: Standing, places: Collection[int]) -> list[str]:
    """The lines as evidence; raises NotYet while one is left."""
    lines = step.stage.checklist
    left = [line for place, line in enumerate(lines) if place not in places]
    if left:
        raise NotYet(
            say(
                "“{stage}”还有 {n} 项未核对：{line}。核对后逐项勾选，再通过。",
                "“{stage}” asks you to check {n} more: {line}. Tick each line, then pass.",
                stage=step.stage.name,
                n=len(left),
                line=left[0],
            )
        )
    return list(lines)


def _earlier(act: Act) -> Standing:
    """The stage before that is named; raises NotYet for any other."""
    wanted = int(act.given["to_stage"])
    earlier = act.scene.chain(act.section).turn_back(act.whose)
    found = next((one for one in earlier if one.stage.id == wanted), None)
    if found is None:
        raise NotYet(
            say(
                "只能退回到前面的环节，没有改动。",
                "It can only go back to an earlier stage. Nothing was changed.",
            )
        )
    return found


def _write_down(act: Act, made: Decision, ticks: Collection[str] = ()) -> None:
    assert act.section.head is not None
    is_own = made.person_id == act.whose
    seat = made.stage_id and act.scene.seat_of(act.section, made.stage_id, made.person_id)
    db.session.add(
        SignOff(
            section_id=act.section.id,
            stage_id=made.stage_id,
            person_id=act.actor.id if is_own else made.person_id,
            on_behalf_of_id=act.on_behalf_of.id if is_own and act.on_behalf_of else None,
            draft_id=act.section.head.id,
            content_hash=made.content_hash,
            passed=made.passed,
            round=act.section.round,
            note="" if made.automatic else act.note.strip(),
            seat=seat or None,
            ticks=list(ticks),
            automatic=made.automatic,
            back_to_id=made.back_to,
            straight=made.straight,
            created_at=act.work.now,
        )
    )


def _also(act: Act, automatic: Collection[Decision]) -> str:
    """终审（甲）: the stages that were passed by themselves, and by whom."""
    names = names_of(one.person_id for one in automatic)
    stages = {one.id: one.name for one in act.scene.stages(act.section)}
    return "、".join(f"{stages[one.stage_id or 0]}（{names[one.person_id]}）" for one in automatic)


def _head_hash(act: Act) -> str:
    return act.section.head.content_hash if act.section.head else ""


REVIEWING: Mapping[Verb, Maker] = {
    Verb.SUBMIT: submit,
    Verb.WITHDRAW: take_up_again,
    Verb.PASS: pass_it,
    Verb.SEND_BACK: send_back,
    Verb.REOPEN: take_up_again,
}
