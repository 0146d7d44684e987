"""A robot that is spoken to too fast, or says so: put back, tried again, then the next channel."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from redis import Redis

from tasks.delivering import run_delivery
from tests.cast import World
from tests.hooks import Heard, Hooks, serving
from tests.services import Mailbox
from workflow.actions.telling.outcomes import BEFORE_THE_NEXT
from workflow.actions.telling.ways import save_address
from workflow.actions.work import transaction
from workflow.domain.telling import TEST
from workflow.domain.terms import DeliveryState
from workflow.embedded import RunningRedis
from workflow.store import Delivery, Notice, db
from workflow.store.base import utc_now

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

S = DeliveryState
TOO_FAST = {"errcode": 45009, "errmsg": "api freq out of limit"}


@pytest.fixture
def hooks(
    app: Flask, ctx: World, redis_server: RunningRedis, smtp_server: Mailbox
) -> Iterator[Hooks]:
    """A robot of the office, which the owner reads first; mail is the last resort."""
    settings = app.extensions["settings"]
    with serving() as made:
        app.extensions["settings"] = replace(
            settings,
            redis_url=redis_server.url,
            smtp_url=smtp_server.url,
            webhook_hosts=frozenset({"127.0.0.1"}),
        )
        with transaction() as work:
            db.session.execute(db.update(Delivery).values(state=S.OBSOLETE))
            ctx.person("owner").channels = ["wecom"]
            admin = ctx.person("administrator")
            save_address(work, admin, "wecom", {"url": f"{made.url}/robot"}, for_all=True)
        yield made


def told(world: World, count: int = 1) -> list[int]:
    """Notices to the owner, each by the robot; gives their deliveries."""
    rows = [
        Notice(
            person_id=world.ids["owner"],
            report_id=world.report_id,
            kind="nudge",
            details={"actor": "统稿人甲", "thing": f"第 {n} 部分", "note": ""},
            deliveries=[Delivery(channel="wecom", next_at=utc_now())],
        )
        for n in range(count)
    ]
    db.session.add_all(rows)
    db.session.commit()
    return [one.deliveries[0].id for one in rows]


def deliveries() -> list[Delivery]:
    db.session.rollback()
    query = db.select(Delivery).where(Delivery.state != S.OBSOLETE).order_by(Delivery.id)
    return list(db.session.scalars(query))


def time_passes(pause: timedelta = timedelta(hours=2)) -> None:
    """As if the pauses were over; the silence in Redis is another matter."""
    with transaction():
        for one in deliveries():
            one.next_at -= pause


def test_a_throttled_robot_is_tried_again_then_mail_goes_and_the_log_has_it(
    ctx: World, hooks: Hooks, smtp_server: Mailbox, redis_server: RunningRedis, app: Flask
) -> None:
    """AliyunContainerService/kube-eventer#209."""
    hooks.answer = lambda heard: (200, TOO_FAST)
    (robot,) = told(ctx)
    for _ in range(BEFORE_THE_NEXT):
        forget_silence(redis_server)
        run_delivery(robot)
        time_passes()
    assert len(hooks.heard) == BEFORE_THE_NEXT and smtp_server.messages == []
    first, second = deliveries()
    assert (first.channel, first.state, first.attempts) == ("wecom", S.FAILED, BEFORE_THE_NEXT)
    assert "45009" in first.error and (second.channel, second.state) == ("mail", S.QUEUED)
    for _ in range(2):
        run_delivery(second.id)
    assert len(smtp_server.messages) == 1 and deliveries()[1].state is S.SENT


def forget_silence(redis_server: RunningRedis) -> None:
    with closing(Redis.from_url(redis_server.url)) as redis:
        redis.flushall()


def test_after_too_fast_the_robot_is_left_alone_without_counting_attempts(
    ctx: World, hooks: Hooks, redis_server: RunningRedis
) -> None:
    forget_silence(redis_server)
    hooks.answer = lambda heard: (200, TOO_FAST)
    first, second = told(ctx, 2)
    run_delivery(first)
    assert len(hooks.heard) == 1
    rows = {one.id: one for one in deliveries()}
    assert (rows[first].attempts, rows[second].attempts) == (1, 0)
    assert rows[second].state is S.QUEUED and rows[second].next_at > utc_now()


def test_a_crowd_goes_as_fast_as_the_robot_allows_and_each_waits_for_its_own_place(
    ctx: World, hooks: Hooks, redis_server: RunningRedis
) -> None:
    forget_silence(redis_server)
    ids = told(ctx, 26)
    run_delivery(ids[0])
    assert len(hooks.heard) == 20
    late = sorted(one.next_at for one in deliveries() if one.state is S.QUEUED)
    assert len(set(late)) == 6 and all(one.attempts == 0 for one in deliveries()[20:])
    assert late[0] > utc_now() + timedelta(seconds=30)


def test_a_robot_that_is_gone_hands_on_at_once_and_a_test_message_does_not(
    ctx: World, hooks: Hooks, redis_server: RunningRedis
) -> None:
    forget_silence(redis_server)

    def gone(heard: Heard) -> tuple[int, Any]:
        return 200, {"errcode": 93000, "errmsg": "invalid webhook url"}

    hooks.answer = gone
    (robot,) = told(ctx)
    run_delivery(robot)
    assert [(one.channel, one.state) for one in deliveries()] == [
        ("wecom", S.FAILED),
        ("mail", S.QUEUED),
    ]
    (tried,) = told(ctx)
    with transaction():
        db.session.get_one(Delivery, tried).notice.kind = TEST
    run_delivery(tried)
    assert len(deliveries()) == 3 and deliveries()[2].state is S.FAILED


def test_a_redis_out_of_reach_costs_a_minute_and_no_attempt(
    ctx: World, hooks: Hooks, app: Flask
) -> None:
    settings = app.extensions["settings"]
    app.extensions["settings"] = replace(settings, redis_url="unix:///nonexistent/redis.sock")
    (robot,) = told(ctx)
    run_delivery(robot)
    (row,) = deliveries()
    assert hooks.heard == [] and (row.state, row.attempts) == (S.QUEUED, 0)
