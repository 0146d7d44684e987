"""Notices: read and unread, the bell, the thing behind each, and the local mailbox."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from tests.cast import World
from tests.conftest import As
from workflow.actions.work import transaction
from workflow.domain.terms import DeliveryState, Verb
from workflow.store import Delivery, Notice, Report, db
from workflow.store.notice import unread_count


@pytest.fixture(autouse=True)
def sent_back(app: Flask, world: World) -> None:
    """The owner has been sent back a section."""
    with app.app_context():
        world.write("owner", "正文。")
        world.do("owner", Verb.SUBMIT)
        world.do("reviewer", Verb.SEND_BACK, note="数字有误")


def newest(world: World, who: str = "owner") -> int:
    query = db.select(Notice.id).where(Notice.person_id == world.ids[who])
    return int(db.session.scalars(query.order_by(Notice.id.desc())).first() or 0)


def test_the_list_says_what_happened_in_the_readers_language(as_: As) -> None:
    page = as_("owner").get("/notices/").text
    assert "审核人甲 退回了《（一）制度建设》" in page and "数字有误" in page


def test_notices_stand_by_report_and_those_of_one_are_marked_as_read(
    as_: As, app: Flask, world: World
) -> None:
    with app.app_context():
        with transaction() as work:
            other = Report(office_id=world.report.office_id, title="另一份报告", year=2026)
            other.editor_id = world.ids["editor"]
            db.session.add(other)
            db.session.flush()
            about = {"report_id": other.id, "kind": Verb.CANCEL, "details": {"actor": "统稿人甲"}}
            alone = {"kind": "test", "details": {}}
            for row in (about, alone):
                notice = Notice(person_id=world.ids["owner"], created_at=work.now, **row)
                db.session.add(notice)
            other_id = other.id
        before, title = unread_count(world.ids["owner"]), world.report.title
    page = as_("owner").get("/notices/").text
    heads = re.findall(r'<h2 id="group-\d+">(.*?)</h2>', page)
    assert heads == ["与报告无关的通知", "另一份报告", title]
    as_("owner").post("/notices/read", data={"report": other_id})
    with app.app_context():
        assert unread_count(world.ids["owner"]) == before - 1


def test_following_a_notice_opens_the_thing_and_marks_it_read(
    as_: As, app: Flask, world: World
) -> None:
    with app.app_context():
        notice_id, before = newest(world), unread_count(world.ids["owner"])
    answer = as_("owner").get(f"/notices/{notice_id}")
    assert answer.location == f"/sections/{world.section_ids['rules']}"
    with app.app_context():
        assert unread_count(world.ids["owner"]) == before - 1
        read_at = db.session.get_one(Notice, notice_id).read_at
    as_("owner").get(f"/notices/{notice_id}")
    with app.app_context():
        assert db.session.get_one(Notice, notice_id).read_at == read_at


def test_a_report_presented_opens_where_it_is_approved(as_: As, app: Flask, world: World) -> None:
    with app.app_context(), transaction() as work:
        notice = Notice(
            person_id=world.ids["director"],
            report_id=world.report_id,
            kind=Verb.PRESENT,
            details={},
            created_at=work.now,
        )
        db.session.add(notice)
        db.session.flush()
        notice_id = notice.id
    answer = as_("director").get(f"/notices/{notice_id}")
    assert answer.location == f"/reports/{world.report_id}/approval"


def test_a_notice_of_somebody_else_does_not_exist(as_: As, app: Flask, world: World) -> None:
    with app.app_context():
        notice_id = newest(world)
    assert as_("reviewer").get(f"/notices/{notice_id}").status_code == 404
    assert as_("stranger").get(f"/notices/{notice_id}").status_code == 404
    with app.app_context():
        assert db.session.get_one(Notice, notice_id).read_at is None


def test_all_can_be_marked_as_read(as_: As, app: Flask, world: World) -> None:
    with app.app_context():
        others = unread_count(world.ids["editor"])
    assert as_("owner").post("/notices/read").status_code == 303
    with app.app_context():
        assert unread_count(world.ids["owner"]) == 0
        assert unread_count(world.ids["editor"]) == others


def test_the_bell_answers_only_when_its_number_changed(as_: As, app: Flask, world: World) -> None:
    with app.app_context():
        count = unread_count(world.ids["owner"])
    client = as_("owner")
    assert client.get(f"/notices/bell?shown={count}").status_code == 204
    bell = client.get("/notices/bell?shown=0")
    assert bell.status_code == 200
    assert re.search(rf">{count}<", bell.text) and f"shown={count}" in bell.text


def test_polling_does_not_keep_a_session_alive(as_: As) -> None:
    client = as_("owner")
    with client.session_transaction() as session:
        session.permanent = True
    client.get("/notices/")
    assert "Set-Cookie" not in client.get("/notices/bell?shown=0").headers
    assert "Set-Cookie" in client.get("/notices/").headers


def test_the_mailbox_shows_what_was_kept_for_this_person_alone(
    as_: As, app: Flask, world: World
) -> None:
    assert "没有邮件" in as_("owner").get("/notices/mailbox").text.replace("还没有", "没有")
    with app.app_context(), transaction():
        for delivery in db.session.scalars(db.select(Delivery)):
            delivery.state = DeliveryState.KEPT
    page = as_("owner").get("/notices/mailbox").text
    assert "退回了《（一）制度建设》" in page
    assert "退回了《（一）制度建设》" not in as_("outsider").get("/notices/mailbox").text


def test_there_is_no_mailbox_where_a_server_sends_the_mail(
    as_: As, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = app.extensions["settings"]
    with monkeypatch.context() as patched:
        patched.setitem(
            app.extensions,
            "settings",
            type(settings)(**{**vars(settings), "smtp_url": "smtp://localhost"}),
        )
        assert as_("owner").get("/notices/mailbox").status_code == 404
        assert "/notices/mailbox" not in as_("owner").get("/notices/").text
