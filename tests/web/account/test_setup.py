"""The set-up link: one office, one administrator, once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from workflow.actions.archive.office_keys import has_key
from workflow.actions.office.onboarding import VALID_FOR, new_link, office_exists
from workflow.actions.work import transaction
from workflow.store import OneTimeLink, db
from workflow.store.base import utc_now
from workflow.store.office import work_calendar
from workflow.store.person import person_by_email

FORM = {
    "office": "某某办公室",
    "zone": "Asia/Shanghai",
    "language": "zh",
    "name": "管理员",
    "email": "Admin@office.example",
    "wanted": "a password of mine",
    "again": "a password of mine",
    "is_editor": "1",
}


@pytest.fixture
def link(app: Flask) -> str:
    with app.app_context(), transaction() as work:
        return f"/setup/{new_link(work)}"


def test_the_link_makes_office_and_administrator_and_logs_in(app: Flask, link: str) -> None:
    client = app.test_client()
    assert client.get(link).status_code == 200
    assert client.post(link, data=FORM).location == "/people/"
    assert "某某办公室" in client.get("/people/").text
    with app.app_context():
        person = person_by_email("admin@office.example")
        assert person is not None and person.is_administrator and person.is_editor
        assert not person.must_change_password
        calendar = work_calendar(person.office_id)
        assert not calendar.is_provisional(utc_now().date())
        assert has_key(person.office_id)


@pytest.mark.parametrize("again", ["same", "another browser"])
def test_a_second_use_is_refused_with_a_sentence(app: Flask, link: str, again: str) -> None:
    client = app.test_client()
    client.post(link, data=FORM)
    other = client if again == "same" else app.test_client()
    for answer in (other.get(link), other.post(link, data=FORM | {"office": "另一个"})):
        assert answer.status_code == 410
        assert "已经用过或已失效" in answer.text
    with app.app_context():
        assert len(db.session.scalars(db.select(OneTimeLink)).all()) == 1


def test_a_link_lives_for_a_day(app: Flask) -> None:
    with app.app_context():
        with transaction(utc_now() - VALID_FOR - timedelta(minutes=1)) as work:
            secret = new_link(work)
        assert app.test_client().get(f"/setup/{secret}").status_code == 410


def test_a_newer_link_ends_the_older_one(app: Flask, link: str) -> None:
    with app.app_context(), transaction() as work:
        newer = new_link(work)
    client = app.test_client()
    assert client.get(link).status_code == 410
    assert client.get(f"/setup/{newer}").status_code == 200


@pytest.mark.parametrize("secret", ["x", "x" * 43, "%00", "../setup"])
def test_a_guessed_link_opens_nothing(app: Flask, link: str, secret: str) -> None:
    assert app.test_client().post(f"/setup/{secret}", data=FORM).status_code in (404, 410)
    with app.app_context():
        assert not office_exists()


@pytest.mark.parametrize(
    "change",
    [
        {"office": " "},
        {"zone": "Mars/Olympus"},
        {"language": "xx"},
        {"name": ""},
        {"email": "admin"},
        {"again": "a password of yours"},
        {"wanted": "short", "again": "short"},
        {"wanted": "admin@office.example", "again": "admin@office.example"},
    ],
)
def test_what_is_missing_is_said_and_the_link_stays_good(
    app: Flask, link: str, change: dict[str, str]
) -> None:
    client = app.test_client()
    answer = client.post(link, data=FORM | change)
    assert (answer.status_code == 422 and "field-error" in answer.text) or "note-bar" in answer.text
    with app.app_context():
        assert not office_exists()
    assert client.post(link, data=FORM).status_code == 303


def test_only_the_hash_of_the_secret_is_stored(app: Flask, link: str) -> None:
    with app.app_context():
        stored = db.session.scalars(db.select(OneTimeLink)).one()
        assert link.rsplit("/", 1)[1] not in stored.secret_hash and len(stored.secret_hash) == 64


def test_the_secret_is_not_written_to_the_log(
    app: Flask, link: str, capsys: pytest.CaptureFixture[str]
) -> None:
    app.test_client().get(link)
    assert link.rsplit("/", 1)[1] not in capsys.readouterr().err
