"""A whole installation for tests of faults: real Redis, real worker processes, its own data."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
import redis
from flask import Flask

from tasks.app import BEATS
from tests.cast import World, build_world
from tests.services import Mailbox
from workflow.app import create_app
from workflow.embedded import RunningRedis
from workflow.settings import Settings
from workflow.store import db

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 90.0
LEASE_SECONDS = "2"


def wait_until(condition: Callable[[], bool], what: str, seconds: float = PATIENCE) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.02)
    pytest.fail(f"waited {seconds} s in vain: {what}")


class CeleryProcess:
    """``celery -A tasks.app`` with these words, in a process group of its own."""

    def __init__(self, environment: dict[str, str], log: Path, *words: str) -> None:
        self.log = log
        with log.open("ab") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "celery", "-A", "tasks.app", *words],
                cwd=ROOT,
                env=environment,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait_until_ready(self) -> None:
        wait_until(lambda: " ready." in self.text, "the worker to be ready")

    @property
    def text(self) -> str:
        return self.log.read_text("utf-8", "replace")

    def kill(self) -> None:
        """kill -9, parent and children alike: nobody is left to clean up."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class Installation:
    """The application with its real queue, the office in it, and workers on demand."""

    def __init__(self, environment: dict[str, str], folder: Path) -> None:
        self.environment, self._folder = environment, folder
        self.app: Flask = create_app(Settings.from_environment(environment))
        self.redis = redis.Redis.from_url(environment["REDIS_URL"])
        self.world: World
        self._started: list[CeleryProcess] = []

    def worker(self, concurrency: int = 1) -> CeleryProcess:
        words = ("worker", "--concurrency", str(concurrency), "--without-gossip")
        return self._start(*words, "--without-mingle", "-l", "INFO")

    def beat(self, seconds: float) -> CeleryProcess:
        """The clock, which beats every so many seconds instead of each minute."""
        beats = {name: {**one, "schedule": seconds} for name, one in BEATS.items()}
        schedule = str(self._folder / f"schedule-{len(self._started)}")
        words = ("beat", "--schedule", schedule, "--pidfile=", "-l", "INFO")
        return self._start(*words, "--", f"beat.schedule=(dict){json.dumps(beats)}")

    def _start(self, *words: str) -> CeleryProcess:
        log = self._folder / f"{words[0]}-{len(self._started)}.log"
        self._started.append(CeleryProcess(self.environment, log, *words))
        return self._started[-1]

    def close(self) -> None:
        """Nothing that they were at is wanted any more, and an orderly end takes seconds."""
        for one in self._started:
            one.kill()
        self.redis.close()
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def installation(
    database_url: str, tmp_path: Path, redis_server: RunningRedis
) -> Iterator[Installation]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    environment = kept | {
        "HUIGAO_VAR": str(tmp_path / "var"),
        "DATABASE_URL": database_url,
        "REDIS_URL": redis_server.url,
        "SECRET_KEY": "only-for-tests-" * 3,
        "HUIGAO_LIBREOFFICE": "off",
        "HUIGAO_LEASE_SECONDS": LEASE_SECONDS,
    }
    made = Installation(environment, tmp_path)
    made.redis.flushall()
    with made.app.app_context():
        try:
            made.world = build_world()
            yield made
        finally:
            made.close()


@pytest.fixture
def mail_server(app: Flask, smtp_server: Mailbox) -> Mailbox:
    app.extensions["settings"] = replace(app.extensions["settings"], smtp_url=smtp_server.url)
    return smtp_server
