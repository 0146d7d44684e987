"""The first start: the schema, then the sample once, or a link as long as nobody has set up."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from tests.cast import office_today
from workflow.actions.calendar import calendars
from workflow.actions.office.passwords import matches
from workflow.actions.playing.sample import Credential
from workflow.app import create_app
from workflow.cli.start import table
from workflow.queue import ListQueue
from workflow.settings import Settings
from workflow.store import Office, Person, db
from workflow.store.person import person_by_email

LINK = re.compile(r"https://huigao\.example(/setup/\S+)")
PASSWORD = re.compile(r"(\S+@\S+)\s+([a-z2-9]{4}(?:-[a-z2-9]{4}){3})$", re.MULTILINE)
FORM = {
    "office": "某某办公室",
    "zone": "Asia/Shanghai",
    "language": "zh",
    "name": "管理员",
    "email": "admin@office.example",
    "wanted": "a password of mine",
    "again": "a password of mine",
}


@pytest.fixture
def fresh(tmp_path: Path) -> Flask:
    """An application over a database file that does not exist yet."""
    settings = Settings.from_environment(
        {
            "HUIGAO_VAR": str(tmp_path / "var"),
            "SECRET_KEY": "only-for-tests-" * 3,
            "REDIS_URL": f"unix://{tmp_path}/no-redis.sock",
            "HUIGAO_BASE_URL": "https://huigao.example",
        }
    )
    settings.var.mkdir()
    app = create_app(settings, ListQueue())
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    return app


def start(app: Flask, *arguments: str) -> str:
    done = app.test_cli_runner().invoke(args=["first-start", *arguments])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_the_sample_is_loaded_once_and_its_log_ins_printed(fresh: Flask) -> None:
    pairs = PASSWORD.findall(start(fresh))
    assert len(pairs) == 8
    with fresh.app_context():
        for email, password in pairs:
            person = person_by_email(email)
            assert person is not None and matches(password, person.password_hash)
        assert db.session.scalar(db.select(db.func.count()).select_from(Office)) == 1
    assert start(fresh) == "" and start(fresh, "--no-sample") == ""
    with fresh.app_context():
        assert db.session.scalar(db.select(db.func.count()).select_from(Person)) == 8


def test_a_start_after_an_update_brings_new_working_days_in_and_says_so(
    fresh: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    start(fresh)
    year = max(office_today().year, *calendars.NOTICED) + 1
    monkeypatch.setattr(calendars, "NOTICED", calendars.NOTICED | {year})
    notice = {**calendars.holidays, date(year, 1, 4): "New Year's Day"}
    monkeypatch.setattr(calendars, "holidays", notice)
    runner = fresh.test_cli_runner()
    first, second = (runner.invoke(args=["first-start"]) for _ in range(2))
    assert first.exit_code == second.exit_code == 0
    assert f"工作日历已补全：{year}" in first.stderr and "工作日历" not in second.stderr


def test_hints_of_the_sample_are_left_to_the_sweep(fresh: Flask) -> None:
    start(fresh)
    queue = fresh.extensions["queue"]
    assert isinstance(queue, ListQueue) and queue.sent == []


def test_without_the_sample_each_start_gives_a_new_link_until_one_is_used(fresh: Flask) -> None:
    links = [LINK.findall(start(fresh, "--no-sample"))[0] for _ in range(2)]
    client = fresh.test_client()
    assert client.get(links[0]).status_code == 410
    assert client.post(links[1], data=FORM).status_code == 303
    assert start(fresh, "--no-sample") == ""
    assert start(fresh) == ""


def test_the_link_names_the_address_that_is_given(fresh: Flask) -> None:
    printed = start(fresh, "--no-sample", "--url", "http://10.0.0.5:8000/")
    assert "http://10.0.0.5:8000/setup/" in printed


def test_the_columns_of_the_table_line_up_with_chinese_names() -> None:
    rows = [
        Credential("闻慧", "a@yunxi.example", "k7mp-3xqt-9wha-5cde", "统稿人"),
        Credential("Anna", "longer@yunxi.example", "k7mp-3xqt-9wha-5cde", "办公室主任"),
    ]
    lines = table(rows).splitlines()
    places = set()
    for line in lines[2:]:
        before = line.partition("k7mp")[0]
        places.add(sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in before))
    assert len(places) == 1
