"""A message as a mail: text and HTML, threaded by report, with its own way out for digests."""

from __future__ import annotations

from dataclasses import dataclass
from email import policy
from email.header import Header
from email.headerregistry import Address
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import format_datetime, formataddr, parseaddr
from functools import lru_cache

from workflow.notify.channels.base import PermanentFailure
from workflow.notify.message import Message

LINES = policy.compat32.clone(linesep="\r\n")
"""The older policy of the standard library: it writes the same mail in a fifth of the time.
What it does not check is made here of one line, and texts go as base64, which seven bits carry.
"""


CALENDAR = "deadline.ics"


@dataclass(frozen=True)
class Envelope:
    """Plain addresses, and the mail as it goes over the wire."""

    sender: str
    recipient: str
    data: bytes


def as_mail(message: Message) -> Envelope:
    """Raises PermanentFailure for an address that no mail can be sent to."""
    recipient = _recipient(message.to_name, message.to_address)
    name, sender = parseaddr(message.sender)
    mail = _body(message)
    mail["Subject"] = Header(message.subject, "utf-8", header_name="Subject").encode()
    mail["From"] = formataddr((name, sender))
    mail["To"] = recipient
    mail["Message-ID"] = message.id
    if message.happened_at:
        mail["Date"] = format_datetime(message.happened_at)
    if message.thread:
        mail["References"] = mail["In-Reply-To"] = message.thread
    if message.unsubscribe:
        # One click, without a page in between (RFC 8058).
        mail["List-Unsubscribe"] = f"<{message.unsubscribe}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail["Auto-Submitted"] = "auto-generated"
    return Envelope(sender, message.to_address, mail.as_bytes(policy=LINES))


def _body(message: Message) -> MIMEMultipart:
    """The words twice, as text and HTML, and deadlines as a file for the calendar (RFC 6047)."""
    words = MIMEMultipart("alternative", policy=LINES)
    words.attach(MIMEText(message.text, "plain", "utf-8"))
    words.attach(MIMEText(message.html, "html", "utf-8"))
    if not message.calendar:
        return words
    calendar = MIMEText(message.calendar.decode(), "calendar", "utf-8")
    calendar.set_param("method", "PUBLISH")
    calendar.add_header("Content-Disposition", "attachment", filename=CALENDAR)
    return MIMEMultipart("mixed", None, (words, calendar), policy=LINES)


@lru_cache(maxsize=1024)
def _recipient(name: str, address: str) -> str:
    """The same people are written to again and again."""
    try:
        checked = Address(" ".join(name.split()), addr_spec=address)
        checked.addr_spec.encode("ascii")
    except (ValueError, IndexError) as error:
        # IndexError: how the standard library's parser takes some malformed addresses.
        raise PermanentFailure(
            f"邮箱地址“{address}”无效，请在人员页更正 / "
            f"“{address}” is no valid address: correct it on the people page"
        ) from error
    return formataddr((checked.display_name, checked.addr_spec))
