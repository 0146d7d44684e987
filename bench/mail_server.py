"""A mail server that takes everything and keeps nothing: ``python -m bench.mail_server`` prints
its port; each line on its input is answered by what came since the last one.

With ``--groups`` it says that it takes commands in groups, as the mail servers of offices do.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from aiosmtpd.controller import Controller

from script.lib.places import ROOT
from tests.grouping import Grouping
from tests.postgres import free_port

GROUPS = "--groups"


@dataclass(frozen=True)
class Arrived:
    """How many messages and how many different ones, and the seconds from the first to the last."""

    count: int
    different: int
    seconds: float
    bytes: int

    @property
    def rate(self) -> float:
        return (self.count - 1) / self.seconds if self.seconds else 0.0


class Counting(Grouping):
    """Message ids are looked for in the first lines, as they stand."""

    def __init__(self, takes_groups: bool) -> None:
        self.takes_groups = takes_groups
        self.forget()

    def forget(self) -> None:
        self.count = self.bytes = 0
        self.ids: set[bytes] = set()
        self.first = self.last = 0.0

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.last = time.perf_counter()
        self.first = self.first or self.last
        self.count += 1
        self.bytes += len(envelope.content)
        self.ids.add(envelope.content.partition(b"Message-ID:")[2].partition(b"\r\n")[0])
        return "250 OK"

    def told(self) -> str:
        seconds = self.last - self.first
        return json.dumps([self.count, len(self.ids), seconds, self.bytes])


class MailServer:
    """The server's process as seen from the bench."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.port = int(self._line())

    def arrived(self, forget: bool = False) -> Arrived:
        """What came since it was last made to forget."""
        assert self._process.stdin is not None
        self._process.stdin.write("forget\n" if forget else "tell\n")
        self._process.stdin.flush()
        return Arrived(*json.loads(self._line()))

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline()


@contextmanager
def mail_server(takes_groups: bool = True) -> Iterator[MailServer]:
    command, pipe = [sys.executable, "-m", "bench.mail_server"], subprocess.PIPE
    command += [GROUPS] if takes_groups else []
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        try:
            yield MailServer(process)
        finally:
            assert process.stdin is not None
            process.stdin.close()


def serve() -> None:
    counting = Counting(GROUPS in sys.argv)
    controller = Controller(counting, hostname="127.0.0.1", port=free_port())
    controller.start()
    print(controller.port, flush=True)
    for line in sys.stdin:
        print(counting.told(), flush=True)
        if line.strip() == "forget":
            counting.forget()
    controller.stop()


if __name__ == "__main__":
    serve()
