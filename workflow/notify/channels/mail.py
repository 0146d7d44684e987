"""Mail by SMTP: text and HTML, threaded by report, the same Message-ID at every attempt."""

from __future__ import annotations

import smtplib
import ssl
from email.headerregistry import Address
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from workflow.notify.channels.base import PermanentFailure, TemporaryFailure
from workflow.notify.message import Message

SECONDS = 20


class Mail:
    """``url`` as in SMTP_URL: smtp://user:password@host:port, or smtps:// for TLS at once."""

    def __init__(self, url: str) -> None:
        self._url = urlsplit(url)

    def send(self, message: Message) -> bool:
        try:
            with self._connected() as server:
                server.send_message(as_mail(message))
        except smtplib.SMTPResponseException as error:
            raise _failure(error.smtp_code, error.smtp_error) from error
        except smtplib.SMTPRecipientsRefused as error:
            code, words = next(iter(error.recipients.values()))
            raise _failure(code, words) from error
        except (OSError, smtplib.SMTPException) as error:
            raise TemporaryFailure(f"邮件服务器不通: {error} / mail server: {error}") from error
        return False

    def _connected(self) -> smtplib.SMTP:
        host, port = self._url.hostname or "localhost", self._url.port
        if self._url.scheme == "smtps":
            context = ssl.create_default_context()
            return self._logged_in(
                smtplib.SMTP_SSL(host, port or 465, timeout=SECONDS, context=context)
            )
        server = smtplib.SMTP(host, port or 25, timeout=SECONDS)
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls(context=ssl.create_default_context())
            server.ehlo()
        return self._logged_in(server)

    def _logged_in(self, server: smtplib.SMTP) -> smtplib.SMTP:
        if self._url.username:
            server.login(unquote(self._url.username), unquote(self._url.password or ""))
        return server


def as_mail(message: Message) -> EmailMessage:
    mail = EmailMessage()
    mail["Subject"] = message.subject
    mail["From"] = message.sender
    mail["To"] = Address(message.to_name, addr_spec=message.to_address)
    mail["Message-ID"] = message.id
    mail["References"] = mail["In-Reply-To"] = message.thread
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(message.text)
    mail.add_alternative(message.html, subtype="html")
    return mail


def _failure(code: int, words: bytes | str) -> TemporaryFailure | PermanentFailure:
    """4xx may pass, 5xx will not (RFC 5321, 4.2.1)."""
    said = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    sentence = f"邮件服务器答复 {code} {said} / the mail server answered {code} {said}"
    return TemporaryFailure(sentence) if 400 <= code < 500 else PermanentFailure(sentence)
