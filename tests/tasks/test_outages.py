"""Redis away for hours, and one job given to several workers: nothing is lost, nothing doubled.

In this process, with a Redis and servers of their own; the clock is made up.
"""

from __future__ import annotations

import base64
import json
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask
from redis import Redis

from tasks.delivering import run_delivery
from tasks.sweeping import run_sweep
from tests.at_once import at_once
from tests.cast import World
from tests.hooks import Hooks, serving
from tests.march import DUE, at
from tests.services import Mailbox
from workflow.actions.telling.journal import Journal
from workflow.actions.telling.outcomes import UNKNOWN
from workflow.actions.telling.ways import save_address
from workflow.actions.work import transaction
from workflow.domain.ladder import REMINDER
from workflow.domain.terms import DeliveryState, Verb
from workflow.embedded import RunningRedis, start_redis
from workflow.queue import SHORT, CeleryQueue, Job
from workflow.store import Delivery, Notice, db
from workflow.store.base import utc_now

pytestmark = [
    pytest.mark.faults,
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]
S = DeliveryState


@pytest.fixture
def assigned(ctx: World) -> World:
    """The owner has the section since 1 March, and nothing else waits."""
    for name in ("preamble", "team", "next"):
        ctx.do("editor", Verb.ASSIGN, name, due_on=date(2027, 9, 1), now=at(1))
    ctx.do("editor", Verb.ASSIGN, due_on=DUE, now=at(1))
    db.session.execute(db.update(Delivery).values(state=S.OBSOLETE))
    db.session.commit()
    return ctx


def test_redis_stopped_for_six_hours_and_back_each_notice_goes_once(
    assigned: World,
    app: Flask,
    smtp_server: Mailbox,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Acts and sweeps go on without it, and nobody waits for it (kombu alone would for six
    seconds a hint); the first sweep that reaches it again hints at all.
    """
    monkeypatch.setattr("kombu.utils.functional.sleep", lambda seconds: pytest.fail("it waits"))
    redis = start_redis(tmp_path / "redis", None)
    settings = replace(app.extensions["settings"], redis_url=redis.url, smtp_url=smtp_server.url)
    app.extensions["settings"] = settings
    app.extensions["queue"] = CeleryQueue(settings.broker_url)
    redis.stop()
    for moment in (at(11, 9), at(11, 9, 1), at(11, 12)):
        run_sweep(moment)
    assigned.do("editor", Verb.NUDGE, now=at(11, 14))
    assert Counter(waiting()) == Counter({REMINDER: 2, "nudge": 1})
    redis = start_redis(tmp_path / "redis", None)
    try:
        assert jobs(redis) == []
        run_sweep(at(11, 15))
        hinted = jobs(redis)
    finally:
        redis.stop()
    assert hinted and {job for job, _ in hinted} == {Job.DELIVER}
    its_turn_has_come()
    for _, delivery_id in hinted * 2:
        run_delivery(delivery_id)
    sent = Counter(str(one["X-Envelope-To"]).partition("@")[0] for one in smtp_server.messages)
    assert sent == {"owner": 2, "editor": 1} and waiting() == []


def waiting() -> list[str]:
    """The kinds of notices whose message waits."""
    db.session.rollback()
    query = db.select(Notice.kind).join(Notice.deliveries).where(Delivery.state == S.QUEUED)
    return list(db.session.scalars(query))


def jobs(running: RunningRedis) -> list[tuple[str, int]]:
    """What waits in the line of messages: the job's name and the row's id."""
    with closing(Redis.from_url(running.url)) as redis:
        told = [json.loads(one) for one in redis.lrange(SHORT, 0, -1)]
    bodies = [json.loads(base64.b64decode(one["body"])) for one in told]
    return [(one["headers"]["task"], body[0][0]) for one, body in zip(told, bodies, strict=True)]


@pytest.fixture
def hooks(assigned: World, app: Flask, redis_server: RunningRedis) -> Iterator[Hooks]:
    """The owner has a reminder on its way to a webhook of theirs."""
    with serving() as made:
        app.extensions["settings"] = replace(
            app.extensions["settings"],
            redis_url=redis_server.url,
            webhook_hosts=frozenset({"127.0.0.1"}),
        )
        with transaction() as work:
            owner = assigned.person("owner")
            owner.channels = ["webhook"]
            fields = {"url": f"{made.url}/in", "secret": "s" * 20}
            save_address(work, owner, "webhook", fields, for_all=False)
        run_sweep(at(3))
        its_turn_has_come()
        yield made


def its_turn_has_come() -> None:
    """Workers have the clock of the wall."""
    with transaction():
        waits = db.update(Delivery).where(Delivery.state == S.QUEUED)
        db.session.execute(waits.values(next_at=utc_now() - timedelta(minutes=1)))


def posted() -> Delivery:
    """The message that goes to the webhook."""
    db.session.rollback()
    return db.session.scalars(db.select(Delivery).where(Delivery.channel == "webhook")).one()


def test_one_webhook_job_given_three_times_to_two_workers_posts_once(
    hooks: Hooks, app: Flask
) -> None:
    """celery/kombu#337: both begin at the same moment."""
    at_once(app, three_times, [posted().id] * 2)
    (heard,) = hooks.heard
    assert (posted().state, posted().attempts) == (S.SENT, 1)
    assert heard.headers["idempotency-key"] == posted().message_id.strip("<>")


def three_times(delivery_id: int) -> None:
    for _ in range(3):
        run_delivery(delivery_id)


def test_a_worker_that_dies_after_a_post_posts_again_under_the_same_key_and_says_so(
    hooks: Hooks, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By mail it is tried with real processes, see test_killed_messengers."""

    def dies(*_: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patched, pytest.raises(SystemExit):
        patched.setattr(Journal, "end", dies)
        run_delivery(posted().id)
    assert posted().state is S.SENDING
    with transaction():
        posted().lease_until = at(3)
    run_sweep(at(3, 9, 1))
    its_turn_has_come()
    run_delivery(posted().id)
    first, second = (one.headers["idempotency-key"] for one in hooks.heard)
    assert first == second == posted().message_id.strip("<>")
    assert (posted().state, posted().attempts, posted().error) == (S.SENT, 2, UNKNOWN)
