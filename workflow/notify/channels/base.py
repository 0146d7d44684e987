"""What a channel is, and the two ways in which it can fail."""

from __future__ import annotations

from typing import Protocol

from workflow.notify.message import Message


class TemporaryFailure(Exception):
    """It may work later: the message is tried again."""


class PermanentFailure(Exception):
    """It will not work however often it is tried."""


class Channel(Protocol):
    def send(self, message: Message) -> bool:
        """True when the message was only kept here; raises one of the failures."""
