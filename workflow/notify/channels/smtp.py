"""A connection to a mail server (SMTP, RFC 5321).

Where the server takes commands in groups (PIPELINING, RFC 2920), a mail costs one turn of the line
instead of four: what is said of the next one goes out right behind the words of the last (3.1
allows it). Words go out only after their own envelope was taken and the last words were answered,
so it can be unknown of one mail at most whether it arrived.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable, Sequence
from typing import NamedTuple
from urllib.parse import SplitResult, unquote

from workflow.notify.channels.envelopes import Envelope

SECONDS = 15
GOING = 421
"""The server closes the connection, and another one may do (4.2.3)."""
DONE, GO_ON = 2, 3
"""First digits of what a server should answer (4.2.1): it is done; it waits for the words."""
END_OF_DATA = b".\r\n"
BROKEN = (OSError, smtplib.SMTPException)
"""What everything here raises where the line breaks, or the server speaks otherwise than agreed."""


class Answer(NamedTuple):
    code: int
    words: bytes

    @property
    def kind(self) -> int:
        return self.code // 100


class Step(NamedTuple):
    """What is said, and the kind of answer that lets it go on."""

    said: str
    good: int


class Connection:
    """Ready to take mail, or never made. ``url`` as in SMTP_URL."""

    def __init__(self, url: SplitResult) -> None:
        self._server = _connected(url)
        self.takes_groups = self._server.has_extn("pipelining")
        self.announced: Envelope | None = None
        """The mail of which the server was told ahead: the next one can be no other."""

    @property
    def is_open(self) -> bool:
        return self._server.sock is not None

    def enveloped(self, mail: Envelope) -> Answer | None:
        """From whom and to whom: None, or the first that the server has against it.

        The mail is written while the server looks at the sender.
        """
        is_said, self.announced = self.announced is mail, None
        steps = _steps(mail)
        for group in [steps] if self.takes_groups else [[one] for one in steps]:
            if not is_said:
                self._server.send(_group(group))
            _ = mail.data
            answers = [self._answer() for _ in group]
            told = zip(answers, group, strict=True)
            refused = next((answer for answer, step in told if answer.kind != step.good), None)
            if refused:
                # Who waits for words all the same would take the next for a mail to nobody.
                self._start_over(answers[-1].kind == GO_ON or refused.code == GOING)
                return refused
        return None

    def handed_over(
        self, mail: Envelope, following: Envelope | None, meanwhile: Callable[[], object]
    ) -> Answer | None:
        """None: it is taken; or why not. Where the server takes groups it is told of the
        ``following`` one at once; ``meanwhile`` is called while it looks at this one.
        """
        self.announced = following
        said = _group(_steps(following)) if following else b""
        self._server.send(mail.data + END_OF_DATA + said)
        meanwhile()
        answer = self._answer()
        if answer.kind == DONE:
            return None
        self._start_over(following is not None or answer.code == GOING)
        return answer

    def leave(self) -> None:
        """What was sent is taken or refused by now: how the goodbye goes changes nothing."""
        if self.announced:
            self.close()
            return
        try:
            self._server.quit()
        except BROKEN:
            self.close()

    def close(self) -> None:
        self._server.close()

    def _answer(self) -> Answer:
        answer = Answer(*self._server.getreply())
        if answer.code < 0:
            raise smtplib.SMTPResponseException(*answer)
        return answer

    def _start_over(self, is_over: bool) -> None:
        """The connection without this mail, unless it is over with all of it."""
        try:
            if not is_over:
                self._server.rset()
                return
        except BROKEN:
            pass
        self.close()


def _steps(mail: Envelope) -> list[Step]:
    return [
        Step(f"MAIL FROM:<{mail.sender}>", DONE),
        Step(f"RCPT TO:<{mail.recipient}>", DONE),
        Step("DATA", GO_ON),
    ]


def _group(steps: Sequence[Step]) -> bytes:
    return "".join(f"{one.said}\r\n" for one in steps).encode("ascii")


def _connected(url: SplitResult) -> smtplib.SMTP:
    """A server that is ready to take mail; left again if it is not."""
    server = _greeted(url)
    try:
        if server.has_extn("starttls"):
            server.starttls(context=ssl.create_default_context())
            server.ehlo()
        if url.username:
            server.login(unquote(url.username), unquote(url.password or ""))
    except BROKEN:
        server.close()
        raise
    return server


def _greeted(url: SplitResult) -> smtplib.SMTP:
    host, port = url.hostname or "localhost", url.port
    server: smtplib.SMTP
    if url.scheme == "smtps":
        context = ssl.create_default_context()
        server = smtplib.SMTP_SSL(host, port or 465, timeout=SECONDS, context=context)
    else:
        server = smtplib.SMTP(host, port or 25, timeout=SECONDS)
    server.ehlo()
    return server
