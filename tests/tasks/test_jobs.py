"""The Celery application as it is set up, and that names and tasks are one set."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from kombu import Connection

from tasks import app as tasks_app
from tasks.delivering import LONGEST_DELIVERY
from workflow.actions.telling import deliveries
from workflow.embedded import RunningRedis, start_redis
from workflow.queue import LONG, SHORT, Job, line_of


@pytest.fixture
def celery(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The application with settings of this test alone."""
    monkeypatch.setenv("HUIGAO_VAR", str(tmp_path))
    monkeypatch.setenv("SECRET_KEY", "only-for-tests-" * 3)
    monkeypatch.setenv("REDIS_URL", f"unix://{tmp_path}/redis.sock")
    tasks_app.settings.cache_clear()
    tasks_app.celery.loader.import_default_modules()
    yield tasks_app.celery
    tasks_app.settings.cache_clear()


def test_every_job_has_a_task_and_there_are_no_others(celery: Any) -> None:
    own = {name for name in celery.tasks if not name.startswith("celery.")}
    assert own == {job.value for job in Job}


def test_beat_sweeps_every_minute_and_an_older_sweep_is_void(celery: Any) -> None:
    (entry,) = tasks_app.configuration()["beat_schedule"].values()
    assert entry["task"] == Job.SWEEP and entry["schedule"] == 60
    assert entry["options"]["expires"] < 60


def test_what_takes_minutes_never_stands_before_what_takes_seconds(celery: Any) -> None:
    lines = {job: line_of(job) for job in Job}
    assert {lines[one] for one in (Job.DELIVER, Job.SWEEP)} == {SHORT}
    assert {lines[one] for one in (Job.ASSEMBLE, Job.CONVERT)} == {LONG}
    (entry,) = tasks_app.configuration()["beat_schedule"].values()
    assert entry["options"]["queue"] == SHORT
    procfile = (Path(tasks_app.__file__).parent.parent / "Procfile").read_text("utf-8")
    assert all(procfile.count(f"--queues {line} ") == 1 for line in (LONG, SHORT))


def test_a_job_is_never_handed_out_again_while_it_may_still_run(celery: Any) -> None:
    found = tasks_app.configuration()
    transport = found["broker_transport_options"]
    assert (
        transport["visibility_timeout"] > found["task_time_limit"] > found["task_soft_time_limit"]
    )
    assert transport["unacked_restore_interval"] == transport["unacked_restore_throttle"] == 1
    assert deliveries.LEASE.total_seconds() > LONGEST_DELIVERY
    assert celery.tasks[Job.DELIVER].time_limit == LONGEST_DELIVERY


def test_a_killed_workers_job_goes_back_and_no_result_is_kept(celery: Any) -> None:
    found = tasks_app.configuration()
    assert found["task_acks_late"] and found["task_reject_on_worker_lost"]
    assert found["task_ignore_result"] and "result_backend" not in found
    assert found["accept_content"] == ["json"]
    assert found["broker_url"].startswith("redis+socket:///")


def test_nobody_gives_up_on_redis_however_long_it_is_away(
    celery: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Worker and clock try as kombu does; the two hours that it waits between are made up."""
    waited: list[float] = []
    started: list[RunningRedis] = []

    def wait(seconds: float) -> None:
        waited.append(seconds)
        if not started and sum(waited) > 2 * 3600:
            started.append(start_redis(tmp_path, None))

    monkeypatch.setattr("kombu.utils.functional.sleep", wait)
    found = tasks_app.configuration()
    try:
        with Connection(found["broker_url"]) as connection:
            connection.ensure_connection(max_retries=found["broker_connection_max_retries"])
            assert connection.connected
    finally:
        for one in started:
            one.stop()
    assert started
