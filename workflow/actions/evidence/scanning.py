"""Asks a virus scanner about bytes: clamd's INSTREAM, over TCP or a Unix socket."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from urllib.parse import urlsplit

PORT = 3310
CHUNK = 64 * 1024
LONGEST_ANSWER = 4096
SECONDS = 20.0


class ScannerSilent(Exception):
    """The scanner could not be asked, or did not answer as it should."""


@dataclass(frozen=True)
class Clamd:
    """A scanner at ``url``: tcp://host:port or unix:///path.

    The command is ended by NUL ("z"), each piece is preceded by its length in four bytes,
    big-endian, and an empty piece ends the stream; the answer ends with NUL too (clamd(8)).
    """

    url: str
    seconds: float = SECONDS

    def found_in(self, data: bytes) -> str:
        """The name of what it found, "" for nothing; raises ScannerSilent."""
        try:
            with closing(self._connected()) as line:
                answer = self._asked(line, data)
        except OSError as error:
            raise ScannerSilent(str(error)) from error
        verdict = answer.removeprefix("stream: ")
        if verdict == "OK":
            return ""
        if verdict.endswith(" FOUND"):
            return verdict.removesuffix(" FOUND")
        raise ScannerSilent(answer)

    def _connected(self) -> socket.socket:
        parts = urlsplit(self.url)
        if parts.scheme == "tcp":
            return socket.create_connection(
                (parts.hostname or "localhost", parts.port or PORT), self.seconds
            )
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(self.seconds)
        try:
            line.connect(parts.path)
        except OSError:
            line.close()
            raise
        return line

    def _asked(self, line: socket.socket, data: bytes) -> str:
        line.sendall(b"zINSTREAM\0")
        try:
            for piece in _pieces(data):
                line.sendall(piece)
        except ConnectionError:
            pass  # it has heard enough and says why
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
            more = line.recv(LONGEST_ANSWER)
            if not more:
                break
            answer += more
        return answer.rstrip(b"\0\n").decode("utf-8", "replace")


def _pieces(data: bytes) -> Iterator[bytes]:
    for start in range(0, len(data), CHUNK):
        piece = data[start : start + CHUNK]
        yield struct.pack("!I", len(piece)) + piece
    yield struct.pack("!I", 0)
