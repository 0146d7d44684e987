"""A whole installation for one command: its own folder, Redis, database and worker."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workflow.embedded import start_redis

ROOT = Path(__file__).resolve().parent.parent.parent
GRACE = 20


@contextmanager
def scratch_environment(folder: Path) -> Iterator[dict[str, str]]:
    """Variables of a fresh installation in ``folder``, with a Redis of its own running."""
    redis = start_redis(folder / "run", None)
    try:
        yield {
            **os.environ,
            "HUIGAO_VAR": str(folder),
            "DATABASE_URL": f"sqlite:///{folder}/huigao.db",
            "REDIS_URL": redis.url,
            "SMTP_URL": "",
        }
    finally:
        redis.stop()


@contextmanager
def running_worker(environment: dict[str, str], log: Path) -> Iterator[int]:
    """A real worker on that installation; gives its process id and stops it at the end."""
    command = [sys.executable, "-m", "celery", "-A", "tasks.app", "worker"]
    command += ["--concurrency", "1", "--without-gossip", "--without-mingle", "-l", "INFO"]
    with log.open("wb") as out:
        worker = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=out, stderr=subprocess.STDOUT
        )
        try:
            yield worker.pid
        finally:
            worker.terminate()
            try:
                worker.wait(GRACE)
            except subprocess.TimeoutExpired:
                worker.kill()
                worker.wait()
