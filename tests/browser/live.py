"""A whole installation for browser tests: gunicorn, a worker, a Redis and a database of its own."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from workflow.cli.scratch import ROOT, running_worker, scratch_environment

READY_SECONDS = 90
WEB = ("--workers", "1", "--threads", "4", "--log-level", "warning", "--graceful-timeout", "5")


@dataclass(frozen=True)
class Live:
    """Where it answers, its folder, and the single-use link that sets it up."""

    url: str
    folder: Path
    setup_link: str


@contextmanager
def live_installation(folder: Path) -> Iterator[Live]:
    with ExitStack() as stack:
        environment = stack.enter_context(scratch_environment(folder))
        url = f"http://127.0.0.1:{free_port()}"
        environment |= {"HUIGAO_BASE_URL": url, "HUIGAO_LOG_LEVEL": "WARNING"}
        link = first_start(environment, url)
        stack.enter_context(running_worker(environment, folder / "worker.log"))
        stack.enter_context(running_web(environment, url, folder / "web.log"))
        yield Live(url, folder, link)


def first_start(environment: dict[str, str], url: str) -> str:
    command = [sys.executable, "-m", "flask", "--app", "workflow.app", "first-start"]
    done = subprocess.run(
        [*command, "--no-sample", "--url", url],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    found = re.search(rf"{url}/setup/\S+", done.stdout)
    assert found, done.stdout
    return found[0]


@contextmanager
def running_web(environment: dict[str, str], url: str, log: Path) -> Iterator[None]:
    address = url.removeprefix("http://")
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "workflow.app:create_app()",
        "-b",
        address,
        *WEB,
    ]
    with log.open("wb") as out:
        web = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=out, stderr=subprocess.STDOUT
        )
        try:
            wait_until_ready(url)
            yield
        finally:
            web.terminate()
            web.wait(60)


def wait_until_ready(url: str) -> None:
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{url}/readyz", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise AssertionError("the installation did not become ready")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def has_browser() -> bool:
    return os.access("/usr/bin/chromium", os.X_OK)
