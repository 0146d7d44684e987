"""Chains in the office: parallel stages, added reviewers, ways back, amendments, edits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from tests.cast import World
from workflow.actions.assembly.manifest import is_signed
from workflow.actions.chain import chains
from workflow.actions.desk.desk import my_desk
from workflow.actions.desk.model import Ask
from workflow.actions.whereabouts import holder_since
from workflow.actions.work import transaction
from workflow.documents.content import from_text, to_json
from workflow.domain.machine import NotAllowed, NotYet, Stale
from workflow.domain.phrases import phrase
from workflow.domain.terms import (
    Neighbour,
    Placement,
    SeatRole,
    SectionState,
    StageRule,
    Tolerance,
    Verb,
)
from workflow.store import Department, Event, SignOff, db
from workflow.store.base import utc_now
from workflow.store.notice import notices_of
from workflow.store.signoff import sign_offs_of

S = SectionState
SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
pytestmark = SQLITE


def stage(world: World, name: str, *who: str, **more: Any) -> dict[str, Any]:
    members = [world.ids[one] for one in who]
    return {"name": name, "rule": StageRule.ANY, "member_ids": members, **more}


def set_chain(world: World, *stages: dict[str, Any], section: str = "") -> None:
    """Put in place as if before the launch."""
    with transaction():
        chains.replace(world.report, stages, world.section_ids[section] if section else None)


def submitted(world: World, text: str = "正文第一稿，培训12期。") -> None:
    world.write("owner", text)
    world.do("owner", Verb.SUBMIT)


def open_names(world: World, section: str = "rules") -> list[str]:
    return [step.stage.name for step in world.scene().stages_now(world.section(section))]


def holders(world: World) -> set[str]:
    held = world.scene().holders(world.section())
    return {name for name, one in world.ids.items() if one in held}


def asked(world: World, who: str) -> list[Ask]:
    """What the desk asks of somebody on the section."""
    desk = my_desk(world.person(who), utc_now())
    items = (*desk.today, *desk.week, *desk.later)
    here = world.section_ids["rules"]
    return [one.ask for one in items if one.placed and one.placed.section.id == here]


def last_event(world: World) -> Event:
    query = db.select(Event).where(Event.report_id == world.report_id).order_by(Event.seq.desc())
    event = db.session.scalars(query).first()
    assert event is not None
    return event


def said(world: World) -> str:
    event = last_event(world)
    return phrase(event.verb, event.details).render("zh")


def decisions(world: World) -> Sequence[SignOff]:
    section = world.section()
    return sign_offs_of([section.id])[section.id]


def amended(world: World, who: str, text: str) -> Any:
    return world.do(who, Verb.AMEND, content=to_json(from_text(text)))


# parallel, seats, branches


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


# neighbours and checklists


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


# reviewers added and removed


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


# ways back


def three_stages(world: World) -> None:
    people = ("reviewer", "countersigner", "second_countersigner")
    named = zip(("一审", "二审", "三审"), people, strict=True)
    set_chain(world, *(stage(world, name, who) for name, who in named))
    submitted(world)
    world.do("reviewer", Verb.PASS)
    world.do("countersigner", Verb.PASS)


def stage_id(world: World, place: int) -> int:
    return world.scene().stage_rows[place].id


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


# amendments and changes


def editing(world: World, **more: Any) -> None:
    set_chain(
        world,
        stage(world, "一审", "reviewer", **more),
        stage(world, "二审", "countersigner", may_edit=True),
    )
    submitted(world)
    world.do("reviewer", Verb.PASS)


def test_a_reviewer_amends_and_passes_and_the_decision_binds_to_it(ctx: World) -> None:
    """wagtail/wagtail#6255."""
    editing(ctx)
    old = ctx.head()
    draft = amended(ctx, "countersigner", "正文第二稿，培训13期。").result
    assert draft.author_id == ctx.ids["countersigner"] and draft.cause == "amend"
    assert notices_of(ctx.ids["owner"])[0].kind == "amend"
    with pytest.raises(Stale):
        ctx.do("countersigner", Verb.PASS, seen=old)
    ctx.do("countersigner", Verb.PASS)
    assert open_names(ctx) == ["一审"]
    ctx.do("reviewer", Verb.PASS)
    assert {one.content_hash for one in decisions(ctx)[-2:]} == {draft.content_hash}
    assert ctx.section().state is S.SIGNED_OFF


def test_a_stage_that_only_reviews_changes_nothing(ctx: World) -> None:
    submitted(ctx)
    with pytest.raises(NotYet) as refused:
        amended(ctx, "reviewer", "改过。")
    assert "只审不改" in refused.value.sentence.render("zh")
    with pytest.raises(NotAllowed):
        amended(ctx, "owner", "改过。")


def test_an_amended_signed_text_goes_through_its_chain_again(ctx: World) -> None:
    """unidoc/isms#197."""
    ctx.sign_off()
    amended(ctx, "editor", "统稿人改过，培训13期。")
    assert ctx.section().state is S.IN_REVIEW and open_names(ctx) == ["初审"]
    assert len(ctx.scene().chain(ctx.section()).stale) == 3


def test_the_same_words_make_no_draft_and_keep_every_signature(ctx: World) -> None:
    """wagtail/wagtail#13563."""
    ctx.sign_off()
    head = ctx.section().head
    assert head is not None
    done = ctx.do("editor", Verb.AMEND, content=head.content)
    assert done.event is None and ctx.section().state is S.SIGNED_OFF


@pytest.mark.parametrize(
    ("text", "keeps"),
    [
        ("正文第一稿、培训12期。", True),
        ("正文第一稿，培训13期。", False),
        ("正文第一稿，训练12期。", False),
        ("正文第一稿，培训12期。\n又一段。", False),
    ],
)
def test_a_tolerant_stage_keeps_its_decision_upon_other_punctuation_alone(
    ctx: World, text: str, keeps: bool
) -> None:
    editing(ctx, tolerates=Tolerance.FORMAT)
    amended(ctx, "countersigner", text)
    ctx.do("countersigner", Verb.PASS)
    assert open_names(ctx) == ([] if keeps else ["一审"])
    if keeps:
        one = ctx.scene().place(ctx.section())
        assert ctx.section().state is S.SIGNED_OFF and is_signed(ctx.scene(), one)


def test_punctuation_in_a_signed_text_leaves_it_signed_where_all_stages_tolerate_it(
    ctx: World,
) -> None:
    set_chain(ctx, stage(ctx, "一审", "reviewer", tolerates=Tolerance.FORMAT))
    submitted(ctx)
    ctx.do("reviewer", Verb.PASS)
    amended(ctx, "editor", "正文第一稿、培训12期。")
    assert ctx.section().state is S.SIGNED_OFF
    amended(ctx, "editor", "正文第一稿、培训13期。")
    assert ctx.section().state is S.IN_REVIEW


# edits after the launch


def given_stages(world: World) -> list[dict[str, Any]]:
    return [
        {"id": row.id, "name": row.name, "rule": row.rule,
         "member_ids": [one.person_id for one in row.member_rows]}
        for row in world.scene().stage_rows
    ]  # fmt: skip


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
