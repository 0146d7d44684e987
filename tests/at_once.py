"""Several people, or workers, at the same moment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from flask import Flask

from workflow.store import db

PATIENCE = 60.0
Given = TypeVar("Given")
Made = TypeVar("Made")


def at_once(app: Flask, work: Callable[[Given], Made], given: Sequence[Given]) -> list[Made]:
    """What ``work`` makes of each, in their order: every one in a thread and a session of its own,
    begun together. Raises what one of them raises.
    """
    start = Barrier(len(given))
    db.session.remove()

    def one(what: Given) -> Made:
        with app.app_context():
            start.wait(PATIENCE)
            try:
                return work(what)
            finally:
                db.session.remove()

    with ThreadPoolExecutor(len(given)) as pool:
        return list(pool.map(one, given))
