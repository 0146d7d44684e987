"""Mail by SMTP: one connection for as many messages as there are."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable
from urllib.parse import unquote, urlsplit

from workflow.notify.channels.base import Limit, PermanentFailure, TemporaryFailure
from workflow.notify.channels.envelopes import Envelope, as_mail
from workflow.notify.message import Message

SECONDS = 15
GOING, GO_ON, TAKEN = 421, 354, 250
"""Answers (RFC 5321, 4.2.2): the server closes the connection, and another one may do; it waits for
the mail; it has it.
"""
END_OF_DATA = b".\r\n"


def nothing() -> None:
    """Nobody has anything to do."""


class Mail:
    """``url`` as in SMTP_URL: smtp://user:password@host:port, or smtps:// for TLS at once."""

    limits: tuple[Limit, ...] = ()

    def __init__(self, url: str) -> None:
        self._url = urlsplit(url)
        self._server: smtplib.SMTP | None = None
        self.target = self._url.hostname or "localhost"

    def send(self, message: Message, meanwhile: Callable[[], None] = nothing) -> bool:
        """``meanwhile`` is called once, while the server looks at the mail; the mail is written
        while it looks at the sender.
        """
        mail = as_mail(message)
        try:
            self._enveloped(mail)
            self._handed_over(mail.data, meanwhile)
        except (TemporaryFailure, PermanentFailure):
            raise
        except BaseException:
            # An answer may be left unread, which the next mail must not take for its own.
            self._drop()
            raise
        return False

    def close(self) -> None:
        """What was sent is taken or refused by now: how the goodbye goes changes nothing."""
        server, self._server = self._server, None
        if server is None:
            return
        try:
            server.quit()
        except (OSError, smtplib.SMTPException):
            server.close()

    def _enveloped(self, mail: Envelope) -> None:
        """From whom and to whom; a connection that has died meanwhile is made anew, once."""
        had_one = self._server is not None
        try:
            self._said_to_whom(mail)
        except TemporaryFailure:
            if not had_one:
                raise
            self._said_to_whom(mail)

    def _said_to_whom(self, mail: Envelope) -> None:
        try:
            server = self._ready()
            server.putcmd(f"MAIL FROM:<{mail.sender}>")
            _ = mail.data
            self._heard(server, *server.getreply())
            self._heard(server, *server.docmd(f"RCPT TO:<{mail.recipient}>"))
        except (OSError, smtplib.SMTPException) as error:
            # Also a log-in that was refused: that is set right, and no message's own fault.
            self._drop()
            raise TemporaryFailure(f"邮件服务器不通：{error} / mail server: {error}") from error

    def _heard(self, server: smtplib.SMTP, code: int, words: bytes) -> None:
        if code >= 400:
            self._start_over(server, code)
            raise _failure(code, words)

    def _handed_over(self, data: bytes, meanwhile: Callable[[], None]) -> None:
        """From here on a lost connection leaves it open whether the mail was taken."""
        assert self._server is not None
        server = self._server
        try:
            code, words = server.docmd("DATA")
            if code != GO_ON:
                self._start_over(server, code)
                raise _failure(code, words)
            server.send(data + END_OF_DATA)
            meanwhile()
            code, words = server.getreply()
        except (OSError, smtplib.SMTPException) as error:
            self._drop()
            raise TemporaryFailure(
                f"邮件服务器断开：{error} / the mail server went away: {error}", unknown=True
            ) from error
        if code != TAKEN:
            self._start_over(server, code)
            raise _failure(code, words)

    def _ready(self) -> smtplib.SMTP:
        if self._server is None:
            self._server = self._connected()
        return self._server

    def _start_over(self, server: smtplib.SMTP, code: int) -> None:
        """The connection without this message; gone where the server says that it goes."""
        try:
            if code != GOING:
                server.rset()
                return
        except (OSError, smtplib.SMTPException):
            pass
        self._drop()

    def _drop(self) -> None:
        server, self._server = self._server, None
        if server is not None:
            server.close()

    def _connected(self) -> smtplib.SMTP:
        """A server that is ready to take mail; left again if it is not."""
        server = self._greeted()
        try:
            if server.has_extn("starttls"):
                server.starttls(context=ssl.create_default_context())
                server.ehlo()
            if self._url.username:
                server.login(unquote(self._url.username), unquote(self._url.password or ""))
        except (OSError, smtplib.SMTPException):
            server.close()
            raise
        return server

    def _greeted(self) -> smtplib.SMTP:
        host, port = self._url.hostname or "localhost", self._url.port
        server: smtplib.SMTP
        if self._url.scheme == "smtps":
            context = ssl.create_default_context()
            server = smtplib.SMTP_SSL(host, port or 465, timeout=SECONDS, context=context)
        else:
            server = smtplib.SMTP(host, port or 25, timeout=SECONDS)
        server.ehlo()
        return server


def _failure(code: int, words: bytes | str) -> TemporaryFailure | PermanentFailure:
    """4xx may pass, 5xx will not (RFC 5321, 4.2.1)."""
    said = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    sentence = f"邮件服务器答复 {code} {said} / the mail server answered {code} {said}"
    return TemporaryFailure(sentence) if 400 <= code < 500 else PermanentFailure(sentence)
