"""A small HTTP/1.1 client of our own: keep-alive connections in one thread, one request each.

It does little beside waiting, so that what is measured is the server: see ``limit.py``.
"""

from __future__ import annotations

import selectors
import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

PATIENCE = 30.0
"""Seconds that one answer may take."""
PIECE = 1 << 18
ENCODED = "application/x-www-form-urlencoded"


class Unexpected(Exception):
    """An answer that a person would not have got; one is enough to end the bench."""


@dataclass(frozen=True)
class Answer:
    """``head`` is the status line and the headers, without the blank line."""

    status: int
    head: bytes
    body: bytes

    def header(self, name: str) -> str:
        """The first header of this name; empty where there is none."""
        return next(iter(self.headers(name)), "")

    def headers(self, name: str) -> list[str]:
        wanted = name.lower().encode() + b":"
        lines = self.head.split(b"\r\n")[1:]
        found = (line for line in lines if line[: len(wanted)].lower() == wanted)
        return [line[len(wanted) :].strip().decode("latin-1") for line in found]


class Visitor(Protocol):
    """Somebody behind one connection."""

    def ask(self) -> bytes:
        """The next request, as it goes over the wire."""

    def check(self, answer: Answer) -> None:
        """Raises Unexpected unless it is what a person would have got."""


@dataclass(frozen=True)
class Visit:
    """Seconds from the first request to the last answer, and of each answer."""

    seconds: float
    waits: Sequence[float]

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.waits) / self.seconds


def visit(port: int, visitors: Sequence[Visitor], seconds: float, most: int) -> Visit:
    """All visitors ask at once, each again when it was answered, for so long or so often."""
    waits: list[float] = []
    start = time.perf_counter()
    with selectors.DefaultSelector() as selector:
        lines = [_Line(port, one) for one in visitors]
        try:
            for line in lines:
                selector.register(line.socket, selectors.EVENT_READ, line)
                line.ask()
            asked, busy, end = len(lines), len(lines), start
            while busy:
                for line in _ready(selector):
                    wait = line.hear()
                    if wait is None:
                        continue
                    waits.append(wait)
                    end = time.perf_counter()
                    if end - start < seconds and asked < most:
                        line.ask()
                        asked += 1
                    else:
                        busy -= 1
        finally:
            for line in lines:
                line.socket.close()
    return Visit(end - start, waits)


def _ready(selector: selectors.BaseSelector) -> list[_Line]:
    found = [key.data for key, _ in selector.select(PATIENCE)]
    if not found:
        raise Unexpected(f"no answer within {PATIENCE:g} s")
    return found


class _Line:
    """One connection, its visitor, and the answer that is on its way."""

    def __init__(self, port: int, visitor: Visitor) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._visitor = visitor
        self._heard = bytearray()
        self._asked = 0.0

    def ask(self) -> None:
        data = self._visitor.ask()
        self._heard.clear()
        self._asked = time.perf_counter()
        self.socket.sendall(data)

    def hear(self) -> float | None:
        """Seconds that the answer took, once all of it is here and was found right."""
        piece = self.socket.recv(PIECE)
        if not piece:
            raise Unexpected("the server closed the connection")
        self._heard += piece
        answer = parsed(self._heard)
        if answer is None:
            return None
        wait = time.perf_counter() - self._asked
        self._visitor.check(answer)
        return wait


def parsed(heard: bytes | bytearray) -> Answer | None:
    """The answer if it is complete; it has to tell its length."""
    end = heard.find(b"\r\n\r\n")
    if end < 0:
        return None
    head = bytes(heard[:end])
    answer = Answer(int(head[9:12]), head, b"")
    length = answer.header("Content-Length")
    if not length.isdigit():
        raise Unexpected(f"an answer without its length: {head[:200]!r}")
    if len(heard) < end + 4 + int(length):
        return None
    return Answer(answer.status, head, bytes(heard[end + 4 : end + 4 + int(length)]))


def request(
    method: str,
    path: str,
    cookie: str = "",
    form: bytes | None = None,
    kind: str = ENCODED,
    token: str = "",
) -> bytes:
    """A request over the wire; ``form`` is already written as a browser writes this kind.

    ``token`` goes in a header, as a script sends it.
    """
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", "Accept: text/html"]
    if cookie:
        lines.append(f"Cookie: {cookie}")
    if token:
        lines.append(f"X-CSRFToken: {token}")
    if form is not None:
        lines += [f"Content-Type: {kind}", f"Content-Length: {len(form)}"]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + (form or b"")


def once(port: int, data: bytes) -> Answer:
    """One request on a connection of its own."""
    got: list[Answer] = []

    class Single:
        def ask(self) -> bytes:
            return data

        def check(self, answer: Answer) -> None:
            got.append(answer)

    visit(port, [Single()], 0, 1)
    return got[0]
