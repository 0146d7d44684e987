"""One small class a channel; a channel either takes a message or says why not."""

from __future__ import annotations

from workflow.notify.channels.base import Channel, PermanentFailure, TemporaryFailure
from workflow.notify.channels.mail import Mail
from workflow.notify.channels.mailbox import Mailbox
from workflow.settings import Settings

__all__ = ["Channel", "PermanentFailure", "TemporaryFailure", "channel_named"]


def channel_named(name: str, settings: Settings) -> Channel:
    """The channel of a delivery; mail stays in the local mailbox where no server is set."""
    if name == "mail":
        return Mail(settings.smtp_url) if settings.smtp_url else Mailbox()
    raise PermanentFailure(f"没有“{name}”这种渠道 / there is no channel “{name}”")
