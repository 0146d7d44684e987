"""How a message fares on its channel: claimed, begun, sent, tried again, or given up.

queued -> sending -> sent or kept; back to queued with a growing pause when it may work
later; failed when it will not, and the next channel of its person takes over; obsolete when
it has nothing to say any more.

A worker claims several at once and begins one after the other. Between the server's reply
and our commit lies a moment in which it can die: the message that was begun then goes again,
under the same Message-ID or idempotency key, and its row says from then on that the outcome
of one attempt is unknown. Those claimed and not begun were never spoken of to anybody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.orm import joinedload

from workflow.actions.telling.mattering import that_matter
from workflow.actions.work import Work
from workflow.domain.channels import after, route
from workflow.domain.telling import TEST
from workflow.domain.terms import DeliveryState
from workflow.queue import Job
from workflow.store import Delivery, Notice, Person, db
from workflow.store.base import Base

LEASE = timedelta(minutes=5)
PAUSES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1))
MOST_ATTEMPTS = len(PAUSES) + 1
BEFORE_THE_NEXT = 3
"""Attempts where another channel stands by."""
TABLE = Base.metadata.tables[Delivery.__tablename__]
UNKNOWN = "曾有一次发送结果不明，可能收到两次 / one attempt ended unknown: it may come twice"


@dataclass(frozen=True)
class Attempt:
    """One attempt at a delivery; its outcome is written only while it is the newest."""

    delivery_id: int
    number: int
    unknown: bool = False


def claim(work: Work, delivery_id: int, most: int = 1) -> list[Attempt]:
    """Take this one, if it is free, and others that wait for the same channel.

    Free is what waits, or whose worker fell silent. What needs no sending any more ends here.
    """
    free = _free_ones(work.now, delivery_id, most)
    matter = that_matter(work.now, [one.notice for one in free])
    with db.session.no_autoflush:
        claimed = [_claimed(work, one, one.notice_id in matter) for one in free]
    # What follows speaks of the table, past the session.
    db.session.flush()
    return [attempt for attempt in claimed if attempt is not None]


def claimed(attempts: Sequence[Attempt]) -> list[tuple[Attempt, Delivery]]:
    """Their rows with all that a message is made of, read at once; whoever holds them has them."""
    query = (
        select(Delivery)
        .where(Delivery.id.in_([one.delivery_id for one in attempts]))
        .options(
            joinedload(Delivery.notice).options(
                joinedload(Notice.person).joinedload(Person.office),
                joinedload(Notice.report),
                joinedload(Notice.section),
            )
        )
    )
    rows = {one.id: one for one in db.session.scalars(query)} if attempts else {}
    return [(one, rows[one.delivery_id]) for one in attempts]


def begin(work: Work, attempt: Attempt) -> bool:
    """Right before it is sent; False when another has taken over meanwhile."""
    values = {"begun_at": work.now, "lease_until": work.now + LEASE}
    return _is_written(attempt, values)


def arrived(work: Work, attempt: Attempt, kept: bool) -> bool:
    """The channel took it; ``kept`` when it lies in the local mailbox."""
    values = {
        "state": DeliveryState.KEPT if kept else DeliveryState.SENT,
        "sent_at": work.now,
        "lease_until": None,
        "begun_at": None,
        "error": UNKNOWN if attempt.unknown else "",
    }
    return _is_written(attempt, values)


def put_back(work: Work, attempts: Sequence[Attempt], wait: timedelta = timedelta(0)) -> None:
    """Nothing was tried: they wait again, and no attempt is counted."""
    for attempt in attempts:
        values = {
            "state": DeliveryState.QUEUED,
            "next_at": work.now + wait,
            "attempts": attempt.number - 1,
            "lease_until": None,
            "begun_at": None,
        }
        _is_written(attempt, values)


def try_again(
    work: Work,
    attempt: Attempt,
    why: str,
    wait: timedelta = timedelta(0),
    unknown: bool = False,
) -> bool:
    """Wait with growing pauses, ``wait`` at least; after the last one it has failed."""
    delivery = _under_way(attempt)
    if delivery is None:
        return False
    delivery.error = _reason(delivery, why, unknown)
    if attempt.number >= _most_attempts(delivery):
        _fail(work, delivery)
        return True
    _rest(delivery, DeliveryState.QUEUED)
    delivery.next_at = work.now + max(wait, PAUSES[attempt.number - 1])
    return True


def give_up(work: Work, attempt: Attempt, why: str) -> bool:
    delivery = _under_way(attempt)
    if delivery is None:
        return False
    delivery.error = _reason(delivery, why)
    _fail(work, delivery)
    return True


def _claimed(work: Work, delivery: Delivery, matters: bool) -> Attempt | None:
    is_silent = delivery.state is DeliveryState.SENDING
    if is_silent and delivery.begun_at is not None:
        delivery.error = _reason(delivery, "", unknown=True)
    if not matters:
        _rest(delivery, _honest(delivery, DeliveryState.OBSOLETE))
        return None
    if is_silent and delivery.attempts >= MOST_ATTEMPTS:
        _fail(work, delivery)
        return None
    delivery.state, delivery.begun_at = DeliveryState.SENDING, None
    delivery.attempts += 1
    delivery.lease_until = work.now + LEASE
    return Attempt(delivery.id, delivery.attempts, delivery.error.startswith(UNKNOWN))


def _fail(work: Work, delivery: Delivery) -> None:
    """This channel is at its end; the next one of the person takes the message."""
    _rest(delivery, _honest(delivery, DeliveryState.FAILED))
    notice = delivery.notice
    tried = {one.channel for one in notice.deliveries}
    channel = after(delivery.channel, notice.person.channels, tried)
    if channel is None or notice.kind == TEST or not notice.person.active:
        return
    follower = Delivery(channel=channel, next_at=work.now)
    notice.deliveries.append(follower)
    db.session.flush()
    work.hint(Job.DELIVER, follower.id)


def _most_attempts(delivery: Delivery) -> int:
    way = route(delivery.notice.person.channels)
    is_last = not way or delivery.channel == way[-1]
    return MOST_ATTEMPTS if is_last else BEFORE_THE_NEXT


def _rest(delivery: Delivery, state: DeliveryState) -> None:
    delivery.state = state
    delivery.lease_until = delivery.begun_at = None


def _honest(delivery: Delivery, state: DeliveryState) -> DeliveryState:
    """What may have arrived all the same is called uncertain."""
    return DeliveryState.UNCERTAIN if delivery.error.startswith(UNKNOWN) else state


def _reason(delivery: Delivery, why: str, unknown: bool = False) -> str:
    """The newest reason; that an outcome is unknown is never forgotten."""
    is_unknown = unknown or delivery.error.startswith(UNKNOWN)
    return "\n".join(filter(None, (UNKNOWN if is_unknown else "", why)))


def _free_ones(now: datetime, delivery_id: int, most: int) -> list[Delivery]:
    """The rows, locked, with what a message is made of; those that another holds are left."""
    first = _locked(or_(_waits(now), _silent(now)), Delivery.id == delivery_id)
    if most == 1:
        return first
    channel = select(Delivery.channel).where(Delivery.id == delivery_id).scalar_subquery()
    others = _locked(
        _waits(now),
        Delivery.id != delivery_id,
        Delivery.channel == channel,
        most=most - len(first),
    )
    return first + others


def _locked(*conditions: ColumnElement[bool], most: int = 1) -> list[Delivery]:
    query = (
        select(Delivery)
        .where(*conditions)
        .order_by(Delivery.next_at, Delivery.id)
        .limit(most)
        .options(joinedload(Delivery.notice).joinedload(Notice.person))
        .with_for_update(of=Delivery, skip_locked=True)
        .execution_options(populate_existing=True)
    )
    return list(db.session.scalars(query))


def _waits(now: datetime) -> ColumnElement[bool]:
    return and_(Delivery.state == DeliveryState.QUEUED, Delivery.next_at <= now)


def _silent(now: datetime) -> ColumnElement[bool]:
    return and_(Delivery.state == DeliveryState.SENDING, Delivery.lease_until < now)


def _is_ours(attempt: Attempt) -> ColumnElement[bool]:
    return and_(
        TABLE.c.id == attempt.delivery_id,
        TABLE.c.state == DeliveryState.SENDING,
        TABLE.c.attempts == attempt.number,
    )


def _is_written(attempt: Attempt, values: Mapping[str, object]) -> bool:
    """Whether the row is still of this attempt. It speaks of the table, past the session's
    objects: two of these a message are what delivery costs most in the database.
    """
    written = update(TABLE).where(_is_ours(attempt)).values(values)
    return db.session.connection().execute(written).rowcount == 1


def _under_way(attempt: Attempt) -> Delivery | None:
    """The row of this attempt, locked; None when another has taken over."""
    found = select(Delivery).where(_is_ours(attempt)).with_for_update(of=Delivery)
    return db.session.scalars(found.execution_options(populate_existing=True)).one_or_none()
