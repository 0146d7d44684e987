"""A whole installation for tests of faults: real Redis, real worker processes, its own data."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import redis
from flask import Flask

from tests.cast import World, build_world
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


class Worker:
    """``celery -A tasks.app worker`` in a process group of its own."""

    def __init__(self, environment: dict[str, str], log: Path, concurrency: int = 1) -> None:
        self.log = log
        command = [sys.executable, "-m", "celery", "-A", "tasks.app", "worker"]
        command += ["--concurrency", str(concurrency), "--without-gossip", "--without-mingle"]
        with log.open("ab") as out:
            self.process = subprocess.Popen(
                [*command, "-l", "INFO"],
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
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.kill()


class Installation:
    """The application with its real queue, the office in it, and workers on demand."""

    def __init__(self, environment: dict[str, str], folder: Path) -> None:
        self.environment, self._folder = environment, folder
        self.app: Flask = create_app(Settings.from_environment(environment))
        self.redis = redis.Redis.from_url(environment["REDIS_URL"])
        self.world: World
        self._workers: list[Worker] = []

    def worker(self, concurrency: int = 1) -> Worker:
        log = self._folder / f"worker-{len(self._workers)}.log"
        worker = Worker(self.environment, log, concurrency)
        self._workers.append(worker)
        return worker

    def close(self) -> None:
        for worker in self._workers:
            worker.stop()
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
