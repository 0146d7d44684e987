"""What became of the messages of a worker that fell silent: its journal knows, or nobody.

Between the server's reply and our writing of it lies a moment in which a worker can die: the
message that was begun then goes again, under the same Message-ID or idempotency key, and its
row says from then on that the outcome of one attempt is unknown. What the journal has an
outcome of is as if the worker had written it; what was never begun, nobody was spoken to of.
Without a journal that can be trusted to its end all that has no outcome is in doubt.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from workflow.actions.telling.attempts import Attempt
from workflow.actions.telling.journal import Record
from workflow.actions.telling.outcomes import MOST_ATTEMPTS, fail, is_unknown, reason, record, rest
from workflow.actions.work import Work
from workflow.domain.terms import DeliveryState
from workflow.store import Delivery, db


def silent_ones(work: Work, journal: str) -> Sequence[Delivery]:
    """The rows of a claim whose lease has run out, locked; whoever comes second finds none."""
    query = (
        select(Delivery)
        .where(
            Delivery.state == DeliveryState.SENDING,
            Delivery.lease_until < work.now,
            Delivery.journal == journal,
        )
        .order_by(Delivery.id)
        .with_for_update(of=Delivery)
        .execution_options(populate_existing=True)
    )
    return db.session.scalars(query).all()


def take_over(work: Work, silent: Sequence[Delivery], found: Record | None) -> None:
    """Each of them ended as the journal says, or waits again."""
    attempts = {_attempt(one).key: one for one in silent}
    known = found.outcomes if found else {}
    record(work, [known[key] for key in attempts if key in known])
    for key, delivery in attempts.items():
        if key not in known:
            _waits_again(work, delivery, found is None or found.may_be_begun(key))


def _waits_again(work: Work, delivery: Delivery, in_doubt: bool) -> None:
    """The attempt counts: a message that kills its workers is not tried for ever."""
    if in_doubt:
        delivery.error = reason(delivery, "", unknown=True)
    if delivery.attempts >= MOST_ATTEMPTS:
        fail(work, delivery)
    else:
        rest(delivery, DeliveryState.QUEUED)


def _attempt(delivery: Delivery) -> Attempt:
    return Attempt(delivery.id, delivery.attempts, is_unknown(delivery.error))
