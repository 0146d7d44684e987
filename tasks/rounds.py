"""What waits is told in rounds of a thousand; on PostgreSQL two of them are under way at once."""

from __future__ import annotations

import gc
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial

import structlog
from celery.exceptions import SoftTimeLimitExceeded
from flask import Flask, current_app

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
    told = partial(_told, failed, tell, now)
    while ids := waiting(left, LOOKED_UP):
        left |= _in_rounds(told, ids)


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


def _told(failed: str, tell: Tell, now: datetime | None, ids: list[int]) -> set[int]:
    """Where one cannot be told, the others are all the same: they are taken one by one."""
    try:
        with transaction(now) as work:
            left = tell(work, ids)
            # The sweep hints once at all that waits, at its end.
            work.hints.clear()
    except SoftTimeLimitExceeded:
        raise
    except Exception:
        if len(ids) > 1:
            return {one for row_id in ids for one in _told(failed, tell, now, [row_id])}
        log.exception(failed, row=ids[0])
        return set(ids)
    if len(ids) >= MANY:
        gc.collect()
    return left
