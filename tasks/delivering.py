"""Deliver messages: claim some; send each without a transaction; write down how it went.

One transaction claims and composes. Then there is one between two messages: it writes how
the last one fared and that the next one is begun, so that of a worker that dies one message
at most is in doubt.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import closing

import structlog
from flask import current_app

from tasks.sending import Parcel, Sender
from workflow.actions.calendar.attached import deadlines_in
from workflow.actions.telling import deliveries
from workflow.actions.telling.deliveries import Attempt
from workflow.actions.work import Work, transaction
from workflow.domain.calendar_entry import Entry
from workflow.domain.channels import MAIL
from workflow.notify.addressing import fields_for
from workflow.notify.channels import PermanentFailure
from workflow.notify.message import message_of
from workflow.queue import MESSAGES_AT_ONCE, Job, Queue
from workflow.settings import Settings
from workflow.store import Delivery

LONGEST_DELIVERY = 240
"""Seconds; below the lease of a delivery, so that two workers never send one at once."""
LONGEST_ROUND = 120.0
"""Seconds after which a job begins no further message, and puts back what it has claimed."""
UNWRITTEN = "消息无法写成，详情见工作进程的日志 / it could not be written; see the worker's log"
log = structlog.get_logger(__name__)

Note = Callable[[Work], object]
"""Writes how a message fared."""
NOTHING: Note = lambda work: None  # noqa: E731


def run_delivery(delivery_id: int) -> None:
    """Send it, and others that wait for the same channel; each outcome stands in its row."""
    settings: Settings = current_app.extensions["settings"]
    with transaction() as work:
        attempts = deliveries.claim(work, delivery_id, MESSAGES_AT_ONCE)
        parcels = _parcels(work, attempts, settings)
    with closing(Sender(settings)) as sender:
        left = _sent_in_turn(parcels, sender)
    if left or len(attempts) == MESSAGES_AT_ONCE:
        queue: Queue = current_app.extensions["queue"]
        queue.send(Job.DELIVER, delivery_id)


def _sent_in_turn(parcels: Sequence[Parcel], sender: Sender) -> bool:
    """Whether some had to be put back, because the time was over."""
    end, note = time.monotonic() + LONGEST_ROUND, NOTHING
    for place, parcel in enumerate(parcels):
        is_late = time.monotonic() > end
        with transaction() as work:
            note(work)
            note = NOTHING
            if is_late:
                deliveries.put_back(work, [one.attempt for one in parcels[place:]])
                return True
            is_ours = deliveries.begin(work, parcel.attempt)
        if is_ours:
            note = sender.send(parcel)
    with transaction() as work:
        note(work)
    return False


def _parcels(work: Work, attempts: Sequence[Attempt], settings: Settings) -> list[Parcel]:
    rows = deliveries.claimed(attempts)
    deadlines = deadlines_in([row.notice for _, row in rows if row.channel == MAIL])
    found = [
        _parcel(work, attempt, row, settings, deadlines.get(row.notice_id, []))
        for attempt, row in rows
    ]
    return [one for one in found if one is not None]


def _parcel(
    work: Work,
    attempt: Attempt,
    delivery: Delivery,
    settings: Settings,
    deadlines: Sequence[Entry],
) -> Parcel | None:
    """The message as it will be sent; the row keeps its id, so that a repeat carries the same."""
    try:
        message = message_of(delivery, settings, deadlines)
        fields = fields_for(delivery.notice.person, delivery.channel, settings)
    except PermanentFailure as failure:
        deliveries.give_up(work, attempt, str(failure))
        return None
    except Exception:
        log.exception("message_not_written", delivery=attempt.delivery_id)
        deliveries.try_again(work, attempt, UNWRITTEN)
        return None
    delivery.message_id = message.id
    return Parcel(attempt, message, delivery.channel, fields)
