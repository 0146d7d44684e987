"""Reviewers who are added and taken out again (加签, 减签)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.actions.chain.under_review import (
    given_stages,
    holders,
    last_event,
    open_names,
    stage,
    stage_id,
    submitted,
)
from tests.cast import World
from workflow.actions.work import transaction
from workflow.domain.machine import NotYet
from workflow.domain.terms import Placement, SectionState, Verb
from workflow.store.notice import notices_of

S = SectionState
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def test_a_reviewer_added_before_oneself_decides_first(ctx: World) -> None:
    submitted(ctx)
    ctx.do("reviewer", Verb.ADD_REVIEWER, person_id=ctx.ids["outsider"], placement="before")
    assert holders(ctx) == {"outsider"}
    assert [one.kind for one in notices_of(ctx.ids["outsider"])] == ["add_reviewer"]
    with pytest.raises(NotYet) as refused:
        ctx.do("reviewer", Verb.PASS)
    assert "局外人甲" in refused.value.sentence.render("zh")
    ctx.do("outsider", Verb.PASS)
    assert holders(ctx) == {"reviewer"}
    ctx.do("reviewer", Verb.PASS)
    assert open_names(ctx) == ["会签"]


def test_a_reviewer_added_after_oneself_is_waited_for(ctx: World) -> None:
    submitted(ctx)
    after: dict[str, Any] = {"person_id": ctx.ids["outsider"], "placement": Placement.AFTER}
    ctx.do("reviewer", Verb.ADD_REVIEWER, **after)
    assert holders(ctx) == {"reviewer"}
    ctx.do("reviewer", Verb.PASS)
    assert open_names(ctx) == ["初审"] and holders(ctx) == {"outsider"}


def test_who_has_decided_adds_nobody_and_an_author_is_never_added(ctx: World) -> None:
    submitted(ctx)
    with pytest.raises(NotYet):
        ctx.do("reviewer", Verb.ADD_REVIEWER, person_id=ctx.ids["contributor"])
    ctx.do("reviewer", Verb.PASS)
    ctx.do("countersigner", Verb.PASS)
    with pytest.raises(NotYet):
        ctx.do("countersigner", Verb.ADD_REVIEWER, person_id=ctx.ids["outsider"])
    with pytest.raises(NotYet):
        ctx.do("second_countersigner", Verb.ADD_REVIEWER, person_id=ctx.ids["countersigner"])


def test_whoever_added_a_reviewer_can_remove_one_who_has_not_decided(ctx: World) -> None:
    """YunaiV/ruoyi-vue-pro#896."""
    submitted(ctx)
    ctx.do("reviewer", Verb.PASS)
    own: dict[str, Any] = {"person_id": ctx.ids["outsider"], "placement": "after"}
    ctx.do("countersigner", Verb.ADD_REVIEWER, **own)
    with pytest.raises(NotYet):
        ctx.do("second_countersigner", Verb.REMOVE_REVIEWER, person_id=ctx.ids["outsider"])
    with pytest.raises(NotYet):
        ctx.do("countersigner", Verb.REMOVE_REVIEWER, person_id=ctx.ids["second_countersigner"])
    ctx.do("countersigner", Verb.PASS)
    ctx.do("second_countersigner", Verb.PASS)
    ctx.do("countersigner", Verb.REMOVE_REVIEWER, person_id=ctx.ids["outsider"])
    assert ctx.section().state is S.SIGNED_OFF
    assert "signed_off" not in last_event(ctx).details
    told = [one.kind for one in notices_of(ctx.ids["owner"])]
    assert told[0] == "remove_reviewer"


def test_one_who_has_decided_stays(ctx: World) -> None:
    submitted(ctx)
    ctx.do("editor", Verb.ADD_REVIEWER, person_id=ctx.ids["outsider"])
    ctx.do("outsider", Verb.PASS)
    assert open_names(ctx) == ["初审"]
    with pytest.raises(NotYet):
        ctx.do("editor", Verb.REMOVE_REVIEWER, person_id=ctx.ids["outsider"])


def test_the_editor_helps_a_stage_in_which_nobody_may_decide(ctx: World) -> None:
    """microsoft/powercat-business-approvals-kit#249: it never passes by itself."""
    submitted(ctx)
    ctx.do("editor", Verb.ASSIGN, contributor_ids=[ctx.ids["reviewer"]])
    assert ctx.section().state is S.IN_REVIEW and not holders(ctx)
    ctx.do("editor", Verb.ADD_REVIEWER, person_id=ctx.ids["outsider"])
    assert holders(ctx) == {"outsider"}
    ctx.do("outsider", Verb.PASS)
    assert open_names(ctx) == ["会签"]


def test_an_added_turn_that_is_handed_over_keeps_its_place(ctx: World) -> None:
    submitted(ctx)
    ctx.do("reviewer", Verb.ADD_REVIEWER, person_id=ctx.ids["outsider"], placement="before")
    ctx.do("reviewer", Verb.HAND_OVER, person_id=ctx.ids["director"])
    assert holders(ctx) == {"outsider"}
    ctx.do("outsider", Verb.HAND_OVER, person_id=ctx.ids["administrator"])
    assert holders(ctx) == {"administrator"}
    ctx.do("administrator", Verb.PASS)
    assert holders(ctx) == {"director"}


def test_the_last_one_waited_for_becomes_an_author_and_the_section_does_not_stand_still(
    ctx: World,
) -> None:
    submitted(ctx)
    for who in ("reviewer", "countersigner"):
        ctx.do(who, Verb.PASS)
    ctx.do("editor", Verb.ASSIGN, contributor_ids=[ctx.ids["second_countersigner"]])
    assert ctx.section().state is S.SIGNED_OFF


def test_a_seat_that_goes_to_whoever_has_passed_leaves_no_section_behind(ctx: World) -> None:
    submitted(ctx)
    for who in ("reviewer", "countersigner"):
        ctx.do(who, Verb.PASS)
    seat = {
        "person_id": ctx.ids["countersigner"],
        "from_id": ctx.ids["second_countersigner"],
        "stage_id": stage_id(ctx, 1),
    }
    ctx.do_report("editor", Verb.HAND_OVER, **seat)
    assert ctx.section().state is S.SIGNED_OFF
    assert notices_of(ctx.ids["owner"])[0].kind == "hand_over"


def test_a_stage_ahead_goes_with_what_was_changed_of_it_for_a_section(ctx: World) -> None:
    with transaction():
        ctx.person("second_countersigner").active = False
    submitted(ctx)
    first, _ = given_stages(ctx)
    ctx.do_report("editor", Verb.SET_CHAIN, stages=[first, stage(ctx, "终审", "director")])
    assert [row.name for row in ctx.scene().stage_rows] == ["初审", "终审"]
