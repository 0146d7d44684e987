"""Mail by SMTP: one connection for as many messages as there are."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from urllib.parse import urlsplit

from workflow.notify.channels.base import Limit, PermanentFailure, TemporaryFailure
from workflow.notify.channels.envelopes import Envelope, as_mail
from workflow.notify.channels.smtp import BROKEN, GOING, Answer, Connection
from workflow.notify.message import Message


def nothing() -> None:
    """Nobody has anything to do."""


class Mail:
    """``url`` as in SMTP_URL: smtp://user:password@host:port, or smtps:// for TLS at once."""

    limits: tuple[Limit, ...] = ()

    def __init__(self, url: str) -> None:
        self._url = urlsplit(url)
        self._line: Connection | None = None
        self.target = self._url.hostname or "localhost"

    def send(
        self,
        message: Message,
        following: Message | None = None,
        meanwhile: Callable[[], object] = nothing,
    ) -> bool:
        """``following`` is probably sent next: the server may be told of it ahead. ``meanwhile``
        is called once, while it looks at the mail.
        """
        mail = self._mail_of(message)
        try:
            self._handed_over(self._enveloped(mail), mail, following, meanwhile)
        except (TemporaryFailure, PermanentFailure):
            raise
        except BaseException:
            # An answer may be left unread, which the next mail must not take for its own.
            self._drop()
            raise
        return False

    def close(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            line.leave()

    def _mail_of(self, message: Message) -> Envelope:
        """The one that was announced; where another one comes, not on the same connection."""
        announced = self._line.announced if self._line else None
        if announced and announced.message is message:
            return announced
        if announced:
            self._drop()
        return as_mail(message)

    def _enveloped(self, mail: Envelope) -> Connection:
        """From whom and to whom; a connection that has died meanwhile is made anew, once."""
        had_one = self._line is not None and self._line.is_open
        try:
            return self._said_to_whom(mail)
        except _Gone:
            if not had_one:
                raise
        return self._said_to_whom(mail)

    def _said_to_whom(self, mail: Envelope) -> Connection:
        try:
            line = self._ready()
            refused = line.enveloped(mail)
        except BROKEN as error:
            # Also a log-in that was refused: that is set right, and no message's own fault.
            self._drop()
            raise _Gone(f"邮件服务器不通：{error} / mail server: {error}") from error
        if refused:
            raise _failure(refused)
        return line

    def _handed_over(
        self,
        line: Connection,
        mail: Envelope,
        following: Message | None,
        meanwhile: Callable[[], object],
    ) -> None:
        """From here on a lost connection leaves it open whether the mail was taken."""
        announced = _next(following) if line.takes_groups else None
        try:
            refused = line.handed_over(mail, announced, meanwhile)
        except BROKEN as error:
            self._drop()
            raise TemporaryFailure(
                f"邮件服务器断开：{error} / the mail server went away: {error}", unknown=True
            ) from error
        if refused:
            raise _failure(refused)

    def _ready(self) -> Connection:
        if self._line is None or not self._line.is_open:
            self._line = Connection(self._url)
        return self._line

    def _drop(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            line.close()


class _Gone(TemporaryFailure):
    """The connection is no good; another one may be."""


def _next(message: Message | None) -> Envelope | None:
    """What is wrong with its address is told when it is that message's turn."""
    with suppress(PermanentFailure):
        return as_mail(message) if message else None
    return None


def _failure(answer: Answer) -> TemporaryFailure | PermanentFailure:
    """4xx may pass, 5xx will not (RFC 5321, 4.2.1)."""
    code, said = answer.code, answer.words.decode("utf-8", "replace")
    sentence = f"邮件服务器答复 {code} {said} / the mail server answered {code} {said}"
    if code == GOING:
        return _Gone(sentence)
    return TemporaryFailure(sentence) if 400 <= code < 500 else PermanentFailure(sentence)
