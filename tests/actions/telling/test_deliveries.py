"""A delivery's life: claimed once, tried again with growing pauses, and an honest end."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask

from tests.at_once import at_once
from tests.cast import World
from workflow.actions.telling import deliveries
from workflow.actions.telling.attempts import AT_ONCE, Attempt, Did, Outcome
from workflow.actions.telling.deliveries import LEASE
from workflow.actions.telling.outcomes import (
    BEFORE_THE_NEXT,
    MOST_ATTEMPTS,
    PAUSES,
    UNKNOWN,
    record,
)
from workflow.actions.telling.silence import silent_ones, take_over
from workflow.actions.work import transaction
from workflow.domain.terms import DeliveryState, Verb
from workflow.store import Delivery, Notice, Person, db
from workflow.store.base import utc_now
from workflow.store.system import deliveries_to_send, silent_claims

S = DeliveryState
SOON = timedelta(seconds=1)


@pytest.fixture
def waiting(ctx: World) -> int:
    """A message to the owner that waits to be sent."""
    ctx.write("owner", "正文。")
    ctx.do("owner", Verb.SUBMIT)
    ctx.do("reviewer", Verb.SEND_BACK, note="数字有误")
    query = db.select(Delivery.id).join(Notice).where(Notice.kind == Verb.SEND_BACK)
    return int(db.session.scalars(query).one())


def claimed(delivery_id: int, now: datetime, most: int = 1) -> list[Attempt]:
    with transaction(now) as work:
        found = [one for one, _ in deliveries.to_send(work, delivery_id, most).letters]
        deliveries.claim(work, dict.fromkeys(found, "<id@office.example>"))
    return found


def taken(delivery_id: int, now: datetime) -> Attempt:
    (attempt,) = claimed(delivery_id, now)
    return attempt


def ended(
    attempt: Attempt, did: Did, at: datetime, why: str = "", wait: timedelta = AT_ONCE
) -> None:
    with transaction(at) as work:
        record(work, [Outcome(attempt, did, at, why, wait)])


def postponed(attempt: Attempt, now: datetime, why: str = "451") -> None:
    ended(attempt, Did.TRY_AGAIN, now, why)


def falls_silent(now: datetime) -> datetime:
    """Nobody knows what became of all that was in hand; gives the moment."""
    later = now + LEASE + SOON
    with transaction(later) as work:
        take_over(work, silent_ones(work, ""), None)
    return later


def row(delivery_id: int) -> Delivery:
    db.session.rollback()
    return db.session.get_one(Delivery, delivery_id)


def test_it_is_taken_by_one_worker_alone(waiting: int) -> None:
    """celery/kombu#337."""
    now = utc_now()
    assert taken(waiting, now) == Attempt(waiting, 1)
    assert claimed(waiting, now) == []
    assert waiting not in deliveries_to_send(now)


@pytest.mark.faults
def test_of_four_workers_at_once_one_gets_it(waiting: int, app: Flask) -> None:
    got = at_once(app, lambda moment: claimed(waiting, moment), [utc_now()] * 4)
    assert sorted(got) == [[], [], [], [Attempt(waiting, 1)]]


@pytest.mark.parametrize(("did", "state"), [(Did.ARRIVED, S.SENT), (Did.KEPT, S.KEPT)])
def test_what_arrived_is_never_sent_again(waiting: int, did: Did, state: S) -> None:
    now = utc_now()
    ended(taken(waiting, now), did, now)
    assert (row(waiting).state, row(waiting).sent_at) == (state, now)
    assert claimed(waiting, now + timedelta(days=1)) == []


def test_pauses_grow_and_after_the_last_attempt_it_has_failed(waiting: int) -> None:
    now = utc_now()
    for pause in PAUSES:
        postponed(taken(waiting, now), now)
        assert claimed(waiting, now + pause - SOON) == []
        now += pause
        assert waiting in deliveries_to_send(now)
    postponed(taken(waiting, now), now)
    assert (row(waiting).state, row(waiting).attempts) == (S.FAILED, MOST_ATTEMPTS)
    assert row(waiting).error == "451"
    assert claimed(waiting, now + timedelta(days=9)) == []


def test_what_can_never_work_fails_at_once(waiting: int) -> None:
    now = utc_now()
    ended(taken(waiting, now), Did.GIVE_UP, now, "550")
    assert (row(waiting).state, row(waiting).error) == (S.FAILED, "550")


