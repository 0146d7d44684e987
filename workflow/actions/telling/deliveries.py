"""How a message fares on its channel: claimed, sent, tried again, or given up.

queued -> sending -> sent or kept; back to queued with a growing pause when it may work
later; failed when it will not, and the next channel of its person takes over; obsolete when
it has nothing to say any more.

A worker claims several at once under the name of its journal, and sends one after the other.
``outcomes`` writes how they ended, ``silence`` what became of those of a worker that died.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from workflow.actions.telling.attempts import Attempt
from workflow.actions.telling.mattering import that_matter
from workflow.actions.telling.outcomes import honest, is_unknown, rest
from workflow.actions.work import Work
from workflow.domain.terms import DeliveryState
from workflow.store import Delivery, Notice, Person, Report, Section, db
from workflow.store.many import among, update_all

LEASE = timedelta(minutes=5)
OF_PERSON = (
    *(Person.name, Person.email, Person.language),
    *(Person.active, Person.channels, Person.office_id),
)
OF_REPORT = (Report.created_at, Report.editor_id, Report.director_id)
"""What a message is made of."""
Found = tuple[Attempt, Delivery]


def to_send(work: Work, delivery_id: int, most: int = 1) -> list[Found]:
    """This one, if it waits, and others that wait for the same channel: locked, with all that a
    message is made of. What needs no sending any more ends here.
    """
    free = _free_ones(work.now, delivery_id, most)
    matter = that_matter(work.now, [one.notice for one in free])
    for one in free:
        if one.notice_id not in matter:
            rest(one, honest(one, DeliveryState.OBSOLETE))
    db.session.flush()
    return [(_next(one), one) for one in free if one.notice_id in matter]


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


def _next(delivery: Delivery) -> Attempt:
    return Attempt(delivery.id, delivery.attempts + 1, is_unknown(delivery))


def _free_ones(now: datetime, delivery_id: int, most: int) -> Sequence[Delivery]:
    """The rows, locked; those that another holds are left. What belongs to them is read for these
    alone: joined to all that wait, it would be read for all before the first is taken.
    """
    ids = _locked(now, Delivery.id == delivery_id)
    if most > 1:
        channel = select(Delivery.channel).where(Delivery.id == delivery_id).scalar_subquery()
        others = (Delivery.id != delivery_id, Delivery.channel == channel)
        ids += _locked(now, *others, most=most - len(ids))
    query = (
        select(Delivery)
        .where(among(Delivery.id, ids))
        .options(
            joinedload(Delivery.notice).options(
                joinedload(Notice.person).load_only(*OF_PERSON).joinedload(Person.office),
                joinedload(Notice.report).load_only(*OF_REPORT),
                joinedload(Notice.section).load_only(Section.state, Section.owner_id),
            )
        )
        .execution_options(populate_existing=True)
    )
    found = {one.id: one for one in db.session.scalars(query)} if ids else {}
    return [found[one] for one in ids]


def _locked(now: datetime, *conditions: ColumnElement[bool], most: int = 1) -> list[int]:
    """Ids of those that wait longest, by an index in this order."""
    query = (
        select(Delivery.id)
        .where(Delivery.state == DeliveryState.QUEUED, Delivery.next_at <= now, *conditions)
        .order_by(Delivery.next_at, Delivery.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    return list(db.session.scalars(query))
