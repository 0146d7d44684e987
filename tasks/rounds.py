"""What waits is told in rounds of a thousand; on PostgreSQL two of them are under way at once."""

from __future__ import annotations

import gc
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from threading import Lock

import structlog
from celery.exceptions import SoftTimeLimitExceeded
from flask import Flask, current_app
from sqlalchemy.exc import DBAPIError

from workflow.actions.work import Work, transaction
from workflow.store.base import db

log = structlog.get_logger(__name__)
Tell = Callable[[Work, list[int]], set[int]]
"""Tells what waits under these ids; gives those that it left alone."""
Told = Callable[[list[int]], set[int]]
"""The same for one round, with all that belongs to it."""
ROUND, LOOKED_UP = 1000, 8000
"""Rows told in one transaction, and ids that are asked for at once."""
HANDS = 2
"""Rounds under way at once: while the server writes the one, the other is put together."""
IN_FULL = 10
"""Rows that could not be told of which the log says why."""
MANY = 500
"""Rows that leave so much in circles that it is cleared away before the next ones are read."""


def tell_all(
    failed: str,
    waiting: Callable[[set[int], int], list[int]],
    tell: Tell,
    now: datetime | None,
) -> None:
    """Each round has a transaction of its own, so nothing grows with their number; what somebody
    is at work on, or cannot be told, is left for the next sweep.

    ``waiting`` gives so many ids at most, without those that were left; ``failed`` is the word
    in the log.
    """
    left: set[int] = set()
    failures = Failures(failed)
    told = partial(_told, failures, tell, now)
    while ids := waiting(left | failures.rows, LOOKED_UP):
        left |= _in_rounds(told, ids)
    failures.sum_up()


def _in_rounds(told: Told, ids: list[int]) -> set[int]:
    """SQLite has one writer. Two rounds at once that share a report keep each other out: what they
    left is taken once more.
    """
    rounds = _cut(ids)
    if len(rounds) > 1 and db.engine.dialect.name == "postgresql":
        rounds = _cut(sorted(_by_hands(told, rounds)))
    return set[int]().union(*map(told, rounds))


def _cut(ids: list[int]) -> list[list[int]]:
    return [ids[at : at + ROUND] for at in range(0, len(ids), ROUND)]


def _by_hands(told: Told, rounds: list[list[int]]) -> set[int]:
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    bound = structlog.contextvars.get_contextvars()
    named = partial(structlog.contextvars.bind_contextvars, **bound)
    with ThreadPoolExecutor(HANDS, initializer=named) as hands:
        return set[int]().union(*hands.map(partial(_by_another, app, told), rounds))


def _by_another(app: Flask, told: Told, ids: list[int]) -> set[int]:
    """In another thread, with a session and a connection of its own."""
    with app.app_context():
        return told(ids)


def _told(failures: Failures, tell: Tell, now: datetime | None, ids: list[int]) -> set[int]:
    """Where one cannot be told, the others are all the same: halves are tried, and theirs."""
    try:
        with transaction(now) as work:
            left = tell(work, ids)
            # The sweep hints once at all that waits, at its end.
            work.hints.clear()
    except SoftTimeLimitExceeded:
        raise
    except Exception as error:
        if isinstance(error, DBAPIError) and error.connection_invalidated:
            # Whoever has lost the database learns nothing by trying halves.
            failures.lost(len(ids))
            return set(ids)
        if len(ids) == 1:
            failures.note(ids[0])
            return set()
    else:
        if len(ids) >= MANY:
            gc.collect()
        return left
    half = len(ids) // 2
    return set[int]().union(*(_told(failures, tell, now, one) for one in (ids[:half], ids[half:])))


class Failures:
    """What could not be told, under one word in the log: the first with all that is known of them,
    for one fault of the product can be that of very many; of the others how many.
    """

    def __init__(self, word: str) -> None:
        self._word, self._lock = word, Lock()
        self.rows: set[int] = set()

    def note(self, row_id: int) -> None:
        """Called where its error is being handled."""
        with self._lock:
            self.rows.add(row_id)
            is_among_the_first = len(self.rows) <= IN_FULL
        if is_among_the_first:
            log.exception(self._word, row=row_id)

    def lost(self, rows: int) -> None:
        """A round without a database under it: left for another time."""
        log.exception(self._word, rows=rows)

    def sum_up(self) -> None:
        if len(self.rows) > IN_FULL:
            log.error(self._word, rows=len(self.rows), told_in_full=IN_FULL)
