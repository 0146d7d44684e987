"""The parts of the bench of reminders, with few rows: what it counts is what happens."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask

from bench.assignments import NOW, Assignments
from bench.eta import enqueued
from bench.mail_server import mail_server
from script.lib.places import ROOT
from tasks.sweeping import run_sweep
from workflow.domain.ladder import REMINDER
from workflow.embedded import RunningRedis
from workflow.settings import Settings
from workflow.store import Notice, db


@pytest.mark.parametrize(
    "database_url", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True
)
def test_what_rings_is_told_once_and_the_rest_sleeps(app: Flask) -> None:
    with app.app_context():
        open_ones = Assignments(2000)
        open_ones.fill()
        for part, scattered in ((0, False), (1, True)):
            rung = open_ones.ring(part, scattered)
            before = len(told())
            run_sweep(NOW)
            run_sweep(NOW)
            assert rung == 100 and len(told()) - before == rung
        assert {one.details["days"] for one in told()} == {2}
        assert told()[0].details["thing"].endswith("、重点工作完成情况")


def told() -> list[Notice]:
    db.session.rollback()
    return list(db.session.scalars(db.select(Notice).where(Notice.kind == REMINDER)))


def test_tasks_with_an_eta_are_counted_and_taken_away_again(
    redis_server: RunningRedis, tmp_path: Path
) -> None:
    broker = Settings.from_environment(
        {"HUIGAO_VAR": str(tmp_path), "REDIS_URL": redis_server.url}
    ).broker_url
    found = enqueued(broker, redis_server.url, 20)
    assert (found.tasks, found.seconds > 0, found.megabytes > 0) == (20, True, True)


def test_the_floor_sends_as_many_mails_as_it_should() -> None:
    with mail_server() as server:
        words = [str(server.port), "30", "1700"]
        command = [sys.executable, "-m", "bench.mail_floor", *words]
        subprocess.run(command, cwd=ROOT, input="go\n", text=True, check=True, capture_output=True)
        came = server.arrived(forget=True)
        assert (came.count, came.different) == (30, 30) and came.bytes > 30 * 1600
        assert server.arrived().count == 0
