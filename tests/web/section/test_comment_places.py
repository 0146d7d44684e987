"""A comment keeps hold of its words through drafts, and says so on the page."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from tests.cast import World
from tests.conftest import As
from workflow.documents.content import Content, Paragraph, Run, to_json
from workflow.domain.terms import Verb
from workflow.store import Comment, CommentPlace, db

SAID = "本年度共接待读者三十二万人次，较上年增长百分之十一。"
QUOTE = "接待读者三十二万人次"
CARD = re.compile(r'data-block="(\w+)" data-start="(\d+)" data-end="(\d+)"')
GONE = "原文已不在最新稿中"


def save(world: World, *texts: tuple[str, str]) -> None:
    blocks = tuple(Paragraph(own, (Run(words),)) for own, words in texts)
    world.do("owner", Verb.SAVE, content=to_json(Content(blocks)))


@pytest.fixture
def url(app: Flask, world: World, as_: As) -> str:
    """The section's page; the words have a comment by the form of the page."""
    with app.app_context():
        save(world, ("a", SAID), ("b", "馆藏图书，" + QUOTE))
    url = f"/sections/{world.section_ids['rules']}"
    form = {"kind": "note", "text": "请核对", "block_id": "a", "quote": QUOTE, "start": "4"}
    with app.app_context():
        seen = world.head()
    sent = as_("editor").post(f"{url}/comment", data=form | {"seen_draft": seen})
    assert sent.status_code == 303
    return url


def test_it_keeps_draft_quote_and_offsets_with_what_stood_around(app: Flask, url: str) -> None:
    with app.app_context():
        (row,) = db.session.scalars(db.select(Comment))
        assert (row.block_id, row.start, row.end, row.quote) == ("a", 4, 14, QUOTE)
        assert row.before == "本年度共" and row.after.startswith("，较上年")


def test_words_inserted_before_move_the_mark_with_its_words(
    app: Flask, world: World, as_: As, url: str
) -> None:
    with app.app_context():
        save(world, ("n", "新的一段。"), ("a", "𠮷👨‍👩‍👧据统计，" + SAID))
    page = as_("editor").get(url).text
    assert CARD.findall(page) == [("a", "14", "24")]
    assert "data-go-to-block" in page and GONE not in page
    with app.app_context():
        (row,) = db.session.scalars(db.select(Comment))
        assert (row.start, row.end) == (4, 14)


def test_changed_words_show_how_much_is_left(app: Flask, world: World, as_: As, url: str) -> None:
    with app.app_context():
        save(world, ("a", SAID.replace("三十二万", "四十五万")))
    page = as_("editor").get(url).text
    assert "文字已有改动，相符 70%" in page and QUOTE in page


def test_deleted_words_leave_the_comment_with_its_quote(
    app: Flask, world: World, as_: As, url: str
) -> None:
    with app.app_context():
        save(world, ("a", "本年度较上年增长百分之十一。"))
    page = as_("editor").get(url).text
    assert GONE in page and QUOTE in page and not CARD.findall(page)


def test_a_restored_draft_gives_the_comment_its_words_back(
    app: Flask, world: World, as_: As, url: str
) -> None:
    with app.app_context():
        save(world, ("a", "本年度较上年增长百分之十一。"))
        world.do("owner", Verb.RESTORE, number=1)
    page = as_("editor").get(url).text
    assert CARD.findall(page) == [("a", "4", "14")] and GONE not in page


def test_each_draft_keeps_where_the_words_stood(app: Flask, world: World, url: str) -> None:
    with app.app_context():
        save(world, ("a", "甲" + SAID))
        save(world, ("a", "甲乙" + SAID))
        rows = db.session.scalars(db.select(CommentPlace).order_by(CommentPlace.draft_id))
        assert [(one.start, one.end, one.score) for one in rows] == [
            (4, 14, 100),
            (5, 15, 100),
            (6, 16, 100),
        ]


@pytest.mark.parametrize("start", ["", "x", "-3", "99999999"])
def test_a_wrong_place_in_the_form_is_found_by_the_words(
    app: Flask, world: World, as_: As, start: str
) -> None:
    with app.app_context():
        save(world, ("a", SAID))
        seen = world.head()
    url = f"/sections/{world.section_ids['rules']}"
    form = {"kind": "note", "text": "请核对", "block_id": "a", "quote": QUOTE, "start": start}
    sent = as_("editor").post(f"{url}/comment", data=form | {"seen_draft": seen})
    assert sent.status_code == 303
    assert CARD.findall(as_("editor").get(url).text) == [("a", "4", "14")]


def test_a_comment_on_a_block_shows_its_words_and_outlives_them(
    app: Flask, world: World, as_: As
) -> None:
    with app.app_context():
        save(world, ("a", SAID))
        world.do("editor", Verb.COMMENT, kind="note", text="请看", block_id="a")
        save(world, ("a", "换了一句话。"))
    url = f"/sections/{world.section_ids['rules']}"
    page = as_("editor").get(url).text
    assert SAID in page and CARD.findall(page) == [("a", "0", "6")]
    with app.app_context():
        save(world, ("z", "另起一段。"))
    assert GONE in as_("editor").get(url).text
