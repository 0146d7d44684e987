"""A decision that came too late: somebody has just made it, so it takes no second effect."""

from __future__ import annotations

from workflow.actions.scene import Scene
from workflow.actions.whereabouts import names_of
from workflow.domain.phrases import acting_for
from workflow.domain.terms import Verb
from workflow.domain.text import Text, say
from workflow.store import Section, SignOff

DECISIONS = frozenset({Verb.PASS, Verb.SEND_BACK})


def overtaken(scene: Scene, section: Section, whose: int, verb: Verb, seen: str) -> Text | None:
    """Why a refused decision of this round is no longer theirs to make; None where it never was.

    ``whose`` is the seat, ``seen`` the draft that was before their eyes.
    """
    step = scene.turn(section, whose)
    waits = step is not None and whose in (*step.later, *step.barred)
    if verb not in DECISIONS or waits:
        return None
    seats = {one.id for one in scene.stages(section) if whose in one.members}
    made = next(
        (
            one
            for one in reversed(scene.sign_offs.get(section.id, ()))
            if one.round == section.round and one.stage_id in seats and str(one.draft_id) == seen
        ),
        None,
    )
    return _said(made) if made is not None else None


def _said(made: SignOff) -> Text:
    names = names_of(made.people)
    principal = names[made.on_behalf_of_id] if made.on_behalf_of_id else ""
    return say(
        "{who} 已经{what}，您的操作没有再次生效，没有任何改动。请刷新页面查看最新情况。",
        "{who} has already decided ({what}), so your act did not take effect a second time and "
        "nothing was changed. Reload the page to see where it stands.",
        who=acting_for(names[made.person_id], principal),
        what=Verb.PASS.label if made.passed else Verb.SEND_BACK.label,
    )
