"""The desk through HTTP."""

from __future__ import annotations

from flask import Flask

from tests.cast import World
from tests.conftest import As
from tests.counting import statements
from workflow.domain.terms import Verb
from workflow.store import db


def test_who_is_not_logged_in_is_asked_to(app: Flask, world: World) -> None:
    answer = app.test_client().get("/")
    assert answer.status_code in (302, 303)
    assert "/login" in answer.location


def test_an_owner_finds_what_to_write_and_one_primary_button(as_: As, world: World) -> None:
    page = as_("owner").get("/").get_data(as_text=True)
    assert "（一）制度建设" in page
    assert "2026 年度工作报告 · 还没有稿件" in page
    assert f"/sections/{world.section_ids['rules']}/edit" in page
    assert page.count("btn-primary") == 1


def test_the_desk_reads_english_too(app: Flask, as_: As, world: World) -> None:
    with app.app_context():
        world.person("owner").language = "en"
        db.session.commit()
    page = as_("owner").get("/").get_data(as_text=True)
    assert "2 things are asked of you." in page
    assert "No draft yet" in page
    assert "还没有稿件" not in page


def test_an_empty_desk_says_what_would_stand_there(as_: As) -> None:
    page = as_("outsider").get("/").get_data(as_text=True)
    assert "现在没有等您办理的事" in page
    assert "/reports/new" not in page


def test_an_editor_with_an_empty_desk_can_start_a_report(as_: As) -> None:
    assert "/reports/new" in as_("stranger").get("/").get_data(as_text=True)


def test_a_nudge_from_the_desk_comes_back_to_the_desk(app: Flask, as_: As, world: World) -> None:
    with app.app_context():
        world.write("owner", "正文。")
        world.do("owner", Verb.SUBMIT)
    client = as_("owner")
    page = client.get("/").get_data(as_text=True)
    assert "我在等" in page
    section = world.section_ids["rules"]
    answer = client.post(f"/sections/{section}/nudge", data={"next": "/"})
    assert (answer.status_code, answer.location) == (303, "/")
    page = client.get("/").get_data(as_text=True)
    assert "已催办" in page
    assert "今天已经催办过" in page


def test_a_reviewer_reads_the_changes_since_the_own_signature(
    app: Flask, as_: As, world: World
) -> None:
    with app.app_context():
        world.write("owner", "全年培训12期。")
        world.do("owner", Verb.SUBMIT)
        world.do("reviewer", Verb.PASS)
        world.do("countersigner", Verb.SEND_BACK, note="数字有误")
        world.write("owner", "全年培训15期。")
        world.do("owner", Verb.SUBMIT)
    assert "自我上次签署后改动 1 处（数字 1）" in as_("reviewer").get("/").get_data(as_text=True)


def test_the_desk_of_one_report_takes_few_queries(app: Flask, as_: As, world: World) -> None:
    client = as_("editor")
    client.get("/")
    with statements(app) as sent:
        client.get("/")
    assert len(sent) <= 18, "\n".join(sent)
