"""The private calendar: read by a calendar library, following every change, closed at will."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from flask import Flask
from icalendar import Calendar

from tests.cast import World, office_today
from tests.conftest import As
from workflow.domain.terms import Verb
from workflow.store import CalendarFeed, db

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
ADDRESS = re.compile(r"/calendars/[\w-]{43}\.ics")


def address_of(as_: As, who: str) -> str:
    page = as_(who).post("/account/calendar")
    assert page.status_code == 201
    return ADDRESS.findall(page.text)[0]


def events(app: Flask, address: str) -> dict[str, tuple[date, int, str]]:
    """What a calendar program without a log-in reads: day, sequence and title by UID."""
    answer = app.test_client().get(address)
    assert answer.status_code == 200 and answer.mimetype == "text/calendar"
    found = Calendar.from_ical(answer.data).walk("VEVENT")
    return {
        str(one["uid"]): (one.decoded("dtstart"), one.decoded("sequence"), str(one["summary"]))
        for one in found
    }


def test_it_has_what_the_person_is_asked_for_on_the_offices_days(
    app: Flask, world: World, as_: As
) -> None:
    found = events(app, address_of(as_, "owner"))
    due = office_today() + timedelta(days=20)
    assert {(day, title) for day, _, title in found.values()} == {
        (due, "送审截止：（一）制度建设"),
        (due, "送审截止：导语"),
    }
    assert events(app, address_of(as_, "director")) == {}


def test_an_extension_moves_the_same_entry_and_counts_it_up(
    app: Flask, world: World, as_: As
) -> None:
    address = address_of(as_, "owner")
    before = events(app, address)
    later = office_today() + timedelta(days=40)
    with app.app_context():
        world.do("editor", Verb.EXTEND, due_on=later, note="材料未齐")
    after = events(app, address)
    assert after.keys() == before.keys()
    (moved,) = [uid for uid in after if after[uid] != before[uid]]
    assert after[moved][0] == later and after[moved][1] == before[moved][1] + 1


def test_a_review_turn_comes_and_goes(app: Flask, world: World, as_: As) -> None:
    address = address_of(as_, "reviewer")
    assert events(app, address) == {}
    with app.app_context():
        world.write("owner", "正文。")
        world.do("owner", Verb.SUBMIT)
    (title,) = [title for _, _, title in events(app, address).values()]
    assert title == "初审截止：（一）制度建设"
    with app.app_context():
        world.do("reviewer", Verb.PASS)
    assert events(app, address) == {}


def test_a_new_address_ends_the_old_one_and_closing_ends_both(
    app: Flask, world: World, as_: As
) -> None:
    first = address_of(as_, "owner")
    second = address_of(as_, "owner")
    assert app.test_client().get(first).status_code == 404
    assert app.test_client().get(second).status_code == 200
    assert as_("owner").post("/account/calendar/close").status_code == 303
    assert app.test_client().get(second).status_code == 404


def test_it_is_stored_as_a_hash_and_shown_once(app: Flask, world: World, as_: As) -> None:
    address = address_of(as_, "owner")
    secret = address.split("/")[-1].removesuffix(".ics")
    with app.app_context():
        feed = db.session.scalars(db.select(CalendarFeed)).one()
        assert secret not in feed.secret_hash and len(feed.secret_hash) == 64
    assert secret not in as_("owner").get("/account/calendar").text


def test_who_has_left_has_no_calendar(app: Flask, world: World, as_: As) -> None:
    address = address_of(as_, "owner")
    with app.app_context():
        world.person("owner").active = False
        db.session.commit()
    assert app.test_client().get(address).status_code == 404
