"""The desk: what is asked of whom, in which order, by when, and at what cost."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask

from tests.cast import World, office_today
from tests.counting import statements
from workflow.actions.desk.desk import Desk, my_desk
from workflow.actions.desk.model import Ask, Item
from workflow.actions.work import transaction
from workflow.domain.machine import NotAllowed, NotYet
from workflow.domain.terms import SectionKind, Verb
from workflow.store import Section, StageMember, db
from workflow.store.base import utc_now

CHINA = ZoneInfo("Asia/Shanghai")


def desk_of(world: World, who: str, now: datetime | None = None) -> Desk:
    return my_desk(world.person(who), now or utc_now())


def items_of(world: World, who: str, now: datetime | None = None) -> list[Item]:
    desk = desk_of(world, who, now)
    return [*desk.today, *desk.week, *desk.later]


def asks(world: World, who: str) -> list[tuple[Ask, str]]:
    return [(one.ask, one.section.title if one.section else "") for one in items_of(world, who)]


def line(world: World, who: str, ask: Ask) -> str:
    return next(one.line.render() for one in items_of(world, who) if one.ask is ask)


def test_an_assigned_section_is_on_its_owners_desk(ctx: World) -> None:
    assert asks(ctx, "owner") == [(Ask.WRITE, ""), (Ask.WRITE, "制度建设")]
    assert line(ctx, "owner", Ask.WRITE) == "还没有稿件"


def test_a_contributor_is_asked_to_help(ctx: World) -> None:
    assert asks(ctx, "contributor") == [(Ask.HELP, "制度建设")]


def test_a_returned_section_comes_before_those_to_be_written(ctx: World) -> None:
    ctx.write("owner", "正文。")
    ctx.do("owner", Verb.SUBMIT)
    ctx.do("reviewer", Verb.COMMENT, kind="must_fix", text="请核对。", block_id="", quote="")
    ctx.do("reviewer", Verb.SEND_BACK, note="数字有误")
    assert asks(ctx, "owner") == [(Ask.REVISE, "制度建设"), (Ask.WRITE, "")]
    assert line(ctx, "owner", Ask.REVISE) == "审核人甲 退回，必改意见 1 条未答复"


def test_a_section_in_review_is_asked_of_the_current_stage_alone(ctx: World) -> None:
    ctx.write("owner", "正文。")
    ctx.do("owner", Verb.SUBMIT)
    assert asks(ctx, "reviewer") == [(Ask.REVIEW, "制度建设")]
    assert asks(ctx, "countersigner") == []
    ctx.do("reviewer", Verb.PASS)
    assert asks(ctx, "reviewer") == []
    assert asks(ctx, "countersigner") == [(Ask.REVIEW, "制度建设")]


def test_a_reviewer_reads_what_changed_since_the_last_signature(ctx: World) -> None:
    ctx.write("owner", "全年培训12期。\n队伍稳定。\n制度完善。")
    ctx.do("owner", Verb.SUBMIT)
    ctx.do("reviewer", Verb.PASS)
    ctx.do("countersigner", Verb.SEND_BACK, note="数字有误")
    ctx.write("owner", "全年培训15期。\n队伍总体稳定。\n制度完善。")
    ctx.do("owner", Verb.SUBMIT)
    (item,) = items_of(ctx, "reviewer")
    assert (item.ask, item.changed, item.numbers) == (Ask.REVIEW, 2, 1)


def test_a_first_review_has_no_changes_to_count(ctx: World) -> None:
    ctx.write("owner", "正文。")
    ctx.do("owner", Verb.SUBMIT)
    (item,) = items_of(ctx, "reviewer")
    assert item.changed is None


def sign_all(world: World) -> None:
    for name, owner in (
        ("preamble", "owner"),
        ("rules", "owner"),
        ("team", "second_owner"),
        ("next", "second_owner"),
    ):
        world.sign_off(name, owner)


def test_the_editor_is_asked_to_present_once_all_is_signed_off(ctx: World) -> None:
    sign_all(ctx)
    assert asks(ctx, "editor") == [(Ask.PRESENT, "")]


def test_nobody_but_the_editor_has_work_before_the_launch(app: Flask, ctx: World) -> None:
    report = ctx.report
    report.state = type(report.state).PLANNING
    for one in ctx.section_ids:
        ctx.section(one).state = type(ctx.section(one).state).PLANNED
    db.session.commit()
    assert asks(ctx, "owner") == []
    assert asks(ctx, "editor") == [(Ask.PREPARE, "")]


def test_a_declined_section_comes_back_to_the_editor_with_the_reason(ctx: World) -> None:
    ctx.do("owner", Verb.DECLINE, note="工作已满")
    assert asks(ctx, "editor") == [(Ask.ASSIGN, "制度建设")]
    assert line(ctx, "editor", Ask.ASSIGN) == "责任人甲 谢绝：工作已满"


def test_a_section_added_after_launch_without_owner_is_an_exception(ctx: World) -> None:
    ctx.do_report("editor", Verb.ADD_SECTION, title="新增事项", parent_id=0)
    assert asks(ctx, "editor") == [(Ask.ASSIGN, "新增事项")]
    assert line(ctx, "editor", Ask.ASSIGN) == "没有责任人"


def test_an_overdue_section_can_be_nudged_by_the_editor(ctx: World) -> None:
    ctx.section().due_at = utc_now() - timedelta(days=3)
    db.session.commit()
    found = [one for one in items_of(ctx, "editor") if one.ask is Ask.CHASE]
    assert [one.section.title for one in found if one.section] == ["制度建设"]
    assert found[0].nudge is not None
    assert found[0].nudge.reason is None
    assert "责任人甲" in found[0].line.render()


def test_a_person_who_left_is_an_exception_until_handed_over(ctx: World) -> None:
    ctx.person("owner").active = False
    db.session.commit()
    assert asks(ctx, "editor") == [(Ask.REPLACE, ""), (Ask.REPLACE, "制度建设")]
    for name in ("preamble", "rules"):
        ctx.do(
            "editor",
            Verb.HAND_OVER,
            name,
            person_id=ctx.ids["second_owner"],
            from_id=ctx.ids["owner"],
        )
    assert asks(ctx, "editor") == []


def test_a_reviewer_who_left_is_an_exception_too(ctx: World) -> None:
    ctx.write("owner", "正文。")
    ctx.do("owner", Verb.SUBMIT)
    ctx.person("reviewer").active = False
    db.session.commit()
    assert asks(ctx, "editor") == [(Ask.REPLACE, "制度建设")]


def test_a_stage_with_nobody_is_an_exception(ctx: World) -> None:
    reviewer = ctx.ids["reviewer"]
    row = db.session.query(StageMember).filter_by(person_id=reviewer).one()
    row.person_id = ctx.ids["owner"]
    db.session.commit()
    found = asks(ctx, "editor")
    assert (Ask.STAFF, "制度建设") in found
    assert (Ask.STAFF, "队伍建设") not in found


def test_a_wish_for_more_time_waits_for_the_editor_until_it_is_granted(ctx: World) -> None:
    wished = office_today() + timedelta(days=30)
    day = f"{wished.month} 月 {wished.day} 日"
    ctx.do("owner", Verb.ASK_EXTENSION, note="数据未核定", wished_on=wished)
    said = line(ctx, "editor", Ask.EXTEND)
    assert said.startswith("责任人甲 申请展期至") and said.endswith("：数据未核定") and day in said
    ctx.do("editor", Verb.EXTEND, note="同意", due_on=wished)
    assert asks(ctx, "editor") == []


def test_a_wish_that_is_refused_is_off_the_desk_and_the_deadline_stands(ctx: World) -> None:
    due_at = ctx.section().due_at
    ctx.do("owner", Verb.ASK_EXTENSION, note="数据未核定", wished_on=office_today() + timedelta(40))
    ctx.do("editor", Verb.REFUSE_EXTENSION, note="付印在即")
    assert asks(ctx, "editor") == [] and ctx.section().due_at == due_at
    with pytest.raises(NotAllowed):
        ctx.do("editor", Verb.REFUSE_EXTENSION, note="付印在即")


def test_a_wish_is_for_a_later_day(ctx: World) -> None:
    with pytest.raises(NotYet):
        ctx.do("owner", Verb.ASK_EXTENSION, note="数据未核定", wished_on=office_today())
    assert ctx.section().wished_at is None


def test_a_report_without_director_is_an_exception(ctx: World) -> None:
    ctx.report.director_id = None
    db.session.commit()
    assert asks(ctx, "editor") == [(Ask.STAFF, "")]


def test_an_owner_waits_for_the_reviewer_and_may_nudge_once_a_day(ctx: World) -> None:
    ctx.write("owner", "正文。")
    ctx.do("owner", Verb.SUBMIT)
    (waiting,) = desk_of(ctx, "owner").waiting
    assert waiting.line.render() == "审核人甲 初审"
    assert waiting.nudge is not None
    assert waiting.nudge.reason is None
    ctx.do("owner", Verb.NUDGE)
    (waiting,) = desk_of(ctx, "owner").waiting
    assert waiting.nudge is not None
    assert waiting.nudge.reason is not None


def test_an_editor_waits_only_for_what_is_due_soon(ctx: World) -> None:
    assert desk_of(ctx, "editor").waiting == ()
    ctx.section().due_at = utc_now() + timedelta(days=2)
    db.session.commit()
    (waiting,) = desk_of(ctx, "editor").waiting
    assert waiting.section_id == ctx.section_ids["rules"]


def test_who_has_no_part_has_an_empty_desk(ctx: World) -> None:
    for who in ("outsider", "administrator", "stranger"):
        desk = desk_of(ctx, who)
        assert (desk.count, desk.waiting) == (0, ())


def moment(day: date) -> datetime:
    return datetime.combine(day, time(9), CHINA).astimezone(UTC)


def test_deadlines_stand_under_today_this_week_and_later(ctx: World) -> None:
    friday = date(2027, 6, 18)
    due_at = datetime.combine(friday, time(23, 59), CHINA).astimezone(UTC)
    ctx.section().due_at = due_at
    ctx.section("preamble").due_at = due_at
    db.session.commit()
    for days_before, group in ((0, "today"), (1, "today"), (2, "week"), (4, "week"), (7, "later")):
        desk = desk_of(ctx, "owner", moment(friday - timedelta(days=days_before)))
        found = {name: len(getattr(desk, name)) for name in ("today", "week", "later")}
        assert found[group] == 2, (days_before, found)
    assert len(desk_of(ctx, "owner", moment(friday + timedelta(days=3))).today) == 2


def test_on_friday_what_ends_on_monday_stands_under_today(ctx: World) -> None:
    monday = date(2027, 6, 21)
    ctx.section().due_at = datetime.combine(monday, time(23, 59), CHINA).astimezone(UTC)
    db.session.commit()
    desk = desk_of(ctx, "owner", moment(date(2027, 6, 18)))
    assert ctx.section_ids["rules"] in [one.section_id for one in desk.today]


def cost(app: Flask, world: World, who: str) -> int:
    db.session.expire_all()
    person, now = world.person(who), utc_now()
    assert person.office.zone
    with statements(app) as sent:
        my_desk(person, now)
    return len(sent)


def test_a_desk_costs_the_same_queries_however_many_sections(app: Flask, ctx: World) -> None:
    for who in ("editor", "owner", "reviewer"):
        counts = []
        for _ in range(2):
            with transaction() as work:
                many(ctx, work.now)
            counts.append(cost(app, ctx, who))
        assert counts[0] == counts[1], who
        assert counts[0] <= 18


def many(world: World, now: datetime) -> None:
    """Twenty more sections in different states, some overdue."""
    states = type(world.section().state)
    for place in range(20):
        section = Section(
            report_id=world.report_id,
            position=100 + place,
            kind=SectionKind.TEXT,
            title=f"事项{place}",
            numeral_kind="cn_dun",
            owner_id=world.ids["owner"],
            due_at=now + timedelta(days=place - 5),
            since=now - timedelta(days=9),
            submitted_at=now - timedelta(days=5),
            state=(states.DRAFTING, states.RETURNED, states.IN_REVIEW)[place % 3],
            round=1,
        )
        db.session.add(section)
