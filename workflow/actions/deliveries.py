"""How a message fares on its channel: claimed, sent, tried again, or given up.

queued -> sending -> sent or kept; back to queued with a growing pause when it may work
later; failed when it will not; obsolete when it has nothing to say any more.

Between the server's reply and our commit lies a moment in which a worker can die. The
message is then sent again under the same Message-ID, which lets mail programs show it
once. Where that cannot be made good (it was the last attempt, or a later one failed too)
the row ends as uncertain: it may have arrived.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_, select

from workflow.actions.reminders import still_matters
from workflow.actions.work import Work
from workflow.domain.terms import DeliveryState
from workflow.store import Delivery, db

LEASE = timedelta(minutes=5)
PAUSES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1))
MOST_ATTEMPTS = len(PAUSES) + 1
UNKNOWN = "曾有一次发送结果不明 / the outcome of one attempt is unknown"


@dataclass(frozen=True)
class Attempt:
    """One attempt at a delivery; its outcome is written only while it is the newest."""

    delivery_id: int
    number: int


def claim(work: Work, delivery_id: int) -> Attempt | None:
    """Take one that waits, or one whose worker fell silent; None when there is nothing to do."""
    delivery = _locked(delivery_id, _free(work.now), skip=True)
    if delivery is None:
        return None
    is_silent = delivery.state is DeliveryState.SENDING
    if is_silent:
        delivery.error = UNKNOWN
    if not still_matters(delivery.notice):
        _end(delivery, DeliveryState.OBSOLETE)
        return None
    if is_silent and delivery.attempts >= MOST_ATTEMPTS:
        _end(delivery, DeliveryState.FAILED)
        return None
    delivery.state = DeliveryState.SENDING
    delivery.attempts += 1
    delivery.lease_until = work.now + LEASE
    return Attempt(delivery.id, delivery.attempts)


def arrived(work: Work, attempt: Attempt, kept: bool) -> bool:
    """The channel took it; ``kept`` when it lies in the local mailbox."""
    delivery = _under_way(attempt)
    if delivery is None:
        return False
    delivery.state = DeliveryState.KEPT if kept else DeliveryState.SENT
    delivery.sent_at, delivery.lease_until, delivery.error = work.now, None, ""
    return True


def try_again(work: Work, attempt: Attempt, why: str) -> bool:
    """Wait with growing pauses; after the last one it has failed."""
    if attempt.number >= MOST_ATTEMPTS:
        return give_up(attempt, why)
    delivery = _under_way(attempt)
    if delivery is None:
        return False
    delivery.state, delivery.lease_until = DeliveryState.QUEUED, None
    delivery.next_at = work.now + PAUSES[attempt.number - 1]
    delivery.error = _reason(delivery, why)
    return True


def give_up(attempt: Attempt, why: str) -> bool:
    delivery = _under_way(attempt)
    if delivery is None:
        return False
    delivery.error = _reason(delivery, why)
    _end(delivery, DeliveryState.FAILED)
    return True


def _end(delivery: Delivery, state: DeliveryState) -> None:
    """Nothing more is tried; what may have arrived all the same is called uncertain."""
    is_unknown = delivery.error.startswith(UNKNOWN)
    delivery.state = DeliveryState.UNCERTAIN if is_unknown else state
    delivery.lease_until = None


def _reason(delivery: Delivery, why: str) -> str:
    return f"{UNKNOWN}\n{why}" if delivery.error.startswith(UNKNOWN) else why


def _free(now: datetime) -> ColumnElement[bool]:
    return or_(
        and_(Delivery.state == DeliveryState.QUEUED, Delivery.next_at <= now),
        and_(Delivery.state == DeliveryState.SENDING, Delivery.lease_until < now),
    )


def _under_way(attempt: Attempt) -> Delivery | None:
    """The row of this attempt, locked; None when another has taken over."""
    is_ours = and_(Delivery.state == DeliveryState.SENDING, Delivery.attempts == attempt.number)
    return _locked(attempt.delivery_id, is_ours)


def _locked(
    delivery_id: int, condition: ColumnElement[bool], skip: bool = False
) -> Delivery | None:
    """The row as it is now, if it meets the condition; ``skip``: and nobody else holds it."""
    return db.session.scalars(
        select(Delivery)
        .where(Delivery.id == delivery_id, condition)
        .with_for_update(of=Delivery, skip_locked=skip)
        .execution_options(populate_existing=True)
    ).one_or_none()
