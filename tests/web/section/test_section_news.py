"""What others say arrives on an open page: nothing while nothing is new, and what that costs."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.cast import World
from tests.conftest import As
from tests.counting import statements
from workflow.actions.work import transaction
from workflow.actions.writing import pens
from workflow.domain.terms import Verb
from workflow.store.comment import comments_of

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def stamp(answer: TestResponse) -> str:
    found = re.search(r'data-stamp="([\d-]+)"', answer.text)
    assert found
    return found[1]


@pytest.fixture
def owner(app: Flask, world: World, as_: As) -> FlaskClient:
    with app.app_context():
        world.write("owner", "第一稿。")
        world.do("reviewer", Verb.COMMENT, text="请核对。")
    return as_("owner")


def url(world: World) -> str:
    return f"/sections/{world.section_ids['rules']}"


def test_an_open_page_gets_cards_only_when_there_is_something_new(
    app: Flask, world: World, owner: FlaskClient
) -> None:
    seen = stamp(owner.get(url(world)))
    quiet = owner.get(f"{url(world)}/talk?seen={seen}")
    assert quiet.status_code == 204 and quiet.data == b""
    for what in (
        {"verb": Verb.REPLY, "comment_id": 1, "text": "补充说明"},
        {"verb": Verb.COMMENT, "text": "又一条"},
        {"verb": Verb.SETTLE, "comment_id": 1},
    ):
        with app.app_context():
            world.do("reviewer", **what)
        news = owner.get(f"{url(world)}/talk?seen={seen}&draft={1}")
        assert news.status_code == 200 and stamp(news) != seen
        seen = stamp(news)
        assert owner.get(f"{url(world)}/talk?seen={seen}").status_code == 204
    assert "补充说明" in news.text and "又一条" in news.text and "<html" not in news.text


def test_asking_in_vain_costs_three_statements(
    app: Flask, world: World, owner: FlaskClient
) -> None:
    seen = stamp(owner.get(url(world)))
    with statements(app) as sent:
        assert owner.get(f"{url(world)}/talk?seen={seen}").status_code == 204
    assert len(sent) <= 3


def test_cards_stay_beside_the_draft_that_the_page_shows(
    app: Flask, world: World, owner: FlaskClient, as_: As
) -> None:
    with app.app_context():
        shown = world.head()
        (block,) = world.section().head.content["blocks"]  # type: ignore[union-attr]
        better = {"block_id": block["id"], "quote": "第一", "start": 0, "replacement": "首"}
        world.do("reviewer", Verb.COMMENT, **better)
        world.write("contributor", "全部重写。")
    news = owner.get(f"{url(world)}/talk?seen=0&draft={shown}").text
    assert 'data-newer="2"' in news and f'name="seen_draft" value="{shown}"' in news
    assert "采纳并改入" in news
    sent = owner.post(f"{url(world)}/adopt", data={"comment_id": 2, "seen_draft": shown})
    assert sent.status_code == 409
    with app.app_context():
        assert all(one.is_open for one in comments_of(world.section_ids["rules"]))


def test_a_draft_of_another_section_is_none_and_strangers_get_nothing(
    app: Flask, world: World, owner: FlaskClient, as_: As
) -> None:
    with app.app_context():
        foreign = world.write("second_owner", "别处的文字。", "team").id
    assert "别处" not in owner.get(f"{url(world)}/talk?draft={foreign}").text
    assert as_("outsider").get(f"{url(world)}/talk").status_code == 404


def test_the_comments_that_wait_for_one_are_told_from_others(
    app: Flask, world: World, owner: FlaskClient, as_: As
) -> None:
    def waits(who: str) -> bool:
        return "is-mine" in as_(who).get(f"{url(world)}/talk").text

    assert [waits(who) for who in ("owner", "reviewer", "director")] == [True, False, False]
    with app.app_context():
        world.do("owner", Verb.REPLY, comment_id=1, text="@主任甲 请定")
    assert [waits(who) for who in ("owner", "reviewer", "director")] == [False, True, True]


def test_while_somebody_writes_the_others_see_why_they_cannot_adopt(
    app: Flask, world: World, owner: FlaskClient, as_: As
) -> None:
    with app.app_context():
        (block,) = world.section().head.content["blocks"]  # type: ignore[union-attr]
        better = {"block_id": block["id"], "quote": "第一", "replacement": "首"}
        world.do("reviewer", Verb.COMMENT, start=0, **better)
        shown, section = world.section().head_id, world.section()
        with transaction() as work:
            pens.open_copy(work, world.person("owner"), section, shown, 0, alone=False)
    theirs = as_("contributor").get(f"{url(world)}/talk?draft={shown}").text
    assert "责任人甲 从" in theirs and 'id="set-in-2-reason"' in theirs
    mine = owner.get(f"{url(world)}/talk?draft={shown}").text
    assert "采纳并改入" in mine and 'id="set-in-2-reason"' not in mine
