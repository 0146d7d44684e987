"""The names of the jobs, and the hint that one is to be done.

The database is the truth and the queue a hint: a job carries only the id of a row,
and a hint that is lost is made good by the sweep. This file imports no task.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol

import structlog
from celery import Celery
from kombu.exceptions import OperationalError
from redis import Redis
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)


class Job(StrEnum):
    ARCHIVE = "huigao.archive"
    ASSEMBLE = "huigao.assemble"
    CONVERT = "huigao.convert"
    DELIVER = "huigao.deliver"
    RENDER = "huigao.render"
    SWEEP = "huigao.sweep"


LONG, SHORT = "celery", "messages"
"""The two lines in which jobs wait: what takes minutes never stands before what takes seconds."""
QUICK = frozenset({Job.DELIVER, Job.SWEEP})
MESSAGES_AT_ONCE = 100
"""Messages of one channel that one claim takes."""


def line_of(job: Job) -> str:
    return SHORT if job in QUICK else LONG


def answers(redis_url: str) -> bool:
    """Whether the queue can be reached now."""
    try:
        with Redis.from_url(redis_url, socket_connect_timeout=1, socket_timeout=1) as client:
            return bool(client.ping())
    except (RedisError, OSError):
        return False


class Queue(Protocol):
    def send(self, job: Job, *args: int) -> None:
        """Hint that ``job`` waits; never raises for a queue that is out of reach."""


class CeleryQueue:
    """Hints by Celery. A broker that does not answer costs a second, not the act."""

    def __init__(self, broker_url: str) -> None:
        self._celery = Celery("huigao", broker=broker_url, set_as_current=False)
        self._celery.conf.update(
            task_ignore_result=True,
            broker_connection_retry=False,
            broker_transport_options={
                "socket_connect_timeout": 1,
                "socket_timeout": 2,
                # Without it a broker that is gone is tried three times more, two seconds apart.
                "max_retries": 0,
            },
        )

    def send(self, job: Job, *args: int) -> None:
        request_id = structlog.contextvars.get_contextvars().get("request_id", "")
        try:
            self._celery.send_task(
                job.value,
                args=args,
                headers={"request_id": request_id},
                retry=False,
                queue=line_of(job),
            )
        except (OperationalError, RedisError, OSError) as error:
            log.warning("hint_lost", job=job.value, args=args, error=str(error))


class ListQueue:
    """Keeps hints in a list: for tests and for rehearsals that run jobs by hand."""

    def __init__(self) -> None:
        self.sent: list[tuple[Job, tuple[int, ...]]] = []

    def send(self, job: Job, *args: int) -> None:
        self.sent.append((job, args))
