"""The session, the column types, and how each database begins a transaction."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    JSON,
    Connection,
    CursorResult,
    DateTime,
    Engine,
    MetaData,
    String,
    Update,
    event,
    inspect,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

from workflow.domain.terms import Term

WRITES = "huigao_writes"
BUSY_MILLISECONDS = 5000
Json = JSON().with_variant(JSONB(), "postgresql")


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


db = SQLAlchemy(model_class=Base, session_options={"autoflush": True})


def utc_now() -> datetime:
    return datetime.now(UTC)


def found_its_row(statement: Update) -> bool:
    """Runs a compare-and-set; whether the one row that it names was still as expected."""
    result = db.session.execute(statement)
    return isinstance(result, CursorResult) and result.rowcount == 1


def id_of(row: Base) -> int:
    """The id of a row that was read or written before; ``row.id`` of an expired row asks anew."""
    identity = inspect(row).identity
    assert identity is not None
    return int(identity[0])


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, stored in UTC on every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored moment needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class TermColumn(TypeDecorator[Term]):
    """A term of the domain, stored as its value: new terms need no migration."""

    impl = String(32)
    cache_ok = True

    def __init__(self, term: type[Term]) -> None:
        super().__init__(32)
        self.term = term
        self._by_value = {one.value: one for one in term}

    def process_bind_param(self, value: Any, dialect: Any) -> str | None:
        return None if value is None else str(self.term(value))

    def process_result_value(self, value: str | None, dialect: Any) -> Term | None:
        return None if value is None else self._by_value.get(value) or self.term(value)


@event.listens_for(Engine, "connect")
def _set_up_sqlite(connection: Any, record: Any) -> None:
    """WAL, a busy time-out and foreign keys; transactions are begun by us alone."""
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout={BUSY_MILLISECONDS}",
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin_on_sqlite(connection: Connection) -> None:
    """A writer takes the lock at once; one that upgrades later would be refused as busy."""
    if connection.dialect.name == "sqlite":
        writes = connection.get_execution_options().get(WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
