"""How attempts ended, written into their rows: arrived, waiting again, or at the channel's end."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from workflow.actions.telling.attempts import Attempt, Did, Outcome
from workflow.actions.work import Work
from workflow.domain.channels import after, route
from workflow.domain.telling import TEST
from workflow.domain.terms import DeliveryState
from workflow.queue import Job
from workflow.store import Delivery, db
from workflow.store.many import update_all

PAUSES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1))
MOST_ATTEMPTS = len(PAUSES) + 1
BEFORE_THE_NEXT = 3
"""Attempts where another channel stands by."""
UNKNOWN = "曾有一次发送结果不明，可能收到两次 / one attempt ended unknown: it may come twice"
TAKEN = {Did.ARRIVED: DeliveryState.SENT, Did.KEPT: DeliveryState.KEPT}
"""Outcomes after which nothing more is to be done."""
FREE = {"lease_until": None, "journal": ""}
ROW, UNDER_WAY = ("id", "attempts"), {"state": DeliveryState.SENDING}
"""How the row of an attempt is known, as long as it is the newest."""


def record(work: Work, outcomes: Sequence[Outcome]) -> None:
    """Each outcome whose attempt is still the newest of its row; those that arrived, or were put
    back, by one statement each.
    """
    # In the order of their ids, so that two at once never wait for each other.
    in_turn = sorted(outcomes, key=lambda one: one.attempt.key)
    _arrived([one for one in in_turn if one.did in TAKEN])
    _put_back([one for one in in_turn if one.did is Did.PUT_BACK])
    for one in outcomes:
        if one.did in OTHERS:
            OTHERS[one.did](work, one)


def fail(work: Work, delivery: Delivery) -> None:
    """This channel is at its end; the next one of the person takes the message."""
    rest(delivery, honest(delivery.error, DeliveryState.FAILED))
    notice = delivery.notice
    tried = {one.channel for one in notice.deliveries}
    channel = after(delivery.channel, notice.person.channels, tried)
    if channel is None or notice.kind == TEST or not notice.person.active:
        return
    follower = Delivery(channel=channel, next_at=work.now)
    notice.deliveries.append(follower)
    db.session.flush()
    work.hint(Job.DELIVER, follower.id)


def rest(delivery: Delivery, state: DeliveryState) -> None:
    delivery.state, delivery.lease_until, delivery.journal = state, None, ""


def honest(error: str, state: DeliveryState) -> DeliveryState:
    """What may have arrived all the same is called uncertain."""
    return DeliveryState.UNCERTAIN if is_unknown(error) else state


def is_unknown(error: str) -> bool:
    """Whether a delivery with this ``error`` may have arrived."""
    return error.startswith(UNKNOWN)


def reason(delivery: Delivery, why: str, unknown: bool = False) -> str:
    """The newest reason; that an outcome is unknown is never forgotten."""
    doubt = unknown or is_unknown(delivery.error)
    return "\n".join(filter(None, (UNKNOWN if doubt else "", why)))


def _arrived(outcomes: Sequence[Outcome]) -> None:
    """Past the session's objects: what every message costs in the database is this, and to be
    claimed.
    """
    rows = [
        {
            **_row(one.attempt),
            "state": TAKEN[one.did],
            "sent_at": one.at,
            "error": UNKNOWN if one.attempt.unknown else "",
        }
        for one in outcomes
    ]
    update_all(Delivery, rows, ROW, FREE, UNDER_WAY)


def _put_back(outcomes: Sequence[Outcome]) -> None:
    """Nothing was tried: they wait again, and no attempt is counted."""
    rows = [{**_row(one.attempt), "next_at": one.at + one.wait} for one in outcomes]
    queued = {"state": DeliveryState.QUEUED, "attempts": Delivery.attempts - 1, **FREE}
    update_all(Delivery, rows, ROW, queued, UNDER_WAY)


def _try_again(work: Work, one: Outcome) -> None:
    """It waits with growing pauses; after the last one it has failed."""
    delivery = _under_way(one.attempt)
    if delivery is None:
        return
    delivery.error = reason(delivery, one.why, one.unknown)
    if one.attempt.number >= _most_attempts(delivery):
        fail(work, delivery)
        return
    rest(delivery, DeliveryState.QUEUED)
    delivery.next_at = one.at + max(one.wait, PAUSES[one.attempt.number - 1])


def _give_up(work: Work, one: Outcome) -> None:
    delivery = _under_way(one.attempt)
    if delivery is not None:
        delivery.error = reason(delivery, one.why)
        fail(work, delivery)


def _most_attempts(delivery: Delivery) -> int:
    way = route(delivery.notice.person.channels)
    is_last = not way or delivery.channel == way[-1]
    return MOST_ATTEMPTS if is_last else BEFORE_THE_NEXT


def _under_way(attempt: Attempt) -> Delivery | None:
    """The row of this attempt, locked; None when another has taken over."""
    found = select(Delivery).filter_by(**_row(attempt), **UNDER_WAY).with_for_update(of=Delivery)
    return db.session.scalars(found.execution_options(populate_existing=True)).one_or_none()


def _row(attempt: Attempt) -> dict[str, Any]:
    """The columns of ROW."""
    return {"id": attempt.delivery_id, "attempts": attempt.number}


OTHERS: Mapping[Did, Callable[[Work, Outcome], None]] = {
    Did.TRY_AGAIN: _try_again,
    Did.GIVE_UP: _give_up,
}
