"""What may be chosen, and when a digest goes out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from workflow.domain.absence_words import NAMED, RELEASED
from workflow.domain.channels import KINDS, after, route
from workflow.domain.phrases import NOT_ARCHIVED
from workflow.domain.telling import (
    MATTERS,
    MAY_BE_OFF,
    Choice,
    Matter,
    allowed,
    choice_for,
    digest_moment,
    matter_of,
)
from workflow.domain.terms import Verb

SHANGHAI = ZoneInfo("Asia/Shanghai")


def test_what_asks_something_of_a_person_is_never_off() -> None:
    for verb in (Verb.ASSIGN, Verb.SEND_BACK, Verb.SUBMIT, Verb.PRESENT, Verb.NUDGE):
        matter = matter_of(verb)
        assert matter not in MAY_BE_OFF and Choice.OFF not in allowed(matter)
        assert choice_for(verb, {matter: "off"}) is Choice.AT_ONCE
    assert choice_for("reminder", {Matter.TIME: "off"}) is Choice.AT_ONCE
    assert choice_for(Verb.COMMENT, {Matter.TALK: "off"}) is Choice.OFF


def test_every_kind_has_a_matter_and_nonsense_means_at_once() -> None:
    assert {matter_of(one) for one in [*Verb, "mention", "reminder", "a new one"]} == set(Matter)
    assert set(MATTERS) <= {*Verb, "mention", NAMED, RELEASED, NOT_ARCHIVED}
    assert choice_for(Verb.ASSIGN, {"work": "never"}) is Choice.AT_ONCE


@pytest.mark.parametrize("hour", [6, 8, 22])
def test_a_digest_comes_in_its_hour_of_the_office_off_the_full_hour(hour: int) -> None:
    now = datetime(2026, 11, 30, 0, 30, tzinfo=UTC)
    minutes = set()
    for person in range(200):
        at = digest_moment(person, hour, now, "Asia/Shanghai")
        there = at.astimezone(SHANGHAI)
        assert there.hour == hour and 3 <= there.minute < 27
        assert now < at <= now + timedelta(days=1)
        assert digest_moment(person, hour, at, "Asia/Shanghai") == at + timedelta(days=1)
        minutes.add(there.minute)
    assert len(minutes) > 15


def test_mail_is_the_last_way_unless_nothing_is_wanted() -> None:
    assert route([]) == []
    assert route(["wecom", "wecom", "pigeon"]) == ["wecom", "mail"]
    assert route(["mail", "feishu"]) == ["mail", "feishu"]
    assert after("wecom", ["wecom", "feishu"], {"wecom"}) == "feishu"
    assert after("feishu", ["wecom", "feishu"], {"wecom", "feishu"}) == "mail"
    assert after("mail", ["mail"], {"mail"}) is None
    # chosen no longer when it fails: still not lost
    assert after("wecom", ["mail"], {"wecom"}) == "mail"


def test_ones_own_robot_takes_the_offices_place_with_its_own_secret() -> None:
    office, own = {"url": "office", "secret": "theirs"}, {"user": "zhang"}
    kind = KINDS["dingtalk"]
    assert kind.combined(office, own) == {"url": "office", "secret": "theirs", "user": "zhang"}
    assert kind.combined(office, {"url": "mine"}) == {"url": "mine"}
    assert kind.combined({}, own) == {}
    assert KINDS["wecom_app"].combined({"corp": "c", "agent": "1", "secret": "s"}, {}) == {}
    # a person gives a secret to no robot of the office
    assert kind.combined(office, {"secret": "x"}) == office
