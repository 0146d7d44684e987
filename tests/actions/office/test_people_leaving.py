"""Somebody leaves: everything open goes to successors, and what was signed stays signed."""

from __future__ import annotations

import pytest

from tests.cast import World, build_world
from workflow.actions.chain.succession import NOT_THEIRS
from workflow.actions.office.open_work import hand_over_and_deactivate, open_work
from workflow.actions.work import transaction
from workflow.domain.machine import NotAllowed, NotYet
from workflow.domain.terms import SectionState, StageRule, Verb
from workflow.store import Notice, db


def leave(world: World, leaver: str, successor: str, by: str = "administrator") -> None:
    keys = [item.key for item in open_work(world.person(leaver))]
    with transaction() as work:
        hand_over_and_deactivate(
            work,
            world.person(by),
            world.ids[leaver],
            dict.fromkeys(keys, world.ids[successor]),
        )


def members(world: World, section: str, stage: int) -> tuple[int, ...]:
    return world.scene().stages(world.section(section))[stage].members


def test_open_work_lists_sections_seats_and_parts(ctx: World) -> None:
    kinds = {
        name: sorted({item.key.split("-")[0] for item in open_work(ctx.person(name))})
        for name in ("editor", "owner", "reviewer", "director", "outsider")
    }
    assert kinds == {
        "editor": ["report"],
        "owner": ["section"],
        "reviewer": ["stage"],
        "director": ["report"],
        "outsider": [],
    }


def test_an_owner_hands_over_every_open_section(ctx: World) -> None:
    leave(ctx, "owner", "outsider")
    assert not ctx.person("owner").active
    assert ctx.section("rules").owner_id == ctx.ids["outsider"]
    assert ctx.section("preamble").owner_id == ctx.ids["outsider"]
    told = db.session.scalars(db.select(Notice).where(Notice.person_id == ctx.ids["outsider"]))
    assert Verb.HAND_OVER in {one.kind for one in told}


def test_sections_of_a_report_in_planning_are_handed_over_too(app: object) -> None:
    with app.app_context():  # type: ignore[attr-defined]
        world = build_world(launched=False)
        assert world.section("rules").state is SectionState.PLANNED
        leave(world, "owner", "outsider")
        assert world.section("rules").owner_id == world.ids["outsider"]


def test_a_signed_section_stays_with_the_name_of_who_wrote_it(ctx: World) -> None:
    ctx.sign_off("rules")
    leave(ctx, "owner", "outsider")
    assert ctx.section("rules").owner_id == ctx.ids["owner"]
    assert ctx.section("preamble").owner_id == ctx.ids["outsider"]


def test_editor_and_director_may_go_to_different_people(ctx: World) -> None:
    leave(ctx, "editor", "outsider")
    leave(ctx, "director", "contributor")
    assert ctx.report.editor_id == ctx.ids["outsider"]
    assert ctx.report.director_id == ctx.ids["contributor"]


def test_a_seat_goes_over_for_every_section_still_to_come(ctx: World) -> None:
    leave(ctx, "reviewer", "outsider")
    for name in ("preamble", "rules", "team", "next"):
        assert members(ctx, name, 0) == (ctx.ids["outsider"],)
    ctx.write("owner", "正文。")
    ctx.do("owner", Verb.SUBMIT)
    ctx.do("outsider", Verb.PASS)


def test_what_the_leaver_signed_stays_signed(ctx: World) -> None:
    ctx.sign_off("rules")
    ctx.write("second_owner", "队伍。", "team")
    ctx.do("second_owner", Verb.SUBMIT, "team")
    ctx.do("reviewer", Verb.PASS, "team")
    leave(ctx, "reviewer", "outsider")
    chain = ctx.scene().chain(ctx.section("rules")).steps
    assert all(step.complete for step in chain)
    assert chain[0].passed == (ctx.ids["reviewer"],)
    (now,) = ctx.scene().stages_now(ctx.section("team"))
    assert now is not None and now.stage.name == "会签"
    assert members(ctx, "next", 0) == (ctx.ids["outsider"],)


