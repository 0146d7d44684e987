"""A stand-in for clamd that speaks its INSTREAM, over TCP or a Unix socket."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.listening import connections, listening

VIRUS = b"X5O!P%@AP"
"""What the stand-in takes for a virus."""


@dataclass
class Scanner:
    """Answers one connection after another; ``heard`` is what was sent to be scanned."""

    url: str
    answer: bytes | None = None
    limit: int = 1_000_000
    heard: list[bytes] = field(default_factory=list)

    def serve(self, listener: socket.socket) -> None:
        for line in connections(listener):
            line.sendall(self._verdict(line.makefile("rb")))

    def _verdict(self, said: object) -> bytes:
        read = said.read  # type: ignore[attr-defined]
        if read(10) != b"zINSTREAM\0":
            return b"UNKNOWN COMMAND\0"
        data = b""
        while size := struct.unpack("!I", read(4))[0]:
            data += read(size)
            if len(data) > self.limit:
                return b"INSTREAM size limit exceeded. ERROR\0"
        self.heard.append(data)
        if self.answer is not None:
            return self.answer
        return b"stream: Eicar-Test FOUND\0" if VIRUS in data else b"stream: OK\0"


@contextmanager
def scanning(unix: str = "") -> Iterator[Scanner]:
    """A scanner that listens at its ``url`` until the end of the block."""
    if unix:
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        listener.bind(unix)
        url = f"unix://{unix}"
    else:
        listener = socket.create_server(("127.0.0.1", 0))
        url = f"tcp://127.0.0.1:{listener.getsockname()[1]}"
    listener.listen()
    made = Scanner(url)
    with listening(listener, made.serve, 5):
        yield made
