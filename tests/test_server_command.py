"""script/server with its real parts: it starts, serves, survives, and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import socket
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.running_server import PATIENCE, RunningServer, until

Start = Callable[..., RunningServer]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts servers and sees that none outlives the test."""
    started: list[RunningServer] = []

    def go(name: str = "汇 稿", *more: str, port: int | None = None) -> RunningServer:
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        server = RunningServer(folder, *more, port=port)
        started.append(server)
        return server

    yield go
    for server in started:
        server.end()


def finished(server: RunningServer) -> int:
    return server.process.wait(PATIENCE)


def test_a_command_runs_once_ready_and_its_exit_code_is_ours(start: Start) -> None:
    server = start("汇 稿", "--once-ready", 'pwd; echo "$HUIGAO_URL"; ls -l var/run; exit 7')
    assert finished(server) == 7, server.err
    assert f"{server.url}/setup/" in server.out
    assert str(server.var.parent) in server.out.splitlines()
    assert server.url in server.out.splitlines()
    assert "[6/6]" in server.err
    assert server.left() == {}


def test_data_is_for_its_owner_alone(start: Start) -> None:
    server = start("汇 稿", "--once-ready", "true")
    assert finished(server) == 0, server.err
    assert stat.S_IMODE(server.var.stat().st_mode) == 0o700
    for name in ("secret_key", "huigao.db"):
        assert stat.S_IMODE((server.var / name).stat().st_mode) == 0o600


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_asked_to_stop_it_stops_everything(start: Start, number: signal.Signals) -> None:
    server = start()
    server.wait_until_ready()
    assert server.ready()
    kinds = " ".join(server.left().values())
    assert all(word in kinds for word in ("gunicorn", "worker", "beat", "redis-server", "honcho"))
    os.killpg(server.process.pid, number)
    assert finished(server) == 0, server.err
    assert server.left() == {}


@pytest.mark.faults
def test_killed_outright_it_leaves_no_orphan(start: Start) -> None:
    server = start()
    server.wait_until_ready()
    server.process.kill()
    server.process.wait()
    until(lambda: not server.left())


@pytest.mark.faults
@pytest.mark.parametrize("part", ["--queues messages", "redis-server"])
def test_a_killed_part_is_started_again(start: Start, part: str) -> None:
    server = start()
    server.wait_until_ready()
    killed = {pid for pid, words in server.left().items() if part in words}
    assert killed
    for pid in killed:
        os.kill(pid, signal.SIGKILL)
    until(lambda: "is started again" in server.err)
    until(server.ready)
    until(lambda: any(part in words for words in server.left().values()))
    assert killed.isdisjoint(server.left())


def test_a_second_server_on_the_same_data_is_refused_with_a_sentence(start: Start) -> None:
    first = start()
    first.wait_until_ready()
    second = start()
    assert finished(second) == 1
    assert "in use by another script/server" in second.err
    assert first.ready()


def test_a_port_in_use_is_said_before_anything_is_done(start: Start) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        server = start("汇 稿", port=taken.getsockname()[1])
        assert finished(server) == 1
    assert f"Port {server.port} is in use" in server.err
    assert f"端口 {server.port} 已被占用" in server.err
    assert "Traceback" not in server.err
    assert not server.var.exists()


def test_a_folder_that_cannot_be_written_is_said(start: Start, tmp_path: Path) -> None:
    (tmp_path / "汇 稿").mkdir()
    (tmp_path / "汇 稿" / "var").write_text("a file where the folder should be")
    server = start()
    assert finished(server) == 1
    assert "没有写入权限" in server.err
    assert "Traceback" not in server.err
