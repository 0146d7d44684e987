"""The outbox to a mail server by real worker processes, beside smtplib alone."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from flask import current_app
from sqlalchemy import text

from bench.assignments import tidy
from bench.mail_server import Arrived, MailServer
from bench.serving import own_environment
from script.lib.places import ROOT
from script.lib.say import Stop
from workflow.actions.work import transaction
from workflow.embedded import end_with_parent
from workflow.queue import MESSAGES_AT_ONCE, SHORT, Job
from workflow.store import db
from workflow.store.base import utc_now
from workflow.store.system import deliveries_to_send

PATIENCE = 120.0
WAITING = """
UPDATE delivery SET state = 'queued', next_at = :now, attempts = 0 WHERE id IN
  (SELECT id FROM delivery WHERE state IN ('obsolete', 'sent') ORDER BY id DESC LIMIT :most)"""
"""The newest, in each run anew: of older ones some have nothing to say any more."""


def hold() -> None:
    """All that waits is laid aside; each run takes its own out again."""
    with transaction():
        db.session.execute(text("UPDATE delivery SET state = 'obsolete'"))
    tidy("notice, reminder")


class Post:
    """Messengers of one installation, whose outbox holds many reminders."""

    def __init__(self, variables: Mapping[str, str], server: MailServer, folder: Path) -> None:
        self._server, self._folder = server, folder
        self._variables = {**variables, "SMTP_URL": f"smtp://127.0.0.1:{server.port}"}
        self.size = 0
        """Bytes of a message, as they came in the last run."""

    def ours(self, workers: int, messages: int) -> float:
        """Messages a second at the server, from the first to the last."""
        tidy("delivery")
        with self._working(workers):
            self._server.arrived(forget=True)
            with transaction():
                values = {"now": utc_now(), "most": messages}
                db.session.execute(text(WAITING), values)
            waiting = deliveries_to_send(utc_now(), MESSAGES_AT_ONCE)
            for row_id in waiting:
                current_app.extensions["queue"].send(Job.DELIVER, row_id)
            came = _all(self._server, messages)
            _until(_nothing_is_under_way, "the outbox to be written")
        if came.different != messages:
            raise Stop("有信件重复, 未作比较。", "A message came twice: not compared.")
        self.size = came.bytes // came.count
        return came.rate

    def floor(self, workers: int, messages: int) -> float:
        """As many processes that do nothing but send."""
        self._server.arrived(forget=True)
        words = map(str, (self._server.port, messages // workers, self.size))
        command, pipe = [sys.executable, "-m", "bench.mail_floor", *words], subprocess.PIPE
        with ExitStack() as senders:
            ready = [
                senders.enter_context(
                    subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True)
                )
                for _ in range(workers)
            ]
            for one in ready:
                assert one.stdin is not None and one.stdout is not None
                one.stdout.readline()
            for one in ready:
                assert one.stdin is not None
                one.stdin.close()
        return _all(self._server, messages // workers * workers).rate

    @contextmanager
    def _working(self, workers: int) -> Iterator[None]:
        """Processes of a worker, each of which has had a job."""
        log = self._folder / "messengers.log"
        command = [sys.executable, "-m", "celery", "-A", "tasks.app", "worker", "-Q", SHORT]
        command += ["--concurrency", str(workers), "--without-gossip", "--without-mingle"]
        with log.open("wb") as out:
            worker = subprocess.Popen(
                [*command, "-l", "INFO"],
                cwd=ROOT,
                env=own_environment() | self._variables,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                preexec_fn=end_with_parent(),
            )
        try:
            _until(lambda: " ready." in log.read_text("utf-8", "replace"), "the worker")
            for _ in range(workers * 4):
                current_app.extensions["queue"].send(Job.DELIVER, 0)
            done = f"{Job.DELIVER.value}["
            _until(lambda: _succeeded(log, done) >= workers * 4, "its processes")
            yield
        finally:
            worker.terminate()
            worker.wait(30)


def _succeeded(log: Path, job: str) -> int:
    lines = log.read_text("utf-8", "replace").splitlines()
    return sum("succeeded" in line and job in line for line in lines)


def _nothing_is_under_way() -> bool:
    db.session.rollback()
    query = "SELECT count(*) FROM delivery WHERE state IN ('queued', 'sending')"
    return db.session.execute(text(query)).scalar_one() == 0


def _all(server: MailServer, messages: int) -> Arrived:
    _until(lambda: server.arrived().count >= messages, f"{messages} messages")
    return server.arrived()


def _until(condition: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            raise Stop(f"等待超时: {what}", f"Waited in vain for {what}.")
        time.sleep(0.1)
