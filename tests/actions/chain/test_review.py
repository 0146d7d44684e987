"""Review: sign-offs bound to content, rounds, countersigners, returns and withdrawals."""

from __future__ import annotations

import pytest

from tests.cast import World
from workflow.actions.chain import chains
from workflow.actions.chain import presets as chain_presets
from workflow.actions.work import transaction
from workflow.domain.machine import NotAllowed, NotYet, Stale
from workflow.domain.terms import CommentKind, Disposition, SectionState, Verb
from workflow.store.notice import notices_of
from workflow.store.signoff import sign_offs_of

S = SectionState


def submitted(world: World, text: str = "正文。") -> None:
    world.write("owner", text)
    world.do("owner", Verb.SUBMIT)


def passed(world: World, *who: str) -> None:
    for one in who:
        world.do(one, Verb.PASS)


def kinds_told(world: World, who: str) -> list[str]:
    return [one.kind for one in notices_of(world.ids[who])]


def test_the_whole_chain_signs_and_the_section_is_final(ctx: World) -> None:
    ctx.sign_off()
    section = ctx.section()
    assert section.state is S.SIGNED_OFF
    rows = sign_offs_of([section.id])[section.id]
    assert section.head is not None
    assert {row.content_hash for row in rows} == {section.head.content_hash}
    assert len(rows) == 3


def test_two_countersigners_are_not_complete_at_one(ctx: World) -> None:
    submitted(ctx)
    passed(ctx, "reviewer", "countersigner")
    assert ctx.section().state is S.IN_REVIEW
    passed(ctx, "second_countersigner")
    assert ctx.section().state is S.SIGNED_OFF


def test_five_countersigners_are_not_complete_at_four(ctx: World) -> None:
    """danmunn/redmine_dmsf#432: at each of the first four the section stays where it is."""
    five = ("countersigner", "second_countersigner", "director", "second_owner", "outsider")
    with transaction():
        own, many = [ctx.ids["reviewer"]], [ctx.ids[one] for one in five]
        chains.replace(ctx.report, chain_presets.two_stages(own, many))
    submitted(ctx)
    for one in ("reviewer", *five):
        assert ctx.section().state is S.IN_REVIEW
        passed(ctx, one)
    assert ctx.section().state is S.SIGNED_OFF


def test_out_of_turn_is_refused(ctx: World) -> None:
    submitted(ctx)
    with pytest.raises(NotAllowed):
        ctx.do("countersigner", Verb.PASS)


def test_passing_an_older_draft_than_the_head_is_refused(ctx: World) -> None:
    submitted(ctx)
    old = ctx.head()
    ctx.do("owner", Verb.WITHDRAW)
    submitted(ctx, "改过的正文。")
    with pytest.raises(Stale):
        ctx.do("reviewer", Verb.PASS, seen=old)


def test_a_double_click_passes_once(ctx: World) -> None:
    submitted(ctx)
    passed(ctx, "reviewer", "countersigner")
    with pytest.raises(Stale):
        ctx.do("countersigner", Verb.PASS)
    assert len(sign_offs_of([ctx.section().id])[ctx.section().id]) == 2


def test_changed_text_makes_earlier_sign_offs_stale(ctx: World) -> None:
    submitted(ctx)
    passed(ctx, "reviewer")
    ctx.do("countersigner", Verb.SEND_BACK, note="数字有误")
    submitted(ctx, "改过的正文。")
    (step,) = ctx.scene().stages_now(ctx.section())
    assert step.stage.name == "初审"


def test_identical_content_keeps_the_sign_off_but_who_sent_back_decides_again(ctx: World) -> None:
    submitted(ctx)
    passed(ctx, "reviewer")
    ctx.do("countersigner", Verb.SEND_BACK, note="请再核对")
    ctx.do("owner", Verb.SUBMIT)
    (step,) = ctx.scene().stages_now(ctx.section())
    assert step.stage.name == "会签"
    assert ctx.ids["countersigner"] in step.waiting


def test_one_countersigners_return_goes_to_the_owner_and_ends_the_round(ctx: World) -> None:
    submitted(ctx)
    passed(ctx, "reviewer")
    ctx.do("countersigner", Verb.SEND_BACK, note="数字有误")
    assert ctx.section().state is S.RETURNED
    assert kinds_told(ctx, "owner")[0] == "send_back"
    with pytest.raises(Stale):
        ctx.do("second_countersigner", Verb.PASS)


def test_sending_back_needs_a_reason(ctx: World) -> None:
    submitted(ctx)
    with pytest.raises(NotYet):
        ctx.do("reviewer", Verb.SEND_BACK, note=" ")


def test_withdraw_works_before_the_first_decision_and_not_after(ctx: World) -> None:
    submitted(ctx)
    ctx.do("owner", Verb.WITHDRAW)
    assert ctx.section().state is S.DRAFTING
    ctx.do("owner", Verb.SUBMIT)
    passed(ctx, "reviewer")
    with pytest.raises(NotYet) as refused:
        ctx.do("owner", Verb.WITHDRAW)
    assert "已有人审定" in refused.value.sentence.render("zh")


