"""What the same reminders would cost as tasks of Celery with an ETA, held by Redis."""

from __future__ import annotations

import time
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from celery import Celery
from redis import Redis

TASKS = 10_000


@dataclass(frozen=True)
class Enqueued:
    tasks: int
    seconds: float
    megabytes: float


def enqueued(broker_url: str, redis_url: str, tasks: int) -> Enqueued:
    """Seconds until ``tasks`` of them are known, and what Redis then holds more; they are taken
    away again.
    """
    celery, far = Celery("eta", broker=broker_url, set_as_current=False), datetime.now(UTC)
    far += timedelta(days=20)
    with closing(Redis.from_url(redis_url)) as redis, closing(celery):
        redis.flushall()
        before, start = in_redis(redis), time.perf_counter()
        for number in range(tasks):
            celery.send_task("eta.remind", args=(number,), eta=far, queue="eta", ignore_result=True)
        seconds, held = time.perf_counter() - start, in_redis(redis) - before
        redis.flushall()
    return Enqueued(tasks, seconds, held)


def in_redis(redis: Redis) -> float:
    """MB that it holds."""
    return float(redis.info("memory")["used_memory"]) / 1024**2
