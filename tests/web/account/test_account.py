"""One's own account."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.cast import World
from tests.conftest import As
from workflow.actions.office.passwords import hash_password, matches
from workflow.actions.work import transaction

STORED = hash_password("the present one")


@pytest.fixture(autouse=True)
def password(app: Flask, world: World) -> None:
    with app.app_context(), transaction():
        world.person("owner").password_hash = STORED


def form(**given: str) -> dict[str, str]:
    return {
        "present": "the present one",
        "wanted": "a new one 123",
        "again": "a new one 123",
    } | given


def test_the_page_shows_who_one_is(as_: As) -> None:
    page = as_("owner").get("/account/")
    assert page.status_code == 200
    for words in ("责任人甲", "owner@office.example", "综合科", "甲单位"):
        assert words in page.text


def test_the_language_is_kept_and_nonsense_is_none(as_: As, app: Flask, world: World) -> None:
    for sent in ("en", "xx"):
        assert as_("owner").post("/account/", data={"language": sent}).status_code == 303
        with app.app_context():
            assert world.person("owner").language == "en"


def test_a_new_password_keeps_this_browser_and_ends_the_others(
    as_: As, app: Flask, world: World
) -> None:
    here, elsewhere = as_("owner"), as_("owner")
    assert here.post("/account/password", data=form()).location == "/account/"
    assert here.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 303
    with app.app_context():
        assert matches("a new one 123", world.person("owner").password_hash)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"present": "not it at all"}, "原密码不对"),
        ({"again": "a new one 124"}, "不一致"),
        ({"wanted": "short", "again": "short"}, "至少 10 个字符"),
        ({"wanted": "责任人甲责任人甲责任人"[:4] + "1234567", "again": "责任人甲1234567"}, "姓名"),
        ({"wanted": "the present one", "again": "the present one"}, "不能与原密码相同"),
    ],
)
def test_a_refused_password_says_why_and_changes_nothing(
    as_: As, app: Flask, world: World, change: dict[str, str], sentence: str
) -> None:
    answer = as_("owner").post("/account/password", data=form(**change))
    assert answer.status_code == 422
    assert sentence in answer.text
    with app.app_context():
        assert matches("the present one", world.person("owner").password_hash)
