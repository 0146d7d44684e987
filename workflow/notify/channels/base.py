"""What a channel is, how fast it may be, and the ways in which it can fail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from workflow.notify.message import Message


class TemporaryFailure(Exception):
    """It may work later: the message is tried again, not before ``wait`` has passed.

    ``unknown``: nobody can say whether it arrived (the answer got lost).
    """

    def __init__(self, why: str, wait: timedelta = timedelta(0), unknown: bool = False) -> None:
        super().__init__(why)
        self.wait, self.unknown = wait, unknown


class PermanentFailure(Exception):
    """It will not work however often it is tried."""


@dataclass(frozen=True)
class Limit:
    """So many messages within so many seconds."""

    count: int
    seconds: int


class Channel(Protocol):
    """``target`` names what is spoken to, for the rate; ``limits`` are those of the platform."""

    limits: tuple[Limit, ...]
    target: str

    def send(self, message: Message) -> bool:
        """True when the message was only kept here; raises one of the failures."""

    def close(self) -> None:
        """Let go of what was kept open between messages."""
