"""A message as a mail: text and HTML, threaded by report, with its own way out for digests.

Written piece by piece, for it is always the same few: the standard library's message objects
take ten times as long. Texts go as base64 and names and subjects as encoded words, so all of it
is seven bits, and no line is made of what a person wrote.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from email.utils import format_datetime, parseaddr
from functools import cached_property, lru_cache

from workflow.notify.channels.base import PermanentFailure
from workflow.notify.message import Message

END = "\r\n"
CALENDAR = "deadline.ics"
WORDS, WHOLE = "=_huigao-words", "=_huigao-whole"
"""Boundaries: no line of base64 can hold one (RFC 2045, 6.7)."""
LINE = 76
ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
USUAL = re.compile(rf"{ATOM}(\.{ATOM})*@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")
"""Addresses without quotes and comments (RFC 5322, 3.4.1)."""
PLAIN = re.compile(r"[A-Za-z0-9' -]+")
"""Names that need neither quotes nor another alphabet."""
LETTERS = 11
"""Characters of an encoded word: at most 44 bytes, so that it ends below 75 (RFC 2047, 2)."""


@dataclass(frozen=True)
class Envelope:
    """Plain addresses, and what goes into it."""

    sender: str
    recipient: str
    message: Message

    @cached_property
    def data(self) -> bytes:
        """The mail as it goes over the wire; no line of it begins with a period."""
        lines = (*_head(self.message), *_body(self.message), "")
        return END.join(lines).encode("ascii")


def as_mail(message: Message) -> Envelope:
    """Raises PermanentFailure for an address that no mail can be sent to."""
    _check(message.to_address)
    return Envelope(_sender(message.sender)[0], message.to_address, message)


def _head(message: Message) -> Iterator[str]:
    yield "MIME-Version: 1.0"
    yield f"Subject: {_encoded(message.subject)}"
    yield f"From: {_sender(message.sender)[1]}"
    yield f"To: {_named(message.to_name, message.to_address)}"
    yield f"Message-ID: {message.id}"
    if message.happened_at:
        yield f"Date: {_dated(message.happened_at)}"
    if message.thread:
        yield f"References: {message.thread}"
        yield f"In-Reply-To: {message.thread}"
    if message.unsubscribe:
        # One click, without a page in between (RFC 8058).
        yield f"List-Unsubscribe: <{message.unsubscribe}>"
        yield "List-Unsubscribe-Post: List-Unsubscribe=One-Click"
    yield "Auto-Submitted: auto-generated"


def _body(message: Message) -> Iterator[str]:
    """The words twice, as text and HTML, and deadlines as a file for the calendar (RFC 6047)."""
    if not message.calendar:
        yield from _words(message)
        return
    yield f'Content-Type: multipart/mixed; boundary="{WHOLE}"'
    yield from ("", f"--{WHOLE}")
    yield from _words(message)
    yield f"--{WHOLE}"
    yield f'Content-Disposition: attachment; filename="{CALENDAR}"'
    yield from _part('text/calendar; charset="utf-8"; method="PUBLISH"', message.calendar)
    yield f"--{WHOLE}--"


def _words(message: Message) -> Iterator[str]:
    yield f'Content-Type: multipart/alternative; boundary="{WORDS}"'
    yield from ("", f"--{WORDS}")
    yield from _part('text/plain; charset="utf-8"', message.text.encode())
    yield f"--{WORDS}"
    yield from _part('text/html; charset="utf-8"', message.html.encode())
    yield f"--{WORDS}--"


def _part(kind: str, content: bytes) -> Iterator[str]:
    yield f"Content-Type: {kind}"
    yield "Content-Transfer-Encoding: base64"
    yield ""
    coded = b64encode(content).decode()
    for start in range(0, len(coded), LINE):
        yield coded[start : start + LINE]


def _encoded(words: str) -> str:
    """As encoded words (RFC 2047), whatever stands in it; a line each."""
    pieces = (words[start : start + LETTERS] for start in range(0, len(words), LETTERS))
    return f"{END} ".join(f"=?utf-8?b?{b64encode(one.encode()).decode()}?=" for one in pieces)


_dated = lru_cache(maxsize=256)(format_datetime)
"""A sweep tells many people at one moment."""


@lru_cache(maxsize=16)
def _sender(given: str) -> tuple[str, str]:
    """The plain address, and name and address as they stand in the mail."""
    name, address = parseaddr(given)
    return address, _named(name, address)


def _check(address: str) -> None:
    """Nearly all are of one form; the standard library knows the others, and takes long."""
    if USUAL.fullmatch(address):
        return
    try:
        Address(addr_spec=address).addr_spec.encode("ascii")
    except (ValueError, IndexError, MessageError) as error:
        # How the standard library's parser takes malformed addresses, by their kind.
        raise PermanentFailure(
            f"邮箱地址“{address}”无效，请在人员页更正 / "
            f"“{address}” is no valid address: correct it on the people page"
        ) from error


def _named(name: str, address: str) -> str:
    words = " ".join(name.split())
    if not words:
        return address
    return f"{words if PLAIN.fullmatch(words) else _encoded(words)} <{address}>"