def test_nobody_signs_their_own_text(ctx: World) -> None:
    """hhyo/Archery#1077: not as the administrator either."""
    with transaction():
        ctx.person("owner").is_administrator = True
        own = [ctx.ids["owner"], ctx.ids["reviewer"]]
        both = [ctx.ids["countersigner"], ctx.ids["second_countersigner"]]
        chains.replace(ctx.report, chain_presets.two_stages(own, both))
    submitted(ctx)
    with pytest.raises(NotYet) as refused:
        ctx.do("owner", Verb.PASS)
    assert "您自己" in refused.value.sentence.render("zh")
    passed(ctx, "reviewer", "countersigner", "second_countersigner")
    assert ctx.section().state is S.SIGNED_OFF


def test_a_stage_with_nobody_able_stops_the_submission_with_its_name(ctx: World) -> None:
    with transaction():
        chains.replace(
            ctx.report, chain_presets.two_stages([ctx.ids["owner"]], [ctx.ids["reviewer"]])
        )
    ctx.write("owner", "正文。")
    with pytest.raises(NotYet) as refused:
        ctx.do("owner", Verb.SUBMIT)
    assert "初审" in refused.value.sentence.render("zh")


def test_each_turn_tells_just_those_whose_turn_it_is(ctx: World) -> None:
    submitted(ctx)
    assert kinds_told(ctx, "reviewer") == ["submit"]
    assert kinds_told(ctx, "countersigner") == []
    passed(ctx, "reviewer")
    assert kinds_told(ctx, "countersigner") == kinds_told(ctx, "second_countersigner") == ["pass"]
    passed(ctx, "countersigner")
    assert kinds_told(ctx, "second_countersigner") == ["pass"]


def test_an_open_must_fix_comment_blocks_until_answered(ctx: World) -> None:
    ctx.write("owner", "正文。")
    comment = ctx.do("editor", Verb.COMMENT, kind=CommentKind.MUST_FIX, text="改").result
    with pytest.raises(NotYet):
        ctx.do("owner", Verb.SUBMIT)
    ctx.do("owner", Verb.ANSWER, comment_id=comment.id, disposition=Disposition.ADOPTED)
    ctx.do("owner", Verb.SUBMIT)
    assert ctx.section().state is S.IN_REVIEW


def test_not_adopting_needs_a_reason_and_an_answer_is_given_once(ctx: World) -> None:
    comment = ctx.do("director", Verb.COMMENT, text="建议补充").result
    with pytest.raises(NotYet):
        ctx.do("owner", Verb.ANSWER, comment_id=comment.id, disposition=Disposition.REJECTED)
    ctx.do(
        "owner", Verb.ANSWER, note="已在下文", comment_id=comment.id,
        disposition=Disposition.REJECTED,
    )  # fmt: skip
    with pytest.raises(NotYet):
        ctx.do("owner", Verb.ANSWER, comment_id=comment.id)


def test_a_nudge_reaches_the_holder_once_a_day(ctx: World) -> None:
    ctx.do("editor", Verb.NUDGE)
    assert kinds_told(ctx, "owner").count("nudge") == 1
    with pytest.raises(NotYet):
        ctx.do("editor", Verb.NUDGE)
    with pytest.raises(NotYet):
        ctx.do("owner", Verb.NUDGE)


def test_handing_over_one_review_leaves_the_others_alone(ctx: World) -> None:
    submitted(ctx)
    ctx.do("reviewer", Verb.HAND_OVER, person_id=ctx.ids["outsider"])
    with pytest.raises(NotAllowed):
        ctx.do("reviewer", Verb.PASS)
    ctx.do("outsider", Verb.PASS)
    (step,) = ctx.scene().stages_now(ctx.section())
    assert step.stage.name == "会签"
    stages = ctx.scene().stages(ctx.section("team"))
    assert stages[0].members == (ctx.ids["reviewer"],)


def test_reopening_needs_a_reason_and_goes_back_to_the_owner(ctx: World) -> None:
    """nextcloud/approval#347."""
    ctx.sign_off()
    with pytest.raises(NotYet):
        ctx.do("editor", Verb.REOPEN)
    ctx.do("editor", Verb.REOPEN, note="数据更新")
    assert ctx.section().state is S.RETURNED
    assert kinds_told(ctx, "owner")[0] == "reopen"


def test_resubmitting_the_identical_signed_text_keeps_all_sign_offs(ctx: World) -> None:
    """wagtail/wagtail#13563."""
    ctx.sign_off()
    ctx.do("editor", Verb.REOPEN, note="请再看一遍")
    ctx.do("owner", Verb.SUBMIT)
    assert ctx.section().state is S.SIGNED_OFF


def test_a_new_title_reopens_a_signed_section(ctx: World) -> None:
    ctx.sign_off()
    ctx.do_report("editor", Verb.RENAME, section_id=ctx.section().id, title="制度与流程")
    section = ctx.section()
    assert section.state is S.RETURNED
    assert section.head is not None and section.head.number == 2
    assert not any(step.complete for step in ctx.scene().chain(section))
