"""Nobody is there: the editor is told and it never passes by itself; deadlines in absences."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from tests.approving import presented
from tests.cast import World, build_world, office_today
from tests.conftest import As
from tests.standing_in import away, back
from workflow.actions.chain.availability import clash_words, clashes
from workflow.actions.desk.desk import my_desk
from workflow.actions.desk.model import Ask
from workflow.actions.office.absences import days_away
from workflow.actions.reminding.reminders import remind
from workflow.actions.work import transaction
from workflow.domain.terms import SectionState, Verb
from workflow.store.base import utc_now

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def staffing(world: World) -> list[str]:
    desk = my_desk(world.person("editor"), utc_now())
    items = (*desk.today, *desk.week, *desk.later)
    return [one.line.render() for one in items if one.ask is Ask.STAFF]


def in_review(world: World) -> None:
    world.write("owner", "第一稿。")
    world.do("owner", Verb.SUBMIT)


def test_all_are_away_the_editor_is_told_and_it_does_not_pass(ctx: World) -> None:
    """microsoft/powercat-business-approvals-kit#249."""
    in_review(ctx)
    assert staffing(ctx) == []
    row = away(ctx, "reviewer")
    assert staffing(ctx) == ["“初审”环节现在无人能办：审核人甲 外出或须回避，没有能代办的人"]
    with transaction(utc_now() + timedelta(days=60)) as work:
        remind(work, [one.id for one in ctx.scene().alarms.values()])
    assert ctx.section().state is SectionState.IN_REVIEW
    assert not ctx.scene().chain(ctx.section()).steps[0].complete
    back(ctx, row)
    assert staffing(ctx) == []


def test_a_deputy_serves_unless_they_are_away_or_barred_themselves(ctx: World) -> None:
    in_review(ctx)
    row = away(ctx, "reviewer", "outsider")
    assert staffing(ctx) == []
    other = away(ctx, "outsider")
    assert len(staffing(ctx)) == 1
    back(ctx, other)
    back(ctx, row)
    away(ctx, "reviewer", "contributor")
    assert len(staffing(ctx)) == 1


def test_where_all_have_to_pass_one_without_a_deputy_is_enough_to_hold_it_up(ctx: World) -> None:
    in_review(ctx)
    ctx.do("reviewer", Verb.PASS)
    away(ctx, "second_countersigner")
    assert staffing(ctx) == ["“会签”环节现在无人能办：会签人乙 外出或须回避，没有能代办的人"]


def test_a_director_who_is_away_without_a_deputy_is_an_exception(ctx: World) -> None:
    presented(ctx)
    row = away(ctx, "director")
    assert "主任甲 外出至" in staffing(ctx)[0]
    back(ctx, row)
    away(ctx, "director", "outsider")
    assert staffing(ctx) == []


def test_a_deadline_inside_an_absence_is_said_with_the_deputy(ctx: World) -> None:
    """The cast's deadlines are 20 days off."""
    away(ctx, "owner", "outsider", 18, 22)
    away(ctx, "second_owner", "", 21, 25)
    scene = ctx.scene()
    found = clashes(scene)
    assert [one.placed.section.id for one in found] == [
        ctx.section_ids["preamble"],
        ctx.section_ids["rules"],
    ]
    assert "由 局外人甲 代办" in clash_words(scene, found[1]).render()


def test_days_away_are_given_to_whoever_plans(ctx: World) -> None:
    away(ctx, "owner", "outsider", 1, 3)
    first = office_today()
    found = days_away([ctx.ids["owner"], ctx.ids["editor"]], first, first + timedelta(days=2))
    assert set(found) == {ctx.ids["owner"]} and len(found[ctx.ids["owner"]]) in (1, 2)


def test_whoever_assigns_reads_it_before_and_after(app: Flask, world: World, as_: As) -> None:
    with app.app_context():
        away(world, "second_owner", "outsider", 5, 9)
    address = f"/reports/{world.report_id}"
    section = world.section_ids["rules"]
    before = as_("editor").get(address, query_string={"section": section}).text
    assert "近期外出" in before and "责任人乙：" in before
    form = {
        "owner_id": world.ids["second_owner"],
        "due_on": (office_today() + timedelta(days=7)).isoformat(),
    }
    after = as_("editor").post(
        f"{address}/sections/{section}/assign", data=form, follow_redirects=True
    )
    assert "期限落在 责任人乙 外出期间" in after.text and "由 局外人甲 代办" in after.text


def test_the_launch_lists_what_lies_in_absences(app: Flask) -> None:
    with app.app_context():
        world = build_world(launched=False)
        away(world, "owner", "", 18, 22)
    page = As(app, world)("editor").get(f"/reports/{world.report_id}").text
    assert "期限落在 责任人甲 外出期间" in page
