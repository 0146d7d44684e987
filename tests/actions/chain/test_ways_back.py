"""Ways back: to an earlier stage, straight back, withdrawn."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.actions.chain.under_review import (
    asked,
    holders,
    open_names,
    said,
    set_chain,
    stage,
    stage_id,
    submitted,
)
from tests.cast import World
from workflow.actions.desk.model import Ask
from workflow.actions.whereabouts import holder_since
from workflow.domain.machine import NotYet, Stale
from workflow.domain.terms import SectionState, Verb
from workflow.store.base import utc_now
from workflow.store.notice import notices_of

S = SectionState
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def three_stages(world: World) -> None:
    people = ("reviewer", "countersigner", "second_countersigner")
    named = zip(("一审", "二审", "三审"), people, strict=True)
    set_chain(world, *(stage(world, name, who) for name, who in named))
    submitted(world)
    world.do("reviewer", Verb.PASS)
    world.do("countersigner", Verb.PASS)


def test_back_to_an_earlier_stage_voids_the_decisions_after_it(ctx: World) -> None:
    three_stages(ctx)
    back: dict[str, Any] = {"note": "请重看数字", "to_stage": stage_id(ctx, 0)}
    ctx.do("second_countersigner", Verb.SEND_BACK, **back)
    assert ctx.section().state is S.IN_REVIEW and open_names(ctx) == ["一审"]
    assert "退回到“一审”：请重看数字" in said(ctx)
    assert notices_of(ctx.ids["reviewer"])[0].kind == "send_back"
    ctx.do("reviewer", Verb.PASS)
    assert open_names(ctx) == ["二审"]


def test_straight_back_skips_the_others_that_still_count(ctx: World) -> None:
    three_stages(ctx)
    back: dict[str, Any] = {"note": "请重看数字", "to_stage": stage_id(ctx, 0), "straight": True}
    ctx.do("second_countersigner", Verb.SEND_BACK, **back)
    ctx.do("reviewer", Verb.PASS)
    assert open_names(ctx) == ["三审"]
    ctx.do("second_countersigner", Verb.PASS)
    assert ctx.section().state is S.SIGNED_OFF


def test_straight_back_from_the_owner_comes_first_but_nobody_is_left_out(ctx: World) -> None:
    three_stages(ctx)
    ctx.do("second_countersigner", Verb.SEND_BACK, note="数字有误", straight=True)
    assert ctx.section().state is S.RETURNED
    submitted(ctx, "改过的正文，培训13期。")
    assert open_names(ctx) == ["三审"]
    ctx.do("second_countersigner", Verb.PASS)
    assert open_names(ctx) == ["一审"]
    ctx.do("reviewer", Verb.PASS)
    ctx.do("countersigner", Verb.PASS)
    assert ctx.section().state is S.SIGNED_OFF


def test_only_an_earlier_stage_can_get_it_back(ctx: World) -> None:
    three_stages(ctx)
    for place in (2, 1):
        if place == 1:
            ctx.do("second_countersigner", Verb.SEND_BACK, note="再看", to_stage=stage_id(ctx, 1))
        with pytest.raises(NotYet):
            who = "second_countersigner" if place == 2 else "countersigner"
            ctx.do(who, Verb.SEND_BACK, note="再看", to_stage=stage_id(ctx, 2))


def test_one_return_cancels_the_turns_of_the_others(ctx: World) -> None:
    """mrtylerzhou/AntFlow-activiti#7, steedos/workflow#1466."""
    submitted(ctx)
    ctx.do("reviewer", Verb.PASS)
    assert asked(ctx, "second_countersigner") == [Ask.REVIEW]
    ctx.do("countersigner", Verb.SEND_BACK, note="数字有误")
    assert ctx.section().state is S.RETURNED and holders(ctx) == {"owner"}
    assert asked(ctx, "owner") == [Ask.REVISE] and asked(ctx, "second_countersigner") == []
    with pytest.raises(Stale):
        ctx.do("second_countersigner", Verb.PASS)


def test_withdrawing_works_before_the_first_decision_only(ctx: World) -> None:
    """steedos/workflow#1377."""
    submitted(ctx)
    ctx.do("owner", Verb.WITHDRAW)
    ctx.do("owner", Verb.SUBMIT)
    ctx.do("reviewer", Verb.PASS)
    with pytest.raises(NotYet) as refused:
        ctx.do("owner", Verb.WITHDRAW)
    assert "已有人审定" in refused.value.sentence.render("zh")


def test_since_when_a_stage_has_it(ctx: World) -> None:
    start = utc_now()
    ctx.write("owner", "正文。")
    ctx.do("owner", Verb.SUBMIT, now=start + timedelta(hours=1))
    assert holder_since(ctx.scene(), ctx.section()) == start + timedelta(hours=1)
    ctx.do("reviewer", Verb.PASS, now=start + timedelta(hours=2))
    ctx.do("countersigner", Verb.PASS, now=start + timedelta(hours=3))
    assert holder_since(ctx.scene(), ctx.section()) == start + timedelta(hours=2)
