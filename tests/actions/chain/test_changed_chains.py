"""A chain that is changed after the launch."""

from __future__ import annotations

import pytest

from tests.actions.chain.under_review import given_stages, said, stage, submitted
from tests.cast import World
from workflow.actions.chain import chains
from workflow.actions.work import transaction
from workflow.domain.machine import NotYet
from workflow.domain.terms import SectionState, Verb

S = SectionState
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def test_after_the_launch_only_stages_that_lie_ahead_change(ctx: World) -> None:
    submitted(ctx)
    first, second = given_stages(ctx)
    last = stage(ctx, "终审", "director")
    ctx.do_report("editor", Verb.SET_CHAIN, stages=[first, second, last])
    assert "初审 → 会签 ⇒ 初审 → 会签 → 终审" in said(ctx)
    with pytest.raises(NotYet) as refused:
        ctx.do_report("editor", Verb.SET_CHAIN, stages=[second, last])
    assert "初审" in refused.value.sentence.render("zh")
    ctx.do("reviewer", Verb.PASS)
    with pytest.raises(NotYet):
        ctx.do_report("editor", Verb.SET_CHAIN, stages=[first, last])
    renamed = {**given_stages(ctx)[2], "name": "签发"}
    ctx.do_report("editor", Verb.SET_CHAIN, stages=[first, second, renamed])
    assert [row.name for row in ctx.scene().stage_rows] == ["初审", "会签", "签发"]


def test_a_chain_that_a_section_has_gone_through_stays_and_others_get_their_own(
    ctx: World,
) -> None:
    ctx.sign_off()
    last = stage(ctx, "终审", "director")
    with pytest.raises(NotYet):
        ctx.do_report("editor", Verb.SET_CHAIN, stages=[*given_stages(ctx), last])
    own = ctx.section_ids["next"]
    with pytest.raises(NotYet):
        ctx.do_report("editor", Verb.SET_CHAIN, stages=[last], section_id=ctx.section_ids["rules"])
    with transaction():
        chains.replace(ctx.report, [last], own)
    assert [one.name for one in ctx.scene().stages(ctx.section("next"))] == ["终审"]


def test_nobody_changes_a_chain_whose_end_everybody_has_reached(ctx: World) -> None:
    for name, owner in (("preamble", "owner"), ("rules", "owner"), ("team", "second_owner"),
                        ("next", "second_owner")):  # fmt: skip
        ctx.sign_off(name, owner)
    with pytest.raises(NotYet) as refused:
        ctx.do_report("editor", Verb.SET_CHAIN, stages=given_stages(ctx))
    assert "流程不再改动" in refused.value.sentence.render("zh")
