"""Real parts for the tests: Redis, PostgreSQL and a mail server, each private to this run."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from tests.grouping import Grouping
from tests.postgres import database_beside, free_port, postgres_programs, running_postgres
from workflow.embedded import RunningRedis, start_redis

PROGRAMS = {
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
    "libreoffice": ("soffice", "libreoffice"),
    "poppler": ("pdftoppm",),
}
FONTS = ("noto sans cjk", "ukai", "uming")


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
        return str(postgres_programs() or "")
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
class Mailbox(Grouping):
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


@pytest.fixture(scope="session")
def postgres_url(worker_id: str) -> Iterator[str]:
    """An empty PostgreSQL database: beside TEST_DATABASE_URL, else a server of this run alone.

    Each of pytest's workers has its own, for tests empty it.
    """
    given = os.environ.get("TEST_DATABASE_URL")
    if given and worker_id == "master":
        yield given
        return
    if given:
        with database_beside(given, worker_id) as url:
            yield url
        return
    programs = Path(require("postgresql"))
    folder = Path(tempfile.mkdtemp(prefix="huigao-postgres-", dir="/tmp"))
    try:
        with running_postgres(programs, folder) as url:
            yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)
