"""Stages side by side, seats of roles, branches; neighbouring stages and checklists."""

from __future__ import annotations

import pytest

from tests.actions.chain.under_review import (
    decisions,
    holders,
    open_names,
    said,
    set_chain,
    stage,
    submitted,
)
from tests.cast import World
from workflow.actions.work import transaction
from workflow.domain.machine import NotAllowed, NotYet
from workflow.domain.terms import Neighbour, SeatRole, SectionState, Verb
from workflow.store import Department, db

S = SectionState
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def test_two_stages_side_by_side_wait_for_both(ctx: World) -> None:
    set_chain(
        ctx,
        stage(ctx, "初审", "reviewer", with_next=True),
        stage(ctx, "校对", "countersigner"),
        stage(ctx, "终审", "second_countersigner"),
    )
    submitted(ctx)
    assert open_names(ctx) == ["初审", "校对"]
    ctx.do("countersigner", Verb.PASS)
    assert open_names(ctx) == ["初审"]
    with pytest.raises(NotAllowed):
        ctx.do("second_countersigner", Verb.PASS)
    ctx.do("reviewer", Verb.PASS)
    assert open_names(ctx) == ["终审"]
    ctx.do("second_countersigner", Verb.PASS)
    assert ctx.section().state is S.SIGNED_OFF


def test_a_seat_of_a_role_is_whoever_has_it_and_what_was_signed_stays(ctx: World) -> None:
    department = ctx.person("owner").department
    assert department is not None
    with transaction():
        db.session.get_one(Department, department.id).head_id = ctx.ids["outsider"]
    roles = [SeatRole.OWNER_HEAD]
    set_chain(ctx, {"name": "部门审核", "roles": roles}, stage(ctx, "终审", "reviewer"))
    submitted(ctx)
    assert holders(ctx) == {"outsider"}
    ctx.do("outsider", Verb.PASS)
    assert decisions(ctx)[0].seat is SeatRole.OWNER_HEAD
    with transaction():
        db.session.get_one(Department, department.id).head_id = ctx.ids["administrator"]
    assert open_names(ctx) == ["终审"]
    chain = ctx.scene().chain(ctx.section("rules"))
    assert chain.steps[0].passed == (ctx.ids["outsider"],)
    team = ctx.scene().stages(ctx.section("team"))
    assert team[0].members == (ctx.ids["administrator"],)


def test_a_head_who_owns_the_text_leaves_the_stage_without_people(ctx: World) -> None:
    """hhyo/Archery#1077: the head of the owner's department may be the owner."""
    department = ctx.person("owner").department
    assert department is not None
    with transaction():
        db.session.get_one(Department, department.id).head_id = ctx.ids["owner"]
    set_chain(ctx, {"name": "部门审核", "roles": [SeatRole.OWNER_HEAD]})
    ctx.write("owner", "正文。")
    with pytest.raises(NotYet) as refused:
        ctx.do("owner", Verb.SUBMIT)
    assert "部门审核" in refused.value.sentence.render("zh")


def test_a_section_takes_the_chain_of_the_nearest_branch(ctx: World) -> None:
    set_chain(ctx, stage(ctx, "分管审核", "director"), section="work")
    scene = ctx.scene()
    assert [one.name for one in scene.stages(ctx.section("rules"))] == ["分管审核"]
    assert [one.name for one in scene.stages(ctx.section("next"))] == ["初审", "会签"]
    submitted(ctx)
    ctx.do("director", Verb.PASS)
    assert ctx.section().state is S.SIGNED_OFF


def test_one_person_in_neighbouring_stages_passes_by_itself_and_it_is_said(ctx: World) -> None:
    """steedos/workflow#2111."""
    set_chain(
        ctx,
        stage(ctx, "初审", "reviewer"),
        stage(ctx, "复审", "reviewer", "countersigner", neighbour=Neighbour.AUTOMATIC),
    )
    submitted(ctx)
    ctx.do("reviewer", Verb.PASS)
    assert ctx.section().state is S.SIGNED_OFF
    assert [one.automatic for one in decisions(ctx)] == [False, True]
    assert "复审（审核人甲）”视同通过" in said(ctx)


def test_one_person_may_not_act_in_neighbouring_stages_where_the_chain_says_so(ctx: World) -> None:
    """steedos/workflow#2111."""
    set_chain(
        ctx,
        stage(ctx, "初审", "reviewer"),
        stage(ctx, "复审", "reviewer", "countersigner", neighbour=Neighbour.MAY_NOT),
    )
    submitted(ctx)
    ctx.do("reviewer", Verb.PASS)
    assert holders(ctx) == {"countersigner"}
    with pytest.raises(NotYet) as refused:
        ctx.do("reviewer", Verb.PASS)
    assert "相邻的环节" in refused.value.sentence.render("zh")


def test_every_line_of_the_checklist_is_ticked_and_kept(ctx: World) -> None:
    set_chain(ctx, stage(ctx, "一审", "reviewer", checklist=["数据一致", "文号无误"]))
    submitted(ctx)
    with pytest.raises(NotYet) as refused:
        ctx.do("reviewer", Verb.PASS, ticks=[0])
    assert "文号无误" in refused.value.sentence.render("zh") and not decisions(ctx)
    ctx.do("reviewer", Verb.PASS, ticks=[0, 1])
    assert decisions(ctx)[0].ticks == ["数据一致", "文号无误"]


def test_rules_that_do_not_go_together_are_refused(ctx: World) -> None:
    with pytest.raises(NotYet):
        set_chain(ctx, stage(ctx, "一校", "reviewer", kind="proof", may_edit=True))
    with pytest.raises(NotYet):
        own = {"neighbour": Neighbour.AUTOMATIC, "checklist": ["数据一致"]}
        set_chain(ctx, stage(ctx, "一审", "reviewer", **own))
