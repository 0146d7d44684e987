"""How many statements the database is sent, so that no list asks once a line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from sqlalchemy import event

from workflow.store import db


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    """The SELECTs and others sent meanwhile (BEGIN and COMMIT are no statements here)."""
    sent: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        if not statement.startswith("BEGIN"):
            sent.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)
