"""A message as a mail: text and HTML, threaded by report, with its own way out for digests."""

from __future__ import annotations

from email.headerregistry import Address
from email.message import EmailMessage

from workflow.notify.channels.base import PermanentFailure
from workflow.notify.message import Message


def as_mail(message: Message) -> EmailMessage:
    """Raises PermanentFailure for an address that no mail can be sent to."""
    mail = EmailMessage()
    mail["Subject"] = message.subject
    mail["From"] = message.sender
    mail["To"] = _address(message)
    mail["Message-ID"] = message.id
    if message.thread:
        mail["References"] = mail["In-Reply-To"] = message.thread
    if message.unsubscribe:
        # One click, without a page in between (RFC 8058).
        mail["List-Unsubscribe"] = f"<{message.unsubscribe}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(message.text)
    mail.add_alternative(message.html, subtype="html")
    return mail


def _address(message: Message) -> Address:
    name = " ".join(message.to_name.split())
    try:
        address = Address(name, addr_spec=message.to_address)
        address.addr_spec.encode("ascii")
    except (ValueError, IndexError) as error:
        # IndexError: how the standard library's parser takes some malformed addresses.
        raise PermanentFailure(
            f"邮箱地址“{message.to_address}”无效，请在人员页更正 / "
            f"“{message.to_address}” is no valid address: correct it on the people page"
        ) from error
    return address
