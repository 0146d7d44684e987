"""The page of a section: what it shows, to whom, and that nothing in it is markup."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.cast import World
from tests.conftest import As
from workflow.domain.terms import Verb
from workflow.store import db


@pytest.fixture
def written(app: Flask, world: World) -> World:
    with app.app_context():
        world.write("owner", "第一段文字。\n全年召开会议X次。")
    return world


def shown(as_: As, who: str, path: str) -> str:
    answer = as_(who).get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def address(world: World, name: str = "rules", more: str = "") -> str:
    return f"/sections/{world.section_ids[name]}{more}"


def test_the_page_says_who_has_it_and_shows_text_blanks_and_chain(written: World, as_: As) -> None:
    page = shown(as_, "owner", address(written))
    for words in (
        "撰写中",
        "现由 责任人甲 撰写",
        "第一段文字。",
        "<mark>X</mark>",
        "初审",
        "会签人乙",
    ):
        assert words in page


def test_a_section_without_a_draft_asks_to_begin(world: World, as_: As) -> None:
    page = shown(as_, "owner", address(world))
    assert "还没有稿件，请先保存一稿。" in page
    assert address(world, more="/edit") in page


def test_a_grey_button_leads_to_the_comment_in_the_way(app: Flask, written: World, as_: As) -> None:
    with app.app_context():
        comment = written.do("editor", Verb.COMMENT, kind="must_fix", text="请核对").result
        number = comment.id
    page = shown(as_, "owner", address(written))
    assert "有 1 处必改意见未答复。" in page
    assert f'href="#comment-{number}"' in page


def test_a_reviewer_sees_what_changed_since_their_own_signature(
    app: Flask, written: World, as_: As
) -> None:
    with app.app_context():
        written.do("owner", Verb.SUBMIT)
        written.do("reviewer", Verb.SEND_BACK, note="补上次数")
        written.write("owner", "第一段文字。\n全年召开会议12次。")
        written.do("owner", Verb.SUBMIT)
    page = shown(as_, "reviewer", address(written))
    assert "since-signature" in page
    assert "您上次审定的是第 1 稿，现在是第 2 稿。" in page
    assert "since-signature" not in shown(as_, "countersigner", address(written))


def test_the_owner_reads_why_it_came_back(app: Flask, written: World, as_: As) -> None:
    with app.app_context():
        written.do("owner", Verb.SUBMIT)
        written.do("reviewer", Verb.SEND_BACK, note="请补上次数和依据")
    page = shown(as_, "owner", address(written))
    assert "请补上次数和依据" in page
    assert "已退回" in page


def test_any_two_drafts_can_be_compared_and_an_older_one_read(
    app: Flask, written: World, as_: As
) -> None:
    with app.app_context():
        written.write("owner", "第一段文字,有改动。\n全年召开会议X次。")
    assert "有改动" in shown(as_, "editor", address(written, more="/drafts/1..2"))
    assert "有改动" not in shown(as_, "editor", address(written, more="/drafts/1"))
    chosen = as_("editor").get(address(written, more="/drafts?older=1&newer=2"))
    assert chosen.location == address(written, more="/drafts/1..2")
    assert as_("editor").get(address(written, more="/drafts/1..9")).status_code == 404
    assert as_("editor").get(address(written, more="/drafts?older=x")).status_code == 404


def test_titles_comments_and_text_are_never_markup(app: Flask, world: World, as_: As) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    with app.app_context():
        world.section("rules").title = f"标题{evil}"
        world.report.title = f"报告{evil}"
        db.session.commit()
        draft = world.write("owner", f"正文{evil}X")
        block = draft.content["blocks"][0]["id"]
        world.do(
            "editor", Verb.COMMENT, kind="note", text=f"意见{evil}", block_id=block, quote=evil
        )
        world.do("owner", Verb.SUBMIT)
        world.do("reviewer", Verb.SEND_BACK, note=f"理由{evil}")
    more = ("", "/edit", "/drafts/1", "/drafts/1..1")
    for path in (
        *(address(world, more=one) for one in more),
        f"/reports/{world.report_id}/approval",
    ):
        page = shown(as_, "owner", path)
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_the_page_is_complete_in_english(app: Flask, written: World, as_: As) -> None:
    with app.app_context():
        written.person("owner").language = "en"
        db.session.commit()
    page = shown(as_, "owner", address(written))
    for words in ("now with 责任人甲 for writing", "Comments and history", "Submit for review"):
        assert words in page
