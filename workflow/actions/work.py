"""One unit of work: entry points open it, actions compose inside it, it commits once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from flask import current_app

from workflow.queue import Job, Queue
from workflow.store.base import WRITES, db, utc_now


@dataclass
class Work:
    """The moment of the work, and the hints to give once it is committed."""

    now: datetime
    hints: list[tuple[Job, int]] = field(default_factory=list)

    def hint(self, job: Job, row_id: int) -> None:
        self.hints.append((job, row_id))


@contextmanager
def transaction(now: datetime | None = None) -> Iterator[Work]:
    """Begin as a writer, commit at the end, then hint; an error rolls all of it back.

    What the session read before is let go first: a decision is made on rows that were
    read inside its own transaction.
    """
    db.session.rollback()
    db.session.connection(execution_options={WRITES: True})
    work = Work(now or utc_now())
    try:
        yield work
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise
    queue: Queue = current_app.extensions["queue"]
    for job, row_id in work.hints:
        queue.send(job, row_id)
