"""What the verbs change by which a section is brought to what the director listed."""

from __future__ import annotations

from collections.abc import Mapping

from workflow.actions.act import Act, Effect, Maker
from workflow.actions.approval import conditions
from workflow.actions.approval.amending import Amending
from workflow.actions.talk import suggestions
from workflow.domain.machine import NotYet
from workflow.domain.terms import Verb
from workflow.domain.text import say


def carry_out(act: Act) -> Effect:
    """All that is listed and not made yet, as a draft in the director's words."""
    wanted = Amending(act.section, act.scene.conditions[act.section.id])
    done = suggestions.adopt(act.work, act.section, act.actor, [one.id for one in wanted.unmade])
    if not Amending(act.section, wanted.conditions).is_made:
        raise NotYet(
            say(
                "所列修改没有全部改成，没有改动。请打开正文修改后送审。",
                "Not all of the listed edits could be made, so nothing was changed. Make them in "
                "the text yourself, then submit it.",
            )
        )
    conditions.fulfil(act.work, act.scene, act.section, act.actor, seen=False)
    return Effect({"draft": done.draft.number}, result=done.draft)


def send_in(act: Act) -> Effect:
    """As listed it is signed at once; all else is before the director."""
    act.section.submitted_at = act.work.now
    amending = Amending(act.section, act.scene.conditions[act.section.id])
    if amending.is_made and not amending.is_described:
        conditions.fulfil(act.work, act.scene, act.section, act.actor, seen=False)
    return Effect()


def accept(act: Act) -> Effect:
    conditions.fulfil(act.work, act.scene, act.section, act.actor, seen=True)
    return Effect()


def give_back(act: Act) -> Effect:
    """The director is not content with what was made; no stage is asked again."""
    act.section.since = act.work.now
    return Effect()


AMENDING: Mapping[Verb, Maker] = {Verb.CARRY_OUT: carry_out, Verb.CONFIRM_EDITS: accept}
