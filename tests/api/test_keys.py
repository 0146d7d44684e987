"""Keys for programs: made on a page, shown once, and good for nothing once they have ended."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask

from tests.api.conftest import PREFIX, Script
from tests.cast import World
from tests.conftest import As
from workflow.actions.office import api_tokens
from workflow.actions.work import transaction
from workflow.store import ApiToken, db
from workflow.store.base import utc_now

ONE_DATABASE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
SECRET = re.compile(r"huigao_[\w-]{40,}")


def made_on_the_page(as_: As, name: str = "汇总程序") -> str:
    page = as_("owner").post("/account/keys/", data={"name": name}).get_data(as_text=True)
    found = SECRET.search(page)
    assert found is not None, page
    return found.group()


def test_a_key_is_shown_once_and_opens_what_its_person_may_see(
    app: Flask, world: World, as_: As
) -> None:
    secret = made_on_the_page(as_)
    assert Script(app, secret).ask("/me")["name"] == "责任人甲"
    page = as_("owner").get("/account/keys/").get_data(as_text=True)
    assert secret not in page and "汇总程序" in page
    with app.app_context():
        assert secret not in str([vars(one) for one in db.session.query(ApiToken)])


@ONE_DATABASE
def test_without_a_valid_key_nothing_is_said(app: Flask, world: World) -> None:
    for secret in ("", "huigao_" + "x" * 43, "other"):
        answer = Script(app, secret).get(f"/reports/{world.report_id}")
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"] == "Bearer"
        assert answer.mimetype == "application/problem+json"
        assert "密钥" in answer.get_json()["detail"]
    assert app.test_client().get(f"{PREFIX}/me").status_code == 401


@ONE_DATABASE
def test_a_key_ends_when_it_is_ended_expires_or_its_person_leaves(
    app: Flask, world: World, as_: As
) -> None:
    first, second, third = (made_on_the_page(as_) for _ in range(3))
    with app.app_context():
        key_id = db.session.scalar(db.select(db.func.min(ApiToken.id)))
    assert as_("reviewer").post(f"/account/keys/{key_id}").status_code == 404
    assert as_("owner").post(f"/account/keys/{key_id}").status_code == 303
    assert Script(app, first).get("/me").status_code == 401
    with app.app_context():
        later = utc_now() + timedelta(days=366)
        assert api_tokens.person_of_secret(second, utc_now()) is not None
        assert api_tokens.person_of_secret(second, later) is None
        with transaction():
            world.person("owner").login_serial += 1
    assert Script(app, third).get("/me").status_code == 401


@ONE_DATABASE
def test_a_key_needs_a_name_and_there_are_ten_at_most(as_: As) -> None:
    refused = as_("owner").post("/account/keys/", data={"name": " "})
    assert refused.status_code == 422 and "请给密钥起个名称" in refused.get_data(as_text=True)
    for _ in range(10):
        made_on_the_page(as_)
    refused = as_("owner").post("/account/keys/", data={"name": "第十一个"})
    assert refused.status_code == 422 and "最多有 10 个密钥" in refused.get_data(as_text=True)


@ONE_DATABASE
def test_a_browsers_log_in_reads_and_needs_the_pages_token_to_act(
    app: Flask, world: World, as_: As
) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    here = f"{PREFIX}/sections/{world.section_ids['rules']}"
    assert as_("owner").get(here).status_code == 200
    assert as_("owner").post(f"{here}/accept").status_code == 400
    with app.app_context(), transaction() as work:
        secret = api_tokens.make(work, world.person("owner"), "脚本")
    assert (
        Script(app, secret).post(f"/sections/{world.section_ids['rules']}/accept").status_code
        == 200
    )
