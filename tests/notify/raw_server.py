"""A mail server that speaks by hand, so that a test says each answer and sees what came when."""

from __future__ import annotations

import select
import socket
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress

from tests.listening import connections, listening

HANG_UP = ""
"""In place of an answer: the server closes the connection without one."""
USUAL = {"MAIL": "250 OK", "RCPT": "250 OK", "DATA": "354 go on", "WORDS": "250 OK"}
LONG = 0.2
"""Seconds in which whatever was sent at once has come."""


class Left(Exception):
    """The connection is over."""


class RawServer:
    """``script``: what it answers to MAIL, RCPT, DATA and the words of each mail in turn; None, and
    all that comes after the script, is the usual answer. ``asks_anyhow``: it asks for words though
    it has refused the recipient, as some servers do. ``waits``: it looks for what else has come
    before it answers the words.
    """

    def __init__(
        self,
        script: Iterable[str | None] = (),
        takes_groups: bool = True,
        asks_anyhow: bool = False,
        waits: bool = False,
    ) -> None:
        self._script = iter(script)
        self._takes_groups, self._asks_anyhow, self._waits = takes_groups, asks_anyhow, waits
        self.taken: Counter[tuple[str, str]] = Counter()
        """Recipient and Message-ID of what it said that it took."""
        self.connections = 0
        self.ahead: list[str] = []
        """What had come when the words were all there and not answered yet, where it waits."""
        self.url = ""

    def serve(self, listener: socket.socket) -> None:
        for line in connections(listener):
            self.connections += 1
            with suppress(Left, OSError):
                self._converse(_Talk(line))

    def _converse(self, talk: _Talk) -> None:
        talk.say("220 here")
        recipient = ""
        while True:
            command = talk.until(b"\r\n").decode()
            verb = command[:4].upper()
            if verb == "EHLO":
                talk.say("250-here\r\n250-PIPELINING" if self._takes_groups else "250-here")
                talk.say("250 HELP")
            elif verb == "DATA" and not (recipient or self._asks_anyhow):
                talk.say("554 no valid recipients")
            elif verb in USUAL:
                answer = self._answer(verb)
                talk.say(answer)
                if verb != "DATA":
                    recipient = command[9:-1] if (verb, answer[:1]) == ("RCPT", "2") else ""
                elif answer.startswith("354"):
                    self._words(talk, recipient)
            else:
                recipient = ""
                talk.say("221 bye" if verb == "QUIT" else "250 OK")

    def _words(self, talk: _Talk, recipient: str) -> None:
        words = talk.until(b"\r\n.\r\n").decode()
        if self._waits:
            self.ahead.append(talk.what_has_come())
        answer = self._answer("WORDS")
        if answer.startswith("250"):
            self.taken[recipient, words.partition("Message-ID: ")[2].partition("\r\n")[0]] += 1
        talk.say(answer)

    def _answer(self, verb: str) -> str:
        answer = next(self._script, None)
        return USUAL[verb] if answer is None else answer


class _Talk:
    def __init__(self, line: socket.socket) -> None:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._line, self._unread = line, b""

    def say(self, words: str) -> None:
        """And leaves, where that is what it means."""
        if words != HANG_UP:
            self._line.sendall(f"{words}\r\n".encode())
        if words == HANG_UP or words.startswith(("221", "421")):
            raise Left

    def until(self, end: bytes) -> bytes:
        while end not in self._unread:
            self._hear()
        found, _, self._unread = self._unread.partition(end)
        return found

    def what_has_come(self) -> str:
        with suppress(Left):
            while select.select([self._line], [], [], LONG)[0]:
                self._hear()
        return self._unread.decode()

    def _hear(self) -> None:
        more = self._line.recv(65536)
        if not more:
            raise Left
        self._unread += more


@contextmanager
def raw_server(*script: str | None, **how: bool) -> Iterator[RawServer]:
    """One that is there until the block ends."""
    made = RawServer(script, **how)
    listener = socket.create_server(("127.0.0.1", 0))
    made.url = f"smtp://127.0.0.1:{listener.getsockname()[1]}"
    with listening(listener, made.serve, 10):
        yield made
