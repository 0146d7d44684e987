"""How a message fares on its channel: claimed, sent, tried again, or given up.

queued -> sending -> sent or kept; back to queued with a growing pause when it may work
later; failed when it will not, and the next channel of its person takes over; obsolete when
it has nothing to say any more.

A worker claims several at once under the name of its journal, and sends one after the other.
``outcomes`` writes how they ended, ``silence`` what became of those of a worker that died.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import select

from workflow.actions.telling.attempts import Attempt
from workflow.actions.telling.mattering import that_matter
from workflow.actions.telling.outcomes import FREE, honest, is_unknown
from workflow.actions.work import Work
from workflow.domain.terms import DeliveryState
from workflow.store import Delivery, db
from workflow.store.letters import Letter, letters
from workflow.store.many import update_all

LEASE = timedelta(minutes=5)


class Found(NamedTuple):
    """Messages to be sent; ``is_full``: as many rows as were asked for were there, so more may
    wait, even where some of these needed no sending any more.
    """

    letters: list[tuple[Attempt, Letter]]
    is_full: bool


def to_send(work: Work, delivery_id: int, most: int = 1) -> Found:
    """This one, if it waits; or as many as are asked for of those that wait longest for its
    channel: locked, with all that messages are made of. What needs no sending any more ends here.
    """
    free = letters(_locked_ones(work.now, delivery_id, most))
    matter = that_matter(work.now, [one.notice for one in free])
    over = [
        {"id": one.id, "state": honest(one.error, DeliveryState.OBSOLETE)}
        for one in free
        if one.notice.id not in matter
    ]
    update_all(Delivery, over, ["id"], FREE, where={})
    due = [(_next(one), one) for one in free if one.notice.id in matter]
    return Found(due, len(free) == most)


def claim(work: Work, message_ids: Mapping[Attempt, str], journal: str = "") -> None:
    """Rows of ``to_send`` are under way from now on; what their worker does stands in the journal
    of that name until it is written here. A row keeps its message's id, so that a repeat carries
    the same.
    """
    rows = [
        {"id": one.delivery_id, "attempts": one.number, "message_id": message_id}
        for one, message_id in message_ids.items()
    ]
    claimed = {"state": DeliveryState.SENDING, "journal": journal, "lease_until": work.now + LEASE}
    update_all(Delivery, rows, match=["id"], values=claimed, where={})


def _next(letter: Letter) -> Attempt:
    return Attempt(letter.id, letter.attempts + 1, is_unknown(letter.error))


def _locked_ones(now: datetime, delivery_id: int, most: int) -> list[int]:
    """Ids of rows, locked; those that another holds are left. What belongs to them is read for
    these alone: joined to all that wait, it would be read for all before the first is taken.
    """
    its = select(Delivery.channel).where(Delivery.id == delivery_id).scalar_subquery()
    meant = Delivery.id == delivery_id if most == 1 else Delivery.channel == its
    query = (
        select(Delivery.id)
        .where(Delivery.state == DeliveryState.QUEUED, Delivery.next_at <= now, meant)
        .order_by(Delivery.next_at, Delivery.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    return list(db.session.scalars(query))
