"""A messenger killed in mid-delivery, before, during and after the server's reply; Redis gone.

Real parts: a worker process, a Redis of its own, and a mail server that holds its breath.
"""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from aiosmtpd.controller import Controller
from redis import Redis

from tests.postgres import free_port
from tests.services import Mailbox
from tests.tasks.conftest import Installation, wait_until
from workflow.actions.telling.outcomes import UNKNOWN
from workflow.actions.work import transaction
from workflow.domain.terms import DeliveryState
from workflow.embedded import RunningRedis, start_redis
from workflow.queue import Job
from workflow.store import Delivery, Notice, db
from workflow.store.base import utc_now

pytestmark = [
    pytest.mark.faults,
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]
S = DeliveryState
PATIENCE = 120.0


class Holding(Mailbox):
    """Stops once at a step of the conversation about the second mail until ``go`` is set;
    ``reached`` says that it is there. ``after``: all three are taken, and the database is locked
    before the last reply goes out.
    """

    def __init__(self, where: str, takes_groups: bool, database: Path) -> None:
        super().__init__()
        self._where, self.takes_groups, self._database = where, takes_groups, database
        self.reached, self.go = threading.Event(), threading.Event()
        self._lock: sqlite3.Connection | None = None

    async def handle_RCPT(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if len(self.messages) == 1:
            await self._hold("before")
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        answer = await super().handle_DATA(server, session, envelope)
        if len(self.messages) == 2:
            await self._hold("during")
        if self._where == "after" and len(self.messages) == 3 and not self.reached.is_set():
            self._lock = sqlite3.connect(self._database, check_same_thread=False)
            self._lock.isolation_level = None
            self._lock.execute("BEGIN IMMEDIATE")
            self.reached.set()
        return answer

    async def _hold(self, where: str) -> None:
        if where == self._where and not self.reached.is_set():
            self.reached.set()
            await asyncio.get_running_loop().run_in_executor(None, self.go.wait, 60)

    def release(self) -> None:
        self.go.set()
        if self._lock is not None:
            self._lock.rollback()
            self._lock.close()
            self._lock = None


@pytest.fixture
def server(request: pytest.FixtureRequest, installation: Installation) -> Iterator[Holding]:
    database = Path(urlsplit(installation.environment["DATABASE_URL"]).path)
    where, takes_groups = request.param
    made, port = Holding(where, takes_groups, database), free_port()
    controller = Controller(made, hostname="127.0.0.1", port=port)
    controller.start()
    installation.environment["SMTP_URL"] = f"smtp://127.0.0.1:{port}"
    yield made
    made.release()
    controller.stop()


@pytest.fixture
def waiting(installation: Installation) -> list[int]:
    """Three mails that wait, and no others."""
    with transaction():
        db.session.execute(db.update(Delivery).values(state=S.OBSOLETE))
    return mails(installation, "总体情况", "制度建设", "队伍建设")


def mails(installation: Installation, *things: str) -> list[int]:
    """A mail about each of these waits."""
    notices = [
        Notice(
            person_id=installation.world.ids["owner"],
            report_id=installation.world.report_id,
            kind="nudge",
            details={"actor": "统稿人甲", "thing": thing, "note": ""},
            deliveries=[Delivery(channel="mail", next_at=utc_now())],
        )
        for thing in things
    ]
    db.session.add_all(notices)
    db.session.commit()
    return [one.deliveries[0].id for one in notices]


def rows(ids: list[int]) -> list[Delivery]:
    db.session.rollback()
    return [db.session.get_one(Delivery, one) for one in ids]


def are_sent(ids: list[int]) -> bool:
    return {one.state for one in rows(ids)} == {S.SENT}


def steps_noted(installation: Installation) -> tuple[int, int]:
    """How many beginnings and how many outcomes stand in journals."""
    folder = Path(installation.environment["HUIGAO_VAR"]) / "journals"
    noted = "".join(one.read_text("utf-8") for one in folder.iterdir())
    return noted.count('["begun"'), noted.count('["ended"')


@pytest.mark.parametrize(
    ("server", "begun", "ended", "mails", "doubtful"),
    [
        (("before", True), 2, 1, 3, 1),
        (("during", True), 2, 1, 4, 1),
        (("during", False), 2, 1, 4, 1),
        (("after", True), 3, 3, 3, None),
    ],
    indirect=["server"],
)
def test_a_killed_messenger_loses_nothing_and_doubles_at_most_what_was_under_way(
    installation: Installation,
    server: Holding,
    waiting: list[int],
    begun: int,
    ended: int,
    mails: int,
    doubtful: int | None,
) -> None:
    queue = installation.app.extensions["queue"]
    queue.send(Job.DELIVER, waiting[0])
    first = installation.worker()
    wait_until(server.reached.is_set, "the mail server to be spoken to", PATIENCE)
    wait_until(lambda: steps_noted(installation) == (begun, ended), "it to be noted", PATIENCE)
    first.kill()
    server.release()
    assert [one.state for one in rows(waiting)] == [S.SENDING] * 3
    with transaction():
        db.session.execute(db.update(Delivery).values(lease_until=utc_now() - timedelta(seconds=1)))
    second = installation.worker()
    wait_until(lambda: " ready." in second.text, "the second messenger", PATIENCE)
    for _ in range(3):
        queue.send(Job.SWEEP)
    wait_until(lambda: are_sent(waiting), "the mails to be sent", PATIENCE)
    assert len(server.messages) == mails
    assert {one["Message-ID"] for one in server.messages} == {
        one.message_id for one in rows(waiting)
    }
    # of what was begun nobody here can know whether it came: the log says so
    errors = [UNKNOWN if place == doubtful else "" for place in range(3)]
    attempts = [1 if doubtful is None or place < doubtful else 2 for place in range(3)]
    assert [(one.error, one.attempts) for one in rows(waiting)] == list(
        zip(errors, attempts, strict=True)
    )
    wait_until(lambda: steps_noted(installation) == (0, 0), "the journals to go", PATIENCE)


@pytest.fixture
def own_redis(installation: Installation, tmp_path: Path) -> Iterator[Callable[[], RunningRedis]]:
    """Starts a Redis of this test alone, which may be stopped; always at one address."""
    started: list[RunningRedis] = []

    def start() -> RunningRedis:
        started.append(start_redis(tmp_path / "redis", None))
        return started[-1]

    yield start
    for one in started:
        one.stop()


@pytest.mark.parametrize("server", [("never", True)], indirect=True)
def test_a_redis_emptied_and_stopped_under_worker_and_clock_delays_and_loses_nothing(
    installation: Installation,
    server: Holding,
    waiting: list[int],
    own_redis: Callable[[], RunningRedis],
) -> None:
    """How long it is away makes no difference: see the waiting of worker and clock in test_jobs."""
    redis = own_redis()
    installation.environment["REDIS_URL"] = redis.url
    worker = installation.worker()
    worker.wait_until_ready()
    with closing(Redis.from_url(redis.url)) as client:
        client.flushall()
    beat = installation.beat(1.0)
    wait_until(lambda: are_sent(waiting), "the sweep to find them", PATIENCE)
    redis.stop()
    more = mails(installation, "下一步安排")
    wait_until(lambda: "Trying again" in worker.text, "the worker to miss Redis", PATIENCE)
    wait_until(lambda: "Error" in beat.text, "the clock to miss Redis", PATIENCE)
    own_redis()
    wait_until(lambda: are_sent(more), "the clock to come back", PATIENCE)
    found = rows(waiting + more)
    assert [one["Message-ID"] for one in server.messages] == [one.message_id for one in found]
    assert [(one.attempts, one.error) for one in found] == [(1, "")] * 4
