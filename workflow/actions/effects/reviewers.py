"""Reviewers beyond the chain's own, put in for one section (加签) and taken out (减签)."""

from __future__ import annotations

from collections.abc import Mapping

from workflow.actions.act import Act, Effect, Maker
from workflow.actions.colleagues import colleague
from workflow.domain.machine import NotYet
from workflow.domain.stages import Standing
from workflow.domain.terms import Placement, Verb
from workflow.domain.text import Text
from workflow.store import Person, StageChange, db

OWN_TEXT = Text(
    "责任人和协办不能审自己的稿，请另选一人。",
    "The owner and contributors never review their own text: choose somebody else.",
)
THERE_ALREADY = Text(
    "此人已是这一环节的审核人，没有改动。",
    "That person is a reviewer of this stage already: nothing was changed.",
)
NOT_TO_REMOVE = Text(
    "只能减去加签而来、还没有审定的人，没有改动。",
    "Only an added reviewer who has not decided can be removed: nothing was changed.",
)


def add_reviewer(act: Act) -> Effect:
    """``person_id``, ``placement``: before or after the actor, else beside all."""
    wanted = colleague(act.scene.report.office_id, act.given["person_id"])
    step = _open_stage(act)
    if wanted.id in act.scene.authors(act.section):
        raise NotYet(OWN_TEXT)
    if wanted.id in step.stage.members:
        raise NotYet(THERE_ALREADY)
    placement = _placement(act, step)
    db.session.add(
        StageChange(
            section_id=act.section.id,
            stage_id=step.stage.id,
            person_id=wanted.id,
            added=True,
            by_id=act.whose,
            placement=placement,
            anchor_id=None if placement is Placement.BESIDE else act.whose,
        )
    )
    details = {"person": wanted.name, "stage": step.stage.name, "placement": str(placement)}
    return Effect(details, {wanted.id})


def remove_reviewer(act: Act) -> Effect:
    """``person_id``: one who was added and has not decided."""
    wanted = int(act.given["person_id"])
    removable = act.scene.removable(act.section, act.whose)
    stage_id = next((stage for stage, one in removable if one == wanted), None)
    if stage_id is None:
        raise NotYet(NOT_TO_REMOVE)
    person = db.session.get_one(Person, wanted)
    db.session.add(
        StageChange(
            section_id=act.section.id,
            stage_id=stage_id,
            person_id=wanted,
            added=False,
            by_id=act.whose,
        )
    )
    stage = next(one for one in act.scene.stages(act.section) if one.id == stage_id)
    return Effect({"person": person.name, "stage": stage.name}, {wanted})


def _open_stage(act: Act) -> Standing:
    """The stage of the actor's turn; the editor's is the first one that is open."""
    own = act.scene.turn(act.section, act.whose)
    return own or act.scene.stages_now(act.section)[0]


def _placement(act: Act, step: Standing) -> Placement:
    """Before or after oneself only where one has a turn."""
    wanted = Placement(act.given.get("placement") or Placement.BESIDE)
    has_turn = act.whose in (*step.waiting, *step.later)
    return wanted if has_turn else Placement.BESIDE


REVIEWERS: Mapping[Verb, Maker] = {
    Verb.ADD_REVIEWER: add_reviewer,
    Verb.REMOVE_REVIEWER: remove_reviewer,
}
