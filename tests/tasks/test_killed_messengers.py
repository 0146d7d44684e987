"""A messenger killed in mid-delivery, before, during and after the server's reply; Redis gone.

Real parts: a worker process, a Redis of its own, and a mail server that holds its breath.
"""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from aiosmtpd.controller import Controller

from tests.postgres import free_port
from tests.services import Mailbox
from tests.tasks.conftest import Installation, wait_until
from workflow.actions.telling.deliveries import UNKNOWN
from workflow.actions.work import transaction
from workflow.domain.terms import DeliveryState
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
    """Stops once at a step of the conversation until ``go`` is set; ``reached`` says that it is
    there. ``after``: the mail is taken, and the database locked before the reply goes out.
    """

    def __init__(self, where: str, database: Path) -> None:
        super().__init__()
        self._where, self._database = where, database
        self.reached, self.go = threading.Event(), threading.Event()
        self._lock: sqlite3.Connection | None = None

    async def handle_RCPT(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        await self._hold("before")
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        answer = await super().handle_DATA(server, session, envelope)
        await self._hold("during")
        if self._where == "after" and not self.reached.is_set():
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
    made, port = Holding(request.param, database), free_port()
    controller = Controller(made, hostname="127.0.0.1", port=port)
    controller.start()
    installation.environment["SMTP_URL"] = f"smtp://127.0.0.1:{port}"
    yield made
    made.release()
    controller.stop()


@pytest.fixture
def waiting(installation: Installation) -> int:
    """One mail that waits, and no other."""
    with transaction():
        db.session.execute(db.update(Delivery).values(state=S.OBSOLETE))
    notice = Notice(
        person_id=installation.world.ids["owner"],
        report_id=installation.world.report_id,
        kind="nudge",
        details={"actor": "统稿人甲", "thing": "制度建设", "note": ""},
        deliveries=[Delivery(channel="mail", next_at=utc_now())],
    )
    db.session.add(notice)
    db.session.commit()
    return notice.deliveries[0].id


def row(delivery_id: int) -> Delivery:
    db.session.rollback()
    return db.session.get_one(Delivery, delivery_id)


@pytest.mark.parametrize(
    ("server", "mails"), [("before", 1), ("during", 2), ("after", 2)], indirect=["server"]
)
def test_a_killed_messenger_loses_nothing_and_doubles_at_most_what_was_under_way(
    installation: Installation, server: Holding, waiting: int, mails: int
) -> None:
    queue = installation.app.extensions["queue"]
    queue.send(Job.DELIVER, waiting)
    first = installation.worker()
    wait_until(server.reached.is_set, "the mail server to be spoken to", PATIENCE)
    first.kill()
    server.release()
    assert row(waiting).state is S.SENDING and row(waiting).begun_at is not None
    with transaction():
        db.session.get_one(Delivery, waiting).lease_until = utc_now() - timedelta(seconds=1)
    second = installation.worker()
    wait_until(lambda: " ready." in second.text, "the second messenger", PATIENCE)
    for _ in range(3):
        queue.send(Job.DELIVER, waiting)
    wait_until(lambda: row(waiting).state is S.SENT, "the mail to be sent", PATIENCE)
    assert len(server.messages) == mails
    assert {one["Message-ID"] for one in server.messages} == {row(waiting).message_id}
    # which of the three it was nobody here can know: the log says so
    assert (row(waiting).attempts, row(waiting).error) == (2, UNKNOWN)


@pytest.mark.parametrize("server", ["never"], indirect=True)
def test_a_redis_emptied_under_a_running_worker_delays_and_loses_nothing(
    installation: Installation, server: Holding, waiting: int
) -> None:
    queue = installation.app.extensions["queue"]
    queue.send(Job.DELIVER, 0)
    worker = installation.worker()
    wait_until(lambda: " ready." in worker.text, "the messenger", PATIENCE)
    installation.redis.flushall()
    queue.send(Job.SWEEP)
    wait_until(lambda: row(waiting).state is S.SENT, "the sweep to find it", PATIENCE)
    assert len(server.messages) == 1
    assert (row(waiting).attempts, row(waiting).error) == (1, "")
