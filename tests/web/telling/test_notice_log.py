"""The reminder sheet: who was told what, by which way, read, acted; for those who answer for it."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from flask import Flask

from tests.cast import World
from tests.conftest import As
from workflow.actions.telling.log import Line, log_of
from workflow.actions.telling.notices import mark_all_read
from workflow.actions.work import transaction
from workflow.domain.telling import DIGEST
from workflow.domain.terms import DeliveryState, Verb
from workflow.store import Delivery, Notice, db

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def nudged(app: Flask, world: World) -> World:
    """The owner was nudged, read it and submitted; a robot failed on the way and mail took over."""
    with app.app_context():
        world.do("editor", Verb.NUDGE)
        notice = db.session.scalars(db.select(Notice).where(Notice.kind == Verb.NUDGE)).one()
        robot = notice.deliveries[0]
        robot.channel, robot.state, robot.attempts = "wecom", DeliveryState.FAILED, 3
        robot.error = "企业微信 答复 45009 太快 / WeCom answered 45009 too fast"
        sent = Delivery(channel="mail", state=DeliveryState.SENT, sent_at=notice.created_at)
        notice.deliveries.append(sent)
        db.session.commit()
        with transaction() as work:
            mark_all_read(work, world.person("owner"))
        world.write("owner", "正文。")
        world.do("owner", Verb.SUBMIT)
    return world


def lines(world: World, kind: str) -> list[Line]:
    db.session.rollback()
    return [one for one in log_of(world.report) if one.notice.kind == kind]


def test_a_line_says_what_came_of_a_nudge(nudged: World, app: Flask) -> None:
    with app.app_context():
        launched = next(
            one for one in lines(nudged, Verb.LAUNCH) if one.notice.person_id == nudged.ids["owner"]
        )
        assert launched.acted is not None and launched.acted.verb is Verb.SUBMIT
        (line,) = lines(nudged, Verb.NUDGE)
        assert line.acted is not None and line.acted.verb is Verb.SUBMIT
        assert line.read_at is not None and not line.is_open and not line.has_failed
        assert [one.channel for one in line.deliveries] == ["wecom", "mail"]


def test_only_what_the_person_did_afterwards_on_the_thing_itself_counts(
    nudged: World, app: Flask
) -> None:
    with app.app_context():
        nudged.do("reviewer", Verb.SEND_BACK, note="数字有误")
        (returned,) = lines(nudged, Verb.SEND_BACK)
        assert returned.acted is None and returned.is_open
        nudged.write("owner", "正文。", "preamble")
        nudged.do("owner", Verb.SUBMIT, "preamble")
        assert lines(nudged, Verb.SEND_BACK)[0].acted is None
        nudged.write("owner", "改过的正文。")
        nudged.do("owner", Verb.SUBMIT)
        acted = lines(nudged, Verb.SEND_BACK)[0].acted
        assert acted is not None and acted.section_id == nudged.section_ids["rules"]


def test_the_page_shows_the_log_to_those_who_answer_for_the_report(nudged: World, as_: As) -> None:
    path = f"/reports/{nudged.report_id}/told"
    for who in ("editor", "director"):
        page = as_(who).get(path).text
        assert "企业微信群机器人：发送失败" in page and "45009 太快" in page
        assert "WeCom answered" not in page and "邮件：已发送" in page and "送审" in page
    assert as_("owner").get(path).status_code == 403
    assert as_("outsider").get(path).status_code == 404
    assert path not in as_("owner").get(f"/reports/{nudged.report_id}").text


def test_filters_choose_by_kind_state_and_person(nudged: World, as_: As, app: Flask) -> None:
    client, path = as_("editor"), f"/reports/{nudged.report_id}/told"
    assert "启动了" not in client.get(path).text
    assert "启动了" in client.get(f"{path}?show=all").text
    second = nudged.ids["second_owner"]
    assert "催办《" not in client.get(f"{path}?show=all&who={second}").text
    assert "催办《" not in client.get(f"{path}?show=open").text
    assert "催办《" not in client.get(f"{path}?show=failed").text
    assert client.get(f"{path}?show=nonsense&who=x").status_code == 200


def test_files_hold_what_was_filtered(nudged: World, as_: As) -> None:
    base = f"/reports/{nudged.report_id}/told"
    sent = as_("editor").get(f"{base}.docx")
    (table,) = Document(io.BytesIO(sent.data)).tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["序号", "对象", "通知内容", "通知时间", "渠道及结果", "查看时间", "办理"]
    assert len(rows) == 2 and rows[1][:2] == ["1", "责任人甲"]
    assert "催办《（一）制度建设》" in rows[1][2] and rows[1][6].startswith("送审 20")
    assert rows[1][4] == "企业微信群机器人：发送失败\n邮件：已发送"
    book = as_("director").get(f"{base}.xlsx?show=all")
    with zipfile.ZipFile(io.BytesIO(book.data)) as parts:
        assert "责任人乙" in parts.read("xl/sharedStrings.xml").decode()
    for who, status in (("owner", 403), ("outsider", 404)):
        assert as_(who).get(f"{base}.xlsx").status_code == status


def test_what_a_digest_brought_shows_how_the_digest_fared(nudged: World, app: Flask) -> None:
    with app.app_context():
        owner = nudged.person("owner")
        digest = Notice(person_id=owner.id, kind=DIGEST, details={"count": 1})
        digest.deliveries = [Delivery(channel="feishu", state=DeliveryState.SENT)]
        db.session.add(digest)
        db.session.flush()
        nudge = db.session.scalars(db.select(Notice).where(Notice.kind == Verb.NUDGE)).one()
        db.session.execute(db.delete(Delivery).where(Delivery.notice_id == nudge.id))
        nudge.digest_id = digest.id
        db.session.commit()
        db.session.expire_all()
        (line,) = lines(nudged, Verb.NUDGE)
        assert [one.channel for one in line.deliveries] == ["feishu"]
