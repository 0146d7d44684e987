"""Whoever acts for somebody is reminded in their stead: on those days, and of that matter alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.actions.reminding.test_reminders import reminded, state_of_reminders, swept
from tests.cast import World
from tests.march import RULES, assigned, at
from workflow.actions.office import absences
from workflow.actions.work import transaction
from workflow.domain.terms import DeliveryState, Verb
from workflow.notify.sentences import asked
from workflow.store import Absence, Notice, db

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
OBSOLETE, SENDING = DeliveryState.OBSOLETE, DeliveryState.SENDING


@pytest.fixture
def office(ctx: World) -> World:
    return assigned(ctx)


def away(world: World, who: str, deputy: str, *days: int) -> Absence:
    """From the first to the last of these days of March."""
    first, last = (date(2027, 3, day) for day in days)
    with transaction(at(1)) as work:
        given = absences.Given(first, last, world.ids[deputy])
        return absences.add(work, world.person(who), world.ids[who], given)


def to_outsider(world: World, *days: int) -> dict[str, Any]:
    first, last = (date(2027, 3, day) for day in days)
    return {"person_id": world.ids["outsider"], "first_on": first, "last_on": last}


def in_review(world: World, *passed: str) -> None:
    world.write("owner", "制度建设的正文。")
    world.do("owner", Verb.SUBMIT, now=at(4))
    for who in passed:
        world.do(who, Verb.PASS, now=at(5, 10))


def test_a_deputys_mail_is_not_sent_once_their_days_are_over(office: World) -> None:
    """go-vikunja/vikunja#1581: no longer theirs, then silence."""
    away(office, "owner", "outsider", 3, 3)
    swept(at(3))
    assert reminded(office) == [("owner", 5), ("outsider", 5)]
    assert state_of_reminders(at(4)) == [SENDING, OBSOLETE]


def test_a_deputys_mail_is_not_sent_once_it_was_taken_back(office: World) -> None:
    office.do("owner", Verb.DELEGATE, RULES, now=at(2), **to_outsider(office, 2, 9))
    swept(at(3))
    office.do("owner", Verb.REVOKE, RULES, now=at(3, 10))
    assert state_of_reminders(at(3, 11)) == [SENDING, OBSOLETE]


def test_whoever_acts_for_two_is_told_for_the_one_who_has_not_decided(office: World) -> None:
    """The mail said that it is for both; it goes while it is for one of them."""
    in_review(office, "reviewer")
    for who in ("countersigner", "second_countersigner"):
        away(office, who, "outsider", 8, 8)
    swept(at(8))
    office.do("countersigner", Verb.PASS, now=at(8, 10))
    assert state_of_reminders(at(8, 11)) == [OBSOLETE, SENDING, SENDING]


def test_a_section_that_is_entrusted_brings_nothing_of_its_holders_other_parts(
    office: World,
) -> None:
    """frappe/frappe#19205: the director has reviewed, and hears as director that it is late."""
    in_review(office)
    given: dict[str, Any] = {"from_id": office.ids["reviewer"]}
    office.do("reviewer", Verb.HAND_OVER, person_id=office.ids["director"], now=at(4, 10), **given)
    office.do("director", Verb.DELEGATE, now=at(4, 11), **to_outsider(office, 4, 31))
    office.do("outsider", Verb.SEND_BACK, note="再改", now=at(4, 12))
    swept(*(at(day) for day in range(5, 20)))
    assert ("director", -3) in reminded(office)
    assert "outsider" not in [who for who, _ in reminded(office)]


def test_who_acts_for_holder_and_editor_is_asked_as_the_holder(office: World) -> None:
    away(office, "editor", "outsider", 2, 31)
    away(office, "owner", "outsider", 3, 31)
    swept(at(11))
    query = db.select(Notice).where(Notice.person_id == office.ids["outsider"])
    notice = db.session.scalars(query.order_by(Notice.id.desc())).first()
    assert notice is not None and notice.details["for_id"] == office.ids["owner"]
    ask = asked(notice)
    assert ask is not None and ask.render() == "请尽快完成并送审。"
