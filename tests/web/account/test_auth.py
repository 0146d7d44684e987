"""Logging in and out: one answer for every wrong one, slow for who guesses, safe for who left."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.cast import World
from workflow.actions.office.passwords import hash_password, matches
from workflow.actions.work import transaction
from workflow.embedded import RunningRedis
from workflow.store import db
from workflow.web.account import attempts
from workflow.web.forms import local_path

PASSWORD = "a right password"
STORED = hash_password(PASSWORD)


@pytest.fixture
def door(app: Flask, world: World) -> Iterator[FlaskClient]:
    """A browser before the log-in; everybody of the cast has the same password."""
    with app.app_context(), transaction():
        for name in world.ids:
            world.person(name).password_hash = STORED
    yield app.test_client()


def log_in(
    client: FlaskClient, name: str = "owner", password: str = PASSWORD, **more: str
) -> TestResponse:
    form = {"email": f"{name}@office.example", "password": password, **more}
    return client.post("/login", data=form)


def is_inside(client: FlaskClient) -> bool:
    return client.get("/account/").status_code == 200


def test_the_right_password_opens_the_desk(door: FlaskClient) -> None:
    answer = log_in(door)
    assert (answer.status_code, answer.location) == (303, "/")
    assert is_inside(door)


def test_the_address_may_be_written_in_any_case(door: FlaskClient) -> None:
    form = {"email": " OWNER@Office.Example ", "password": PASSWORD}
    assert door.post("/login", data=form).status_code == 303


@pytest.mark.parametrize(
    ("name", "password"), [("owner", "wrong password"), ("nobody", PASSWORD), ("owner", "")]
)
def test_every_wrong_log_in_gets_the_same_sentence(
    door: FlaskClient, name: str, password: str
) -> None:
    answer = log_in(door, name, password)
    assert answer.status_code == 422
    assert "邮箱或密码不对" in answer.text
    assert not is_inside(door)


def test_who_has_left_does_not_come_in(door: FlaskClient, app: Flask, world: World) -> None:
    assert log_in(door).status_code == 303
    with app.app_context(), transaction():
        world.person("owner").active = False
    assert not is_inside(door)
    assert log_in(app.test_client()).status_code == 422


def test_a_raised_serial_ends_the_session(door: FlaskClient, app: Flask, world: World) -> None:
    log_in(door)
    with app.app_context(), transaction():
        world.person("owner").login_serial += 1
    assert not is_inside(door)


def test_nul_in_a_form_is_no_error(door: FlaskClient) -> None:
    assert log_in(door, "own\0er", "x\0").status_code in (303, 422)


@pytest.mark.parametrize(
    "goal", ["//evil.example", "/\\evil.example", "https://evil.example/", "evil", "/\t/evil", ""]
)
def test_only_paths_of_this_site_are_followed_after_the_log_in(
    door: FlaskClient, goal: str
) -> None:
    assert log_in(door, next=goal).location == "/"
    assert local_path(goal, "/") == "/"


def test_a_page_asked_for_is_opened_after_the_log_in(door: FlaskClient) -> None:
    asked = door.get("/notices/?page=2")
    assert asked.location == "/login?next=/notices/?page%3D2"
    page = door.get(asked.location)
    assert 'value="/notices/?page=2"' in page.text
    assert log_in(door, next="/notices/?page=2").location == "/notices/?page=2"


def test_a_form_sent_after_the_session_ended_comes_back_to_no_dead_address(
    door: FlaskClient,
) -> None:
    assert door.post("/notices/read").location == "/login"


def test_a_poll_after_the_session_ended_leads_the_whole_page_to_the_log_in(
    door: FlaskClient,
) -> None:
    answer = door.get("/notices/bell", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (401, "/login")


def test_logging_out_takes_a_post_and_keeps_the_language(door: FlaskClient) -> None:
    log_in(door)
    door.post("/language", data={"language": "en"})
    assert door.get("/logout").status_code == 405
    assert is_inside(door)
    assert door.post("/logout").status_code == 303
    assert not is_inside(door)
    assert '<html lang="en">' in door.get("/login").text


def test_a_session_begun_before_the_log_in_is_left_behind(door: FlaskClient) -> None:
    door.get("/login")
    with door.session_transaction() as session:
        session["planted"] = "by somebody else"
        before = session.get("csrf_token")
    log_in(door)
    with door.session_transaction() as session:
        assert "planted" not in session
        assert session.get("csrf_token") != before or before is None


def test_an_outdated_hash_is_renewed_at_the_log_in(
    door: FlaskClient, app: Flask, world: World
) -> None:
    old = "$argon2id$v=19$m=8192,t=1,p=1$"
    with app.app_context(), transaction():
        from_older = PasswordHasher(1, 8192, 1).hash(PASSWORD)
        assert from_older.startswith(old)
        world.person("owner").password_hash = from_older
    assert log_in(door).status_code == 303
    with app.app_context():
        stored = world.person("owner").password_hash
        assert not stored.startswith(old) and matches(PASSWORD, stored)


def test_the_eleventh_guess_has_to_wait_and_says_how_long(door: FlaskClient) -> None:
    answers = [log_in(door, password="wrong password") for _ in range(attempts.PER_ACCOUNT)]
    assert {one.status_code for one in answers} == {422}
    blocked = log_in(door)
    assert blocked.status_code == 429
    assert int(blocked.headers["Retry-After"]) <= attempts.WINDOW
    assert "15 分钟" in blocked.text
    assert log_in(door, "editor").status_code == 303


def _guess(app: Flask, times: int) -> TestResponse:
    stranger = app.test_client()
    return [log_in(stranger, password="wrong password") for _ in range(times)][-1]


def test_strangers_cannot_keep_somebody_out_of_a_browser_they_know(
    door: FlaskClient, app: Flask
) -> None:
    log_in(door)
    door.post("/logout")
    assert _guess(app, attempts.PER_ACCOUNT + 1).status_code == 429
    assert log_in(app.test_client()).status_code == 429
    assert log_in(door).status_code == 303


def test_the_known_browser_is_no_free_pass(door: FlaskClient) -> None:
    log_in(door)
    door.post("/logout")
    for _ in range(attempts.PER_ACCOUNT):
        log_in(door, password="wrong password")
    assert log_in(door).status_code == 429


def test_the_wait_ends_by_itself(
    door: FlaskClient, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    _guess(app, attempts.PER_ACCOUNT + 5)
    now = attempts.time.monotonic()
    monkeypatch.setattr(attempts.time, "monotonic", lambda: now + attempts.WINDOW + 1)
    assert log_in(door).status_code == 303


def test_one_address_cannot_try_every_account(
    door: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempts, "PER_ADDRESS", 5)
    for n in range(5):
        assert log_in(door, f"nobody{n}").status_code == 422
    assert log_in(door, "editor").status_code == 429


def test_right_log_ins_do_not_use_up_the_address(
    door: FlaskClient, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempts, "PER_ADDRESS", 3)
    for name in ("editor", "owner", "director", "reviewer", "outsider"):
        assert log_in(app.test_client(), name).status_code == 303


def test_a_given_password_is_replaced_before_anything_else(
    door: FlaskClient, app: Flask, world: World
) -> None:
    with app.app_context(), transaction():
        world.person("owner").must_change_password = True
    log_in(door)
    assert door.get("/reports").location == "/account/password"
    assert door.post("/notices/read").location == "/account/password"
    page = door.get("/account/password")
    assert page.status_code == 200 and 'name="present"' not in page.text
    form = {"wanted": "one of my own", "again": "one of my own"}
    assert door.post("/account/password", data=form).location == "/"
    assert door.get("/notices/").status_code == 200
    with app.app_context():
        assert matches("one of my own", world.person("owner").password_hash)


def test_the_language_is_kept_for_the_browser_and_for_the_person(
    door: FlaskClient, app: Flask, world: World
) -> None:
    assert door.post("/language", data={"language": "en", "next": "/login"}).location == "/login"
    assert '<html lang="en">' in door.get("/login").text
    log_in(door)
    assert '<html lang="zh-CN">' in door.get("/account/").text
    door.post("/language", data={"language": "en"})
    with app.app_context():
        assert world.person("owner").language == "en"
    door.post("/language", data={"language": "tlh"})
    with app.app_context():
        assert db.session.get_one(type(world.person("owner")), world.ids["owner"]).language == "en"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("10.1.2.3", "10.1.2.4", False),
        ("2001:db8::1", "2001:db8::ffff:1", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        (None, "not an address", True),
    ],
)
def test_an_address_of_ipv6_is_counted_by_its_line(
    one: str | None, other: str | None, same: bool
) -> None:
    assert (attempts.address_key(one) == attempts.address_key(other)) is same


def test_attempts_are_shared_between_processes_by_redis(redis_server: RunningRedis) -> None:
    first, second = attempts.Attempts(redis_server.url), attempts.Attempts(redis_server.url)
    limits = {"account:test@office.example:": 3}
    waits = [(first if n % 2 else second).wait(limits) for n in range(4)]
    assert waits[:3] == [0, 0, 0]
    assert 0 < waits[3] <= attempts.WINDOW
    first.forget(*limits)
    assert second.wait(limits) == 0


def test_what_is_given_back_does_not_count(redis_server: RunningRedis) -> None:
    counter = attempts.Attempts(redis_server.url)
    for _ in range(5):
        assert counter.wait({"address:10.0.0.1": 1}) == 0
        counter.give_back("address:10.0.0.1")


def test_no_address_is_written_into_the_log_in_cookie(door: FlaskClient) -> None:
    answer = log_in(door)
    cookies = answer.headers.getlist("Set-Cookie")
    assert any(one.startswith("huigao_known=") for one in cookies)
    assert not re.search("owner|office", " ".join(cookies))
