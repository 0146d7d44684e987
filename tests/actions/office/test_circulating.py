"""A copy for reading opens the thing to its reader, who may comment and confirms having read."""

from __future__ import annotations

import pytest

from tests.approving import approved, archived
from tests.cast import World
from workflow.actions.access import report_for, scene_for, section_for, section_scene_for
from workflow.actions.desk.desk import my_desk
from workflow.domain.machine import NotAllowed, NotYet
from workflow.domain.terms import Verb
from workflow.notify.message import headline
from workflow.store import Notice, db
from workflow.store.base import utc_now


def told(world: World, who: str) -> list[str]:
    query = db.select(Notice).where(Notice.person_id == world.ids[who]).order_by(Notice.id)
    return [headline(one, "zh") for one in db.session.scalars(query)]


def to_read(world: World, who: str) -> list[str]:
    desk = my_desk(world.person(who), utc_now())
    items = (*desk.today, *desk.week, *desk.later)
    return [one.line.render() for one in items if one.ask == "read"]


def test_a_section_is_open_to_its_reader_and_nothing_else_is(ctx: World) -> None:
    ctx.write("owner", "第一稿。")
    ctx.do("owner", Verb.CIRCULATE, person_ids=[ctx.ids["outsider"]], note="请参阅")
    reader, section_id = ctx.person("outsider"), ctx.section_ids["rules"]
    assert section_for(reader, section_id) and section_scene_for(reader, section_id)
    for other in ("team", "next"):
        assert section_for(reader, ctx.section_ids[other]) is None
        assert section_scene_for(reader, ctx.section_ids[other]) is None
    assert report_for(reader, ctx.report_id) is None and scene_for(reader, ctx.report_id) is None
    assert told(ctx, "outsider") == ["责任人甲 将《（一）制度建设》传阅给 局外人甲 请参阅"]
    assert to_read(ctx, "outsider") == ["责任人甲 传阅，阅后请确认"]


def test_a_reader_comments_and_confirms_once(ctx: World) -> None:
    ctx.write("owner", "第一稿。")
    ctx.do("owner", Verb.CIRCULATE, person_ids=[ctx.ids["outsider"]])
    ctx.do("outsider", Verb.COMMENT, text="写得清楚。", kind="note")
    ctx.do("outsider", Verb.ACKNOWLEDGE)
    assert told(ctx, "owner")[-1] == "局外人甲 已阅《（一）制度建设》"
    assert to_read(ctx, "outsider") == []
    with pytest.raises(NotAllowed):
        ctx.do("outsider", Verb.ACKNOWLEDGE)
    with pytest.raises(NotAllowed):
        ctx.write("outsider", "改写。")


def test_nobody_has_two_unread_copies_and_nobody_is_no_reader(ctx: World) -> None:
    ctx.write("owner", "第一稿。")
    ctx.do("owner", Verb.CIRCULATE, person_ids=[ctx.ids["outsider"]])
    with pytest.raises(NotYet, match="no second one"):
        ctx.do("owner", Verb.CIRCULATE, person_ids=[ctx.ids["outsider"]])
    with pytest.raises(NotYet, match="choose who"):
        ctx.do("owner", Verb.CIRCULATE, person_ids=[])
    with pytest.raises(NotYet, match="no such active person"):
        ctx.do("owner", Verb.CIRCULATE, person_ids=[ctx.ids["stranger"]])
    with pytest.raises(NotAllowed):
        ctx.do("contributor", Verb.CIRCULATE, person_ids=[ctx.ids["outsider"]])


def test_a_report_is_circulated_as_a_whole(ctx: World) -> None:
    ctx.do_report("editor", Verb.CIRCULATE, person_ids=[ctx.ids["outsider"]])
    reader = ctx.person("outsider")
    assert report_for(reader, ctx.report_id) is not None
    assert scene_for(reader, ctx.report_id) is not None
    assert section_for(reader, ctx.section_ids["team"]) is not None
    ctx.do_report("outsider", Verb.ACKNOWLEDGE)
    assert told(ctx, "editor")[-1] == "局外人甲 已阅《2026 年度工作报告》"


def test_an_archived_report_is_read_and_nothing_is_noted_any_more(ctx: World) -> None:
    approved(ctx)
    ctx.do_report("editor", Verb.CIRCULATE, person_ids=[ctx.ids["outsider"]])
    assert len(to_read(ctx, "outsider")) == 1
    archived(ctx)
    assert to_read(ctx, "outsider") == []
    assert report_for(ctx.person("outsider"), ctx.report_id) is not None
    with pytest.raises(NotAllowed):
        ctx.do_report("outsider", Verb.ACKNOWLEDGE)
