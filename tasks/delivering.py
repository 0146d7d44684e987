"""Deliver messages: claim some; send each without a transaction; write down how they went.

One transaction writes how the last ones went, and claims and composes the next. What happens
between two of them stands in a journal, so that of a worker that dies one message at most is
in doubt.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass

import structlog
from flask import current_app

from tasks.sending import Parcel, Sender
from workflow.actions.calendar.attached import deadlines_in
from workflow.actions.telling import deliveries, journal
from workflow.actions.telling.attempts import Attempt, Did, Outcome
from workflow.actions.telling.deliveries import Found
from workflow.actions.telling.journal import Journal, TakenOver
from workflow.actions.telling.outcomes import record
from workflow.actions.work import Work, transaction
from workflow.domain.calendar_entry import Entry
from workflow.domain.channels import MAIL
from workflow.notify.addressing import fields_for
from workflow.notify.channels import PermanentFailure
from workflow.notify.message import message_of
from workflow.queue import MESSAGES_AT_ONCE, Job, Queue
from workflow.settings import Settings
from workflow.store import Delivery
from workflow.store.base import utc_now

LONGEST_DELIVERY = 240
"""Seconds; below the lease of a delivery, so that two workers never send one at once."""
LONGEST_ROUND = 120.0
"""Seconds after a claim in which a message may be begun; what is left is put back."""
LONGEST_TURN = 5.0
"""Seconds after which a job claims no more, and another channel has its turn."""
UNWRITTEN = "消息无法写成，详情见工作进程的日志 / it could not be written; see the worker's log"
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Batch:
    """What one claim took; ``is_full``: more may wait."""

    journal: Journal
    parcels: Sequence[Parcel]
    is_full: bool


@dataclass(frozen=True)
class Done:
    """How the messages of a claim went, and the journal that can go once that is written.

    ``is_late``: there was no time for all; ``is_noted``: the journal could be written.
    """

    journal: str = ""
    outcomes: Sequence[Outcome] = ()
    is_late: bool = False
    is_noted: bool = True


def run_delivery(delivery_id: int) -> None:
    """Send it, and others that wait for the same channel; each outcome stands in its row."""
    settings: Settings = current_app.extensions["settings"]
    end, done, goes_on = time.monotonic() + LONGEST_TURN, Done(), True
    with closing(Sender(settings)) as sender:
        while goes_on:
            batch = _claimed(delivery_id, settings, done)
            done = _sent_in_turn(batch, sender)
            goes_on = batch.is_full and done.is_noted and time.monotonic() < end
    _write(done, settings)
    # Where nothing can be noted, the sweep asks again in a minute.
    if done.is_noted and (batch.is_full or done.is_late):
        queue: Queue = current_app.extensions["queue"]
        queue.send(Job.DELIVER, delivery_id)


def _claimed(delivery_id: int, settings: Settings, done: Done) -> Batch:
    """The next ones, with the outcomes of the last written; what could not be noted is not sent."""
    try:
        fresh = Journal(settings.journals_folder)
    except OSError:
        _write(done, settings)
        raise
    with transaction() as work:
        record(work, done.outcomes)
        found = deliveries.to_send(work, delivery_id, MESSAGES_AT_ONCE)
        parcels = _parcels(work, found, settings, fresh.name)
    journal.forget(settings.journals_folder, done.journal)
    return Batch(fresh, parcels, len(found) == MESSAGES_AT_ONCE)


def _write(done: Done, settings: Settings) -> None:
    if done.outcomes:
        with transaction() as work:
            record(work, done.outcomes)
    journal.forget(settings.journals_folder, done.journal)


def _sent_in_turn(batch: Batch, sender: Sender) -> Done:
    """Those for which there is no time, or whose beginning could not be noted, are put back."""
    end, left = time.monotonic() + LONGEST_ROUND, deque(batch.parcels)
    outcomes: list[Outcome] = []
    is_noted = True
    with closing(batch.journal) as notes:
        try:
            while left and time.monotonic() < end:
                outcome = sender.send(left[0], notes.begin)
                left.popleft()
                outcomes.append(outcome)
                notes.end(outcome)
        except TakenOver:
            log.warning("deliveries_taken_over", journal=notes.name)
            left.clear()
        except OSError:
            log.exception("journal_not_written", journal=notes.name)
            is_noted = False
    now = utc_now()
    outcomes += [Outcome(one.attempt, Did.PUT_BACK, now) for one in left]
    return Done(notes.name, outcomes, bool(left), is_noted)


def _parcels(
    work: Work, found: Sequence[Found], settings: Settings, journal_name: str
) -> list[Parcel]:
    """The messages as they will be sent, claimed by now; what cannot be written is given back."""
    deadlines = deadlines_in([row.notice for _, row in found if row.channel == MAIL])
    made = [_parcel(one, row, settings, deadlines.get(row.notice_id, ())) for one, row in found]
    ids = {
        attempt: one.message.id if isinstance(one, Parcel) else row.message_id
        for (attempt, row), one in zip(found, made, strict=True)
    }
    deliveries.claim(work, ids, journal_name)
    record(work, [one for one in made if isinstance(one, Outcome)])
    return [one for one in made if isinstance(one, Parcel)]


def _parcel(
    attempt: Attempt, delivery: Delivery, settings: Settings, deadlines: Sequence[Entry]
) -> Parcel | Outcome:
    try:
        message = message_of(delivery, settings, deadlines)
        fields = fields_for(delivery.notice.person, delivery.channel, settings)
    except PermanentFailure as failure:
        return Outcome(attempt, Did.GIVE_UP, utc_now(), str(failure))
    except Exception:
        log.exception("message_not_written", delivery=attempt.delivery_id)
        return Outcome(attempt, Did.TRY_AGAIN, utc_now(), UNWRITTEN)
    return Parcel(attempt, message, delivery.channel, fields)
