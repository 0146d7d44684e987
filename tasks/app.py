"""The Celery application: ``celery -A tasks.app worker`` and ``celery -A tasks.app beat``.

No far schedules, no results, and nothing in a message but a row's id: the database is
the truth. A worker that is killed hands its job back (kombu's unacked queue), and the
row's compare-and-set makes a repeat harmless.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Mapping
from functools import cache
from typing import Any

import structlog
from celery import Celery, Task
from flask import Flask
from kombu import Queue

from workflow.app import create_app
from workflow.queue import LONG, SHORT, Job
from workflow.settings import Settings

LONGEST_TASK = 600
"""Seconds after which a task is ended; the visibility time-out lies above it."""
SWEEP_EVERY = 60.0
BEATS: Mapping[str, Mapping[str, Any]] = {
    "sweep": {
        "task": Job.SWEEP.value,
        "schedule": SWEEP_EVERY,
        # After a standstill one sweep finds all that was missed: older ones are void.
        "options": {"expires": SWEEP_EVERY - 5, "queue": SHORT},
    }
}
"""What the clock sends. Two clocks at once do no harm: of two sweeps one finds nothing left."""


@cache
def settings() -> Settings:
    return Settings.from_environment(os.environ)


@cache
def flask_app() -> Flask:
    """Made once a process, and after the fork: no connection is shared between processes."""
    made = create_app(settings())
    # It stays as long as the process: the collector need not look through it again and again.
    gc.collect()
    gc.freeze()
    return made


class InApp(Task):
    """Runs inside the application's context, under the id of the request that hinted."""

    def __call__(self, *args: Any, **given: Any) -> Any:
        request_id = self.request.get("request_id") or self.request.id or ""
        with flask_app().app_context():
            structlog.contextvars.clear_contextvars()
            structlog.contextvars.bind_contextvars(request_id=request_id, job=self.name)
            return super().__call__(*args, **given)


def configuration() -> dict[str, Any]:
    """Read when it is first needed, so that the jobs can be imported without a set-up."""
    return {
        "broker_url": settings().broker_url,
        "broker_connection_retry_on_startup": True,
        # By default a worker ends after a hundred tries, 46 minutes, and the whole server with it.
        "broker_connection_max_retries": None,
        "broker_transport_options": {
            "visibility_timeout": LONGEST_TASK * 2,
            "unacked_restore_interval": 1,
            "unacked_restore_throttle": 1,
        },
        "accept_content": ["json"],
        "task_ignore_result": True,
        "task_acks_late": True,
        "task_reject_on_worker_lost": True,
        "task_time_limit": LONGEST_TASK,
        "task_soft_time_limit": LONGEST_TASK - 30,
        "task_queues": [Queue(line) for line in (LONG, SHORT)],
        "task_default_queue": LONG,
        "worker_prefetch_multiplier": 1,
        "worker_max_tasks_per_child": 200,
        "worker_hijack_root_logger": False,
        "timezone": "UTC",
        "beat_schedule": BEATS,
    }


celery = Celery("huigao", task_cls=InApp, include=["tasks.jobs"])
celery.add_defaults(configuration)