def test_a_silent_workers_message_is_taken_again_when_its_lease_has_run_out(waiting: int) -> None:
    now = utc_now()
    first = taken(waiting, now)
    with transaction(now + LEASE) as work:
        assert silent_ones(work, "") == []
    assert silent_claims(now + LEASE) == [] and silent_claims(now + LEASE + SOON) == [""]
    later = falls_silent(now)
    assert waiting in deliveries_to_send(later)
    second = taken(waiting, later)
    assert (second.number, second.unknown, row(waiting).error) == (2, True, UNKNOWN)
    for did in (Did.ARRIVED, Did.TRY_AGAIN, Did.GIVE_UP, Did.PUT_BACK):
        ended(first, did, later)
        assert row(waiting).state is S.SENDING
    ended(second, Did.ARRIVED, later)
    assert (row(waiting).state, row(waiting).error) == (S.SENT, UNKNOWN)


def test_a_hint_is_given_for_as_many_as_one_job_takes(waiting: int, ctx: World) -> None:
    now = utc_now()
    waiting_ids = deliveries_to_send(now)
    assert len(waiting_ids) >= 4
    assert deliveries_to_send(now, at_once=50) == waiting_ids[:1]
    assert deliveries_to_send(now, at_once=2) == waiting_ids[::2]
    with transaction():
        db.session.get_one(Delivery, waiting_ids[1]).channel = "wecom"
    assert deliveries_to_send(now, at_once=50) == waiting_ids[:2]


def test_what_was_put_back_counts_no_attempt_and_waits_as_long_as_is_said(waiting: int) -> None:
    now = utc_now()
    ended(taken(waiting, now), Did.PUT_BACK, now, wait=timedelta(seconds=7))
    assert (row(waiting).state, row(waiting).attempts) == (S.QUEUED, 0)
    assert claimed(waiting, now + timedelta(seconds=6)) == []
    assert taken(waiting, now + timedelta(seconds=7)).number == 1


def test_where_a_channel_fails_the_next_takes_over_and_mail_is_the_last(
    waiting: int, ctx: World
) -> None:
    """Both stand in the log: nothing is lost, and nothing goes twice by one channel."""
    with transaction():
        ctx.person("owner").channels = ["wecom", "feishu"]
        db.session.get_one(Delivery, waiting).channel = "wecom"
    now = utc_now()
    for _ in range(BEFORE_THE_NEXT):
        postponed(taken(waiting, now), now, "45009")
        now += PAUSES[-1]
    ways = [waiting]
    for _ in range(2):
        ways.append(follower(ways[-1]))
        ended(taken(ways[-1], now), Did.GIVE_UP, now, "no")
    found = [(row(one).channel, row(one).state) for one in ways]
    assert found == [("wecom", S.FAILED), ("feishu", S.FAILED), ("mail", S.FAILED)]
    assert len(row(waiting).notice.deliveries) == 3


def follower(delivery_id: int) -> int:
    rows = row(delivery_id).notice.deliveries
    return next(one.id for one in rows if one.id > delivery_id)


def test_it_ends_as_uncertain_when_an_attempt_of_unknown_outcome_cannot_be_made_good(
    waiting: int,
) -> None:
    now = utc_now()
    taken(waiting, now)
    later = falls_silent(now)
    postponed(taken(waiting, later), later)
    third = taken(waiting, later + PAUSES[1])
    ended(third, Did.GIVE_UP, later, "550")
    assert row(waiting).state is S.UNCERTAIN
    assert UNKNOWN in row(waiting).error and "550" in row(waiting).error


def test_a_message_that_kills_its_workers_is_not_tried_for_ever(waiting: int) -> None:
    now = utc_now()
    for _ in range(MOST_ATTEMPTS):
        taken(waiting, now)
        now = falls_silent(now)
    assert claimed(waiting, now) == []
    assert row(waiting).state is S.UNCERTAIN
    assert waiting not in deliveries_to_send(now + timedelta(days=1))


def test_nothing_is_sent_to_who_has_left_meanwhile(waiting: int, ctx: World) -> None:
    db.session.get_one(Person, ctx.ids["owner"]).active = False
    db.session.commit()
    assert claimed(waiting, utc_now()) == []
    assert row(waiting).state is S.OBSOLETE


def test_what_does_not_exist_is_no_error(ctx: World) -> None:
    assert claimed(10**6, utc_now()) == []
