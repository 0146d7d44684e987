"""How one is told: choices, channels and their addresses, whose secrets are never shown."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from tests.cast import World, office_today
from tests.conftest import As
from workflow.domain.telling import TEST, Choice
from workflow.domain.terms import Verb
from workflow.notify.addressing import fields_for
from workflow.notify.digest import unsubscribe_path
from workflow.queue import Job, ListQueue
from workflow.store import ChannelAddress, Delivery, Notice, db

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

URL = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=top-secret-a1b2"


def told(world: World, who: str, kind: str) -> list[Notice]:
    db.session.rollback()
    query = db.select(Notice).where(Notice.person_id == world.ids[who], Notice.kind == kind)
    return list(db.session.scalars(query.order_by(Notice.id)))


def test_choices_and_ways_are_kept_and_what_may_not_be_off_is_not(
    as_: As, app: Flask, world: World
) -> None:
    form = {"talk": "off", "work": "off", "time": "digest", "hour": "17", "channel_0": "wecom"}
    client = as_("owner")
    assert client.post("/account/notices", data=form).status_code == 303
    with app.app_context():
        person = world.person("owner")
        assert person.choices == {"talk": "off", "time": "digest"}
        assert (person.channels, person.digest_hour) == (["wecom", "mail"], 17)
    page = client.get("/account/notices").text
    assert '<option value="17" selected>' in page and '<option value="off" selected>' in page
    client.post("/account/notices", data={"hour": "99", "talk": "sometimes"})
    with app.app_context():
        person = world.person("owner")
        assert (person.choices, person.channels, person.digest_hour) == ({}, [], 17)


def test_what_was_chosen_is_what_comes(app: Flask, world: World) -> None:
    """At once, in the digest, only here, not at all; with no channel nothing leaves."""
    with app.app_context():
        person = world.person("owner")
        person.choices, person.channels = {"talk": "off", "returned": "digest"}, ["feishu"]
        db.session.commit()
        world.write("owner", "正文。")
        world.do("owner", Verb.SUBMIT)
        world.do("reviewer", Verb.COMMENT, text="请核对。")
        assert told(world, "owner", Verb.COMMENT) == []
        world.do("reviewer", Verb.SEND_BACK, note="数字有误")
        (returned,) = told(world, "owner", Verb.SEND_BACK)
        assert returned.digest_at is not None and returned.deliveries == []
        for choice, channels, ways in (
            (Choice.AT_ONCE, ["feishu", "mail"], ["feishu"]),
            (Choice.IN_APP, ["feishu", "mail"], []),
            (Choice.AT_ONCE, [], []),
        ):
            person = world.person("owner")
            person.choices, person.channels = {"time": choice}, channels
            db.session.commit()
            later = office_today() + timedelta(days=30)
            world.do("editor", Verb.EXTEND, due_on=later, note="展期")
            newest = told(world, "owner", Verb.EXTEND)[-1]
            assert [one.channel for one in newest.deliveries] == ways
            assert newest.digest_at is None


def test_an_address_is_written_and_never_shown(as_: As, app: Flask, world: World) -> None:
    admin = as_("administrator")
    assert admin.post("/people/channels/wecom", data={"url": URL}).status_code == 303
    for page in ("/people/channels", "/account/notices"):
        text = admin.get(page).text
        assert "top-secret" not in text
    assert "qyapi.weixin.qq.com …a1b2" in admin.get("/people/channels").text
    with app.app_context():
        row = db.session.scalars(db.select(ChannelAddress)).one()
        assert "secret" not in row.sealed and row.person_id is None
        fields = fields_for(world.person("owner"), "wecom", app.extensions["settings"])
        assert fields == {"url": URL}
        stranger = world.person("stranger")
        assert fields_for(stranger, "wecom", app.extensions["settings"]) == {}
    owner = as_("owner")
    assert owner.post("/account/notices/wecom", data={"user": "zhang"}).status_code == 303
    with app.app_context():
        fields = fields_for(world.person("owner"), "wecom", app.extensions["settings"])
        assert fields == {"url": URL, "user": "zhang"}


def test_a_secret_left_empty_stays_and_removing_removes(as_: As, app: Flask, world: World) -> None:
    client = as_("administrator")
    client.post("/people/channels/feishu", data={"url": URL, "secret": "sealed"})
    client.post("/people/channels/feishu", data={"url": "", "secret": "new"})
    with app.app_context():
        fields = fields_for(world.person("owner"), "feishu", app.extensions["settings"])
        assert fields == {"url": URL, "secret": "new"}
    client.post("/people/channels/feishu/remove")
    with app.app_context():
        assert db.session.scalars(db.select(ChannelAddress)).all() == []


@pytest.mark.parametrize(
    ("channel", "form", "words"),
    [
        ("webhook", {"url": "ftp://a/b", "secret": "s"}, "http://"),
        ("webhook", {"url": "https:///x", "secret": "s"}, "http://"),
        ("webhook", {"url": URL}, "请填写“密钥”"),
        ("wecom_app", {"corp": "c", "agent": "x", "secret": "s"}, "没有保存"),
        ("wecom_app", {"corp": "a b", "agent": "1", "secret": "s"}, "没有保存"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(
    as_: As, app: Flask, channel: str, form: dict[str, str], words: str
) -> None:
    answer = as_("administrator").post(f"/people/channels/{channel}", data=form)
    assert answer.status_code == 422 and words in answer.text
    assert not form.get("url") or form["url"] not in answer.text
    with app.app_context():
        assert db.session.scalars(db.select(ChannelAddress)).all() == []


def test_the_offices_channels_are_the_administrators(as_: As) -> None:
    for who in ("editor", "owner"):
        assert as_(who).get("/people/channels").status_code == 403
        for path in ("wecom", "wecom/remove"):
            assert as_(who).post(f"/people/channels/{path}", data={"url": URL}).status_code == 403
    assert as_("administrator").post("/people/channels/pigeon").status_code == 404
    assert as_("owner").post("/account/notices/pigeon/test").status_code == 404


def test_a_test_goes_by_that_channel_alone_and_says_how_it_went(
    as_: As, app: Flask, world: World, queue: ListQueue
) -> None:
    client = as_("owner")
    client.post("/account/notices", data={"channel_0": "mail"})
    client.post("/account/notices/mail/test")
    with app.app_context():
        (notice,) = told(world, "owner", TEST)
        (delivery,) = notice.deliveries
        assert (Job.DELIVER, (delivery.id,)) in queue.sent and notice.read_at is not None
        db.session.execute(
            db.update(Delivery)
            .where(Delivery.id == delivery.id)
            .values(state="failed", error="没有 / nobody")
        )
        db.session.commit()
    page = client.get("/account/notices").text
    assert "发送失败" in page and "没有" in page and "nobody" not in page


def test_a_mail_programs_one_click_ends_digests_and_a_look_does_not(
    as_: As, app: Flask, world: World
) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    with app.app_context():
        world.person("owner").choices = {"time": "digest", "talk": "off"}
        db.session.commit()
        path = unsubscribe_path(world.ids["owner"])
    nobody = app.test_client()
    assert nobody.get(path).status_code == 200
    with app.app_context():
        assert world.person("owner").choices["time"] == "digest"
    answer = nobody.post(path, data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200 and "已停止每日摘要" in answer.text
    with app.app_context():
        assert world.person("owner").choices == {"time": "in_app", "talk": "off"}
    assert nobody.get(f"{path}x").status_code == 404
    assert nobody.post("/notices/unsubscribe/x").status_code == 404
