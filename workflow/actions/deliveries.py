"""How a message fares on its channel: claimed, sent, tried again, or given up.

Between the server's reply and our commit lies a moment in which a worker can die. Then
the message may go twice, with the same Message-ID, and the row says so.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import CursorResult, or_, update

from workflow.actions.reminders import still_matters
from workflow.actions.work import Work
from workflow.domain.terms import DeliveryState
from workflow.store import Delivery, db

LEASE = timedelta(minutes=5)
PAUSES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1))
UNKNOWN = "上次发送结果不明,以同一编号重发 / the last attempt's outcome is unknown; sent again"


def claim(work: Work, delivery_id: int) -> Delivery | None:
    """Take one that waits, or one whose worker fell silent; None when there is nothing to do."""
    silent = (Delivery.state == DeliveryState.SENDING) & (Delivery.lease_until < work.now)
    waiting = (Delivery.state == DeliveryState.QUEUED) & (Delivery.next_at <= work.now)
    before = db.session.get(Delivery, delivery_id)
    uncertain = before is not None and before.state is DeliveryState.SENDING
    taken = _changed(
        update(Delivery)
        .where(Delivery.id == delivery_id, or_(waiting, silent))
        .values(
            state=DeliveryState.SENDING,
            attempts=Delivery.attempts + 1,
            lease_until=work.now + LEASE,
            error=UNKNOWN if uncertain else "",
        )
    )
    if not taken:
        return None
    delivery = db.session.get_one(Delivery, delivery_id, populate_existing=True)
    if not still_matters(delivery.notice):
        _outcome(delivery_id, delivery.attempts, state=DeliveryState.OBSOLETE)
        return None
    return delivery


def arrived(work: Work, delivery_id: int, attempt: int, message_id: str, kept: bool) -> bool:
    """The channel took it; ``kept`` when it lies in the local mailbox."""
    return _outcome(
        delivery_id,
        attempt,
        state=DeliveryState.KEPT if kept else DeliveryState.SENT,
        message_id=message_id,
        sent_at=work.now,
    )


def try_again(work: Work, delivery_id: int, attempt: int, why: str) -> bool:
    """Wait with growing pauses; after the last one it has failed."""
    if attempt > len(PAUSES):
        return give_up(work, delivery_id, attempt, why)
    return _outcome(
        delivery_id,
        attempt,
        state=DeliveryState.QUEUED,
        next_at=work.now + PAUSES[attempt - 1],
        error=why,
    )


def give_up(work: Work, delivery_id: int, attempt: int, why: str) -> bool:
    return _outcome(delivery_id, attempt, state=DeliveryState.FAILED, error=why)


def _outcome(delivery_id: int, attempt: int, **values: Any) -> bool:
    """Written only by the attempt that is under way; False when another has taken over."""
    return _changed(
        update(Delivery)
        .where(
            Delivery.id == delivery_id,
            Delivery.state == DeliveryState.SENDING,
            Delivery.attempts == attempt,
        )
        .values(lease_until=None, **values)
    )


def _changed(statement: Any) -> bool:
    result = db.session.execute(statement)
    return isinstance(result, CursorResult) and result.rowcount == 1
