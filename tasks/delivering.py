"""Deliver messages: claim some; send each without a transaction; write down how they went.

One transaction writes how the last ones went, and claims and composes the next. What happens
between two of them stands in a journal, so that of a worker that dies one message at most is
in doubt.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial

import structlog
from flask import current_app

from tasks.sending import Sender
from tasks.writing import Order, Writing
from workflow.actions.calendar.attached import deadlines_in
from workflow.actions.telling import deliveries, journal
from workflow.actions.telling.attempts import Did, Outcome
from workflow.actions.telling.deliveries import Found
from workflow.actions.telling.journal import Journal, TakenOver
from workflow.actions.telling.outcomes import record
from workflow.actions.work import transaction
from workflow.domain.channels import MAIL
from workflow.notify.message import id_of
from workflow.queue import MESSAGES_AT_ONCE, Job, Queue
from workflow.settings import Settings
from workflow.store.base import utc_now

LONGEST_DELIVERY = 240
"""Seconds; below the lease of a delivery, so that two workers never send one at once."""
LONGEST_ROUND = 120.0
"""Seconds after a claim in which a message may be begun; what is left is put back."""
LONGEST_TURN = 5.0
"""Seconds after which a job claims no more, and another channel has its turn."""
MANY, QUICK = 400, 0.005
"""So many are claimed at once where the last ones took no more than so many seconds each."""
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Batch:
    """What one claim took; ``is_full``: more may wait."""

    journal: Journal
    writing: Writing
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
    end, done, most = time.monotonic() + LONGEST_TURN, Done(), MESSAGES_AT_ONCE
    with closing(Sender(settings)) as sender:
        while most:
            batch, begun = _claimed(delivery_id, settings, done, most), time.monotonic()
            done, now = _sent_in_turn(batch, sender), time.monotonic()
            goes_on = batch.is_full and done.is_noted and now < end
            is_quick = now - begun < QUICK * len(done.outcomes)
            most = (MANY if is_quick else MESSAGES_AT_ONCE) if goes_on else 0
    _write(done, settings)
    # Where nothing can be noted, the sweep asks again in a minute.
    if done.is_noted and (batch.is_full or done.is_late):
        queue: Queue = current_app.extensions["queue"]
        queue.send(Job.DELIVER, delivery_id)


def _claimed(delivery_id: int, settings: Settings, done: Done, most: int) -> Batch:
    """The next ones, with the outcomes of the last written; what could not be noted is not sent."""
    try:
        fresh = Journal(settings.journals_folder)
    except OSError:
        _write(done, settings)
        raise
    with transaction() as work:
        record(work, done.outcomes)
        found = deliveries.to_send(work, delivery_id, most)
        ids = {attempt: id_of(letter, settings) for attempt, letter in found.letters}
        deliveries.claim(work, ids, fresh.name)
        writing = Writing(_orders(found), settings)
    journal.forget(settings.journals_folder, done.journal)
    return Batch(fresh, writing, found.is_full)


def _orders(found: Found) -> list[Order]:
    dated = deadlines_in([one.notice for _, one in found.letters if one.channel == MAIL])
    return [Order(attempt, one, dated.get(one.notice.id, ())) for attempt, one in found.letters]


def _write(done: Done, settings: Settings) -> None:
    if done.outcomes:
        with transaction() as work:
            record(work, done.outcomes)
    journal.forget(settings.journals_folder, done.journal)


def _sent_in_turn(batch: Batch, sender: Sender) -> Done:
    """Those for which there is no time, or whose beginning could not be noted, are put back."""
    end, writing = time.monotonic() + LONGEST_ROUND, batch.writing
    outcomes: list[Outcome] = []
    is_noted, is_ours = True, True
    with closing(batch.journal) as notes:
        try:
            while len(outcomes) < len(writing.orders) and time.monotonic() < end:
                outcome = _sent(writing, len(outcomes), sender, notes)
                outcomes.append(outcome)
                notes.end(outcome)
        except TakenOver:
            log.warning("deliveries_taken_over", journal=notes.name)
            is_ours = False
        except OSError:
            log.exception("journal_not_written", journal=notes.name)
            is_noted = False
    _tell(outcomes)
    now, left = utc_now(), writing.orders[len(outcomes) :] if is_ours else ()
    outcomes += [Outcome(one.attempt, Did.PUT_BACK, now) for one in left]
    return Done(notes.name, outcomes, bool(left), is_noted)


def _sent(writing: Writing, place: int, sender: Sender, notes: Journal) -> Outcome:
    """While the server looks at this one and is told of the next, the one after is written."""
    made = writing.at(place)
    if isinstance(made, Outcome):
        return made
    return sender.send(
        made, writing.ahead(place + 1), notes.begin, partial(writing.ahead, place + 2)
    )


def _tell(outcomes: Sequence[Outcome]) -> None:
    """One line for all that arrived; what did not has had its own."""
    for did in (Did.ARRIVED, Did.KEPT):
        found = [one.attempt.delivery_id for one in outcomes if one.did is did]
        if found:
            log.info("delivered", kept=did is Did.KEPT, deliveries=found)
