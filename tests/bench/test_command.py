"""``script/bench`` as it is called: wrong use, and a quick run with its lines."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench import databases
from bench.command import NAMES, parse
from script.lib.say import Stop
from tests.bench.test_figures import KEYS

ROOT = Path(__file__).resolve().parent.parent.parent
NUMBERS = ("ours", "floor", "to_floor", "runs")


def test_a_name_that_is_none_is_wrong_use_and_names_are_listed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(["webb"])
    assert ended.value.code == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert all(name in told.err for name in NAMES)


def test_without_names_all_are_run() -> None:
    assert parse([]).names == tuple(NAMES)
    assert parse(["web", "--quick"]).names == ("web",)


def test_a_database_that_is_none_is_wrong_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(databases.VARIABLE, "sqlite,oracle")
    with pytest.raises(Stop) as stopped:
        databases.wanted()
    assert stopped.value.code == 2


def test_without_postgresql_a_sentence_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(databases.VARIABLE, raising=False)
    monkeypatch.setattr(databases, "postgres_programs", lambda: None)
    with pytest.raises(Stop, match="no PostgreSQL on this machine") as stopped:
        databases.wanted()
    assert stopped.value.code == 1


def test_a_quick_run_of_the_web_bench_prints_its_lines() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bench", "web", "--quick", "--json"],
        cwd=ROOT,
        env={**os.environ, databases.VARIABLE: "sqlite"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(rows) == 10
    assert {row["unit"] for row in rows} == {"requests/s", "ms (p95)"}
    for row in rows:
        assert tuple(row) == KEYS
        assert all(row[name] > 0 for name in NUMBERS), row


def test_assembling_is_measured_beside_a_peer() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bench", "assemble", "--quick", "--json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    row, *again = (json.loads(line) for line in done.stdout.splitlines())
    assert row["peer_name"].startswith("python-docx ")
    assert all(row[name] > 0 for name in (*NUMBERS, "peer", "to_peer")), row
    assert len(again) == 3
    assert all(one[name] > 0 for one in again for name in NUMBERS), again