def test_a_changed_text_waits_for_the_successor_not_for_the_leaver(ctx: World) -> None:
    ctx.sign_off("rules")
    leave(ctx, "reviewer", "outsider")
    ctx.do("editor", Verb.REOPEN, note="数字有误")
    ctx.write("owner", "改过的正文。")
    ctx.do("owner", Verb.SUBMIT)
    (now,) = ctx.scene().stages_now(ctx.section("rules"))
    assert now is not None and now.waiting == (ctx.ids["outsider"],)


def test_a_seat_under_way_is_taken_over_where_it_stands(ctx: World) -> None:
    ctx.write("owner", "正文。")
    ctx.do("owner", Verb.SUBMIT)
    ctx.do("reviewer", Verb.PASS)
    ctx.do("countersigner", Verb.PASS)
    leave(ctx, "second_countersigner", "outsider")
    (now,) = ctx.scene().stages_now(ctx.section("rules"))
    assert now is not None and now.waiting == (ctx.ids["outsider"],)
    ctx.do("outsider", Verb.PASS)
    assert ctx.section("rules").state is SectionState.SIGNED_OFF


def test_a_seat_that_goes_to_another_member_is_one_seat_less(ctx: World) -> None:
    row = ctx.scene().stage_rows[1]
    with transaction():
        row.rule, row.needs = StageRule.N_OF_M, 2
    leave(ctx, "second_countersigner", "countersigner")
    assert members(ctx, "rules", 1) == (ctx.ids["countersigner"],)
    assert ctx.scene().stage_rows[1].needs == 1


def test_a_successor_who_wrote_the_text_cannot_take_its_only_seat(ctx: World) -> None:
    with pytest.raises(NotYet) as refused:
        leave(ctx, "reviewer", "owner")
    assert "初审" in refused.value.sentence.render("zh")
    assert ctx.person("reviewer").active
    assert members(ctx, "rules", 0) == (ctx.ids["reviewer"],)


def test_one_missing_successor_and_nothing_happens(ctx: World) -> None:
    items = open_work(ctx.person("owner"))
    chosen = {items[0].key: ctx.ids["outsider"]}
    with pytest.raises(NotYet), transaction() as work:
        hand_over_and_deactivate(work, ctx.person("administrator"), ctx.ids["owner"], chosen)
    assert ctx.person("owner").active
    assert ctx.section("rules").owner_id == ctx.section("preamble").owner_id == ctx.ids["owner"]


@pytest.mark.parametrize("successor", ["owner", "stranger"])
def test_work_goes_only_to_another_colleague(ctx: World, successor: str) -> None:
    with pytest.raises(NotYet):
        leave(ctx, "owner", successor)
    assert ctx.person("owner").active


@pytest.mark.parametrize("who", ["editor", "director", "outsider"])
def test_only_the_administrator_lets_people_go(ctx: World, who: str) -> None:
    with pytest.raises(NotAllowed):
        leave(ctx, "owner", "outsider", by=who)


def test_a_seat_that_somebody_does_not_have_is_not_handed_over(ctx: World) -> None:
    stage = ctx.scene().stage_rows[0]
    with pytest.raises(NotYet) as refused:
        ctx.do_report(
            "editor",
            Verb.HAND_OVER,
            person_id=ctx.ids["outsider"],
            from_id=ctx.ids["owner"],
            stage_id=stage.id,
        )
    assert refused.value.sentence is NOT_THEIRS


def test_nobody_hands_anything_to_whoever_has_it(ctx: World) -> None:
    """Above all no seat: the stage would be left with nobody."""
    stage, reviewer = ctx.scene().stage_rows[0], ctx.ids["reviewer"]
    seat = {"person_id": reviewer, "from_id": reviewer, "stage_id": stage.id}
    for given in (seat, {"person_id": ctx.ids["editor"]}):
        with pytest.raises(NotYet, match="has it already"):
            ctx.do_report("editor", Verb.HAND_OVER, **given)
    with pytest.raises(NotYet, match="has it already"):
        ctx.do("owner", Verb.HAND_OVER, person_id=ctx.ids["owner"])
    assert [one.person_id for one in ctx.scene().stage_rows[0].member_rows] == [reviewer]
