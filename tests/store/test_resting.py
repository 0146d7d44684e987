"""A connection that died while it rested is replaced; one in use is not asked each time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import OperationalError

from workflow.store import resting
from workflow.store.resting import ask_after_a_rest

pytestmark = pytest.mark.postgres


@pytest.fixture
def engine(postgres_url: str) -> Iterator[Engine]:
    made = create_engine(postgres_url.replace("postgresql://", "postgresql+psycopg://"))
    ask_after_a_rest(made)
    yield made
    made.dispose()


def backend(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.scalar(text("SELECT pg_backend_pid()")) or 0)


def killed(engine: Engine, pid: int) -> None:
    """As a restart of the database would do it."""
    other = create_engine(engine.url)
    with other.connect() as connection:
        connection.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": pid})
    other.dispose()


def test_a_connection_that_died_at_rest_is_replaced(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = backend(engine)
    killed(engine, first)
    with pytest.raises(OperationalError):
        backend(engine)  # it was in use a moment ago, so nobody asked
    second = backend(engine)
    killed(engine, second)
    monkeypatch.setattr(resting, "RESTED", 0.0)
    assert backend(engine) not in (first, second)


def test_a_busy_connection_is_not_asked(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(type(engine.dialect), "do_ping", lambda self, one: asked.append(one))
    first = backend(engine)
    assert backend(engine) == first and asked == []
    monkeypatch.setattr(resting, "RESTED", 0.0)
    assert backend(engine) == first and len(asked) == 1
