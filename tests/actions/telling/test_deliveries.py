"""A delivery's life: claimed once, tried again with growing pauses, and an honest end."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask

from tests.at_once import at_once
from tests.cast import World
from workflow.actions.telling import deliveries
from workflow.actions.telling.deliveries import (
    BEFORE_THE_NEXT,
    LEASE,
    MOST_ATTEMPTS,
    PAUSES,
    UNKNOWN,
    Attempt,
)
from workflow.actions.work import transaction
from workflow.domain.terms import DeliveryState, Verb
from workflow.store import Delivery, Notice, Person, db
from workflow.store.base import utc_now
from workflow.store.system import deliveries_to_send

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


def claimed(delivery_id: int, now: datetime) -> Attempt | None:
    """The attempt, which has begun."""
    with transaction(now) as work:
        found = deliveries.claim(work, delivery_id)
        assert all(deliveries.begin(work, one) for one in found)
    return found[0] if found else None


def taken(delivery_id: int, now: datetime) -> Attempt:
    attempt = claimed(delivery_id, now)
    assert attempt is not None
    return attempt


def postponed(attempt: Attempt, now: datetime, why: str = "451") -> None:
    with transaction(now) as work:
        assert deliveries.try_again(work, attempt, why)


def row(delivery_id: int) -> Delivery:
    db.session.rollback()
    return db.session.get_one(Delivery, delivery_id)


def test_it_is_taken_by_one_worker_alone(waiting: int) -> None:
    """celery/kombu#337."""
    now = utc_now()
    assert taken(waiting, now) == Attempt(waiting, 1)
    assert claimed(waiting, now) is None
    assert waiting not in deliveries_to_send(now)


@pytest.mark.faults
def test_of_four_workers_at_once_one_gets_it(waiting: int, app: Flask) -> None:
    got = at_once(app, lambda moment: claimed(waiting, moment), [utc_now()] * 4)
    assert sorted(got, key=str) == [Attempt(waiting, 1), None, None, None]


@pytest.mark.parametrize(("kept", "state"), [(False, S.SENT), (True, S.KEPT)])
def test_what_arrived_is_never_sent_again(waiting: int, kept: bool, state: S) -> None:
    now = utc_now()
    attempt = taken(waiting, now)
    with transaction(now) as work:
        assert deliveries.arrived(work, attempt, kept)
    assert (row(waiting).state, row(waiting).sent_at) == (state, now)
    assert claimed(waiting, now + timedelta(days=1)) is None


def test_pauses_grow_and_after_the_last_attempt_it_has_failed(waiting: int) -> None:
    now = utc_now()
    for pause in PAUSES:
        postponed(taken(waiting, now), now)
        assert claimed(waiting, now + pause - SOON) is None
        now += pause
        assert waiting in deliveries_to_send(now)
    postponed(taken(waiting, now), now)
    assert (row(waiting).state, row(waiting).attempts) == (S.FAILED, MOST_ATTEMPTS)
    assert row(waiting).error == "451"
    assert claimed(waiting, now + timedelta(days=9)) is None


def test_what_can_never_work_fails_at_once(waiting: int) -> None:
    now = utc_now()
    attempt = taken(waiting, now)
    with transaction(now) as work:
        assert deliveries.give_up(work, attempt, "550")
    assert (row(waiting).state, row(waiting).error) == (S.FAILED, "550")


def test_a_silent_workers_message_is_taken_again_when_its_lease_has_run_out(waiting: int) -> None:
    now = utc_now()
    first = taken(waiting, now)
    assert claimed(waiting, now + LEASE) is None
    later = now + LEASE + SOON
    assert waiting in deliveries_to_send(later)
    second = taken(waiting, later)
    assert (second.number, row(waiting).error) == (2, UNKNOWN)
    with transaction(later) as work:
        assert not deliveries.arrived(work, first, kept=False)
        assert not deliveries.try_again(work, first, "451")
        assert not deliveries.give_up(work, first, "550")
        assert deliveries.arrived(work, second, kept=False)
    assert (row(waiting).state, row(waiting).error) == (S.SENT, UNKNOWN)


def test_of_a_dead_worker_only_what_it_had_begun_is_in_doubt(waiting: int, ctx: World) -> None:
    ctx.do("owner", Verb.SUBMIT)
    now = utc_now()
    with transaction(now) as work:
        ours = deliveries.claim(work, waiting, most=50)
        assert len(ours) > 2 and ours[0].delivery_id == waiting
        assert deliveries.begin(work, ours[0])
    later = now + LEASE + SOON
    again = [taken(one.delivery_id, later) for one in ours]
    assert [one.unknown for one in again] == [True] + [False] * (len(ours) - 1)


def test_a_hint_is_given_for_as_many_as_one_job_takes(waiting: int, ctx: World) -> None:
    now = utc_now()
    waiting_ids = deliveries_to_send(now)
    assert len(waiting_ids) >= 4
    assert deliveries_to_send(now, at_once=50) == waiting_ids[:1]
    assert deliveries_to_send(now, at_once=2) == waiting_ids[::2]
    with transaction():
        db.session.get_one(Delivery, waiting_ids[1]).channel = "wecom"
    assert deliveries_to_send(now, at_once=50) == waiting_ids[:2]
    taken(waiting, now)
    assert waiting in deliveries_to_send(now + LEASE + SOON, at_once=50)


def test_what_was_put_back_counts_no_attempt_and_waits_as_long_as_is_said(waiting: int) -> None:
    now = utc_now()
    with transaction(now) as work:
        deliveries.put_back(work, deliveries.claim(work, waiting), timedelta(seconds=7))
    assert (row(waiting).state, row(waiting).attempts) == (S.QUEUED, 0)
    assert claimed(waiting, now + timedelta(seconds=6)) is None
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
        with transaction(now) as work:
            deliveries.give_up(work, deliveries.claim(work, ways[-1])[0], "no")
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
    later = now + LEASE + SOON
    second = taken(waiting, later)
    postponed(second, later)
    third = taken(waiting, later + PAUSES[1])
    with transaction(later) as work:
        assert deliveries.give_up(work, third, "550")
    assert row(waiting).state is S.UNCERTAIN
    assert UNKNOWN in row(waiting).error and "550" in row(waiting).error


def test_a_message_that_kills_its_workers_is_not_tried_for_ever(waiting: int) -> None:
    now = utc_now()
    for _ in range(MOST_ATTEMPTS):
        taken(waiting, now)
        now += LEASE + SOON
    assert claimed(waiting, now) is None
    assert row(waiting).state is S.UNCERTAIN
    assert waiting not in deliveries_to_send(now + timedelta(days=1))


def test_nothing_is_sent_to_who_has_left_meanwhile(waiting: int, ctx: World) -> None:
    db.session.get_one(Person, ctx.ids["owner"]).active = False
    db.session.commit()
    assert claimed(waiting, utc_now()) is None
    assert row(waiting).state is S.OBSOLETE


def test_what_does_not_exist_is_no_error(ctx: World) -> None:
    assert claimed(10**6, utc_now()) is None
