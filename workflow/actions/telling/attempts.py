"""One attempt at a delivery, and how it ended: plain data, as a journal keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

AT_ONCE = timedelta(0)


class Did(StrEnum):
    """What became of an attempt; the values stand in journals."""

    ARRIVED = "arrived"
    KEPT = "kept"
    PUT_BACK = "put_back"
    TRY_AGAIN = "try_again"
    GIVE_UP = "give_up"


@dataclass(frozen=True)
class Attempt:
    """One attempt at a delivery; its outcome is written only while it is the newest.

    ``unknown``: of one before it nobody knows whether it arrived.
    """

    delivery_id: int
    number: int
    unknown: bool = False

    @property
    def key(self) -> tuple[int, int]:
        return (self.delivery_id, self.number)


@dataclass(frozen=True)
class Outcome:
    """How an attempt ended at the moment ``at``.

    KEPT lies in the local mailbox. PUT_BACK: nothing was tried, so no attempt is counted.
    TRY_AGAIN and PUT_BACK wait, ``wait`` at least; ``unknown``: it may have arrived all the same.
    """

    attempt: Attempt
    did: Did
    at: datetime
    why: str = ""
    wait: timedelta = AT_ONCE
    unknown: bool = False
