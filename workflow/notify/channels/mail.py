"""Mail by SMTP: text and HTML, threaded by report, the same Message-ID at every attempt."""

from __future__ import annotations

import smtplib
import ssl
from email.headerregistry import Address
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from workflow.notify.channels.base import PermanentFailure, TemporaryFailure
from workflow.notify.message import Message

SECONDS = 15


class Mail:
    """``url`` as in SMTP_URL: smtp://user:password@host:port, or smtps:// for TLS at once."""

    def __init__(self, url: str) -> None:
        self._url = urlsplit(url)

    def send(self, message: Message) -> bool:
        mail = as_mail(message)
        try:
            server = self._connected()
            try:
                server.send_message(mail)
            finally:
                _leave(server)
        except smtplib.SMTPRecipientsRefused as error:
            raise _failure(*next(iter(error.recipients.values()))) from error
        except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
            raise _failure(error.smtp_code, error.smtp_error) from error
        except (OSError, smtplib.SMTPException) as error:
            # Also a log-in that was refused: that is set right, and no message's own fault.
            raise TemporaryFailure(f"邮件服务器不通：{error} / mail server: {error}") from error
        return False

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


def as_mail(message: Message) -> EmailMessage:
    """Raises PermanentFailure for an address that no mail can be sent to."""
    mail = EmailMessage()
    mail["Subject"] = message.subject
    mail["From"] = message.sender
    mail["To"] = _address(message)
    mail["Message-ID"] = message.id
    if message.thread:
        mail["References"] = mail["In-Reply-To"] = message.thread
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(message.text)
    mail.add_alternative(message.html, subtype="html")
    return mail


def _address(message: Message) -> Address:
    name = " ".join(message.to_name.split())
    try:
        return Address(name, addr_spec=message.to_address)
    except (ValueError, IndexError) as error:
        # IndexError: how the standard library's parser takes some malformed addresses.
        raise PermanentFailure(
            f"邮箱地址“{message.to_address}”无效，请在人员页更正 / "
            f"“{message.to_address}” is no valid address: correct it on the people page"
        ) from error


def _leave(server: smtplib.SMTP) -> None:
    """The message is taken or refused by now: how the goodbye goes changes nothing."""
    try:
        server.quit()
    except (OSError, smtplib.SMTPException):
        server.close()


def _failure(code: int, words: bytes | str) -> TemporaryFailure | PermanentFailure:
    """4xx may pass, 5xx will not (RFC 5321, 4.2.1)."""
    said = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    sentence = f"邮件服务器答复 {code} {said} / the mail server answered {code} {said}"
    return TemporaryFailure(sentence) if 400 <= code < 500 else PermanentFailure(sentence)
