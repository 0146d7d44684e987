"""Two gunicorn web workers as the Procfile starts them, for our application and for a floor."""

from __future__ import annotations

import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from script.lib.places import ROOT, environment
from script.lib.say import Stop
from tests.postgres import free_port
from workflow.embedded import end_with_parent

OURS, FLOORS = "workflow.app:create_app()", "bench.floors:create_app()"
WORKERS = 2
START_SECONDS, STOP_SECONDS = 30.0, 10.0
# Nothing that names somebody's installation goes to the servers.
KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR")


@dataclass(frozen=True)
class Server:
    """Answers on ``port`` of the loopback; ``pid`` is the parent of the workers."""

    port: int
    pid: int


@contextmanager
def serving(application: str, folder: Path, variables: Mapping[str, str]) -> Iterator[Server]:
    """``application`` as it answers, until the end; its log goes to ``folder``."""
    port, log = free_port(), folder / f"{application.partition('.')[0]}.log"
    command = web_line().replace(OURS, application)
    with log.open("wb") as out:
        server = subprocess.Popen(
            ["sh", "-c", command],
            cwd=ROOT,
            env=own_environment() | dict(variables) | {"PORT": str(port)},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,
            preexec_fn=end_with_parent(),
        )
    try:
        _wait(server, port, log)
        yield Server(port, server.pid)
    finally:
        _stop(server)


def web_line() -> str:
    """The command of the Procfile's web program; it names our application."""
    lines = (ROOT / "Procfile").read_text("utf-8").splitlines()
    line = next(one for one in lines if one.startswith("web: ")).removeprefix("web: ")
    assert OURS in line
    return line


def own_environment() -> dict[str, str]:
    """For programs of the bench: no variable of an installation, and two web workers."""
    made = {name: value for name, value in environment().items() if name in KEPT}
    return made | {"WEB_WORKERS": str(WORKERS), "HOST": "127.0.0.1"}


def _wait(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    _stop(server)
    told = log.read_text("utf-8", errors="replace")[-2000:]
    raise Stop(f"web 进程没有启动: {told}", "The web workers did not start; see above.")


def _stop(server: subprocess.Popen[bytes]) -> None:
    """At once: gunicorn waits for no connection on this signal."""
    if server.poll() is None:
        server.send_signal(signal.SIGQUIT)
        try:
            server.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
