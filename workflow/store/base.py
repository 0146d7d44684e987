"""The session, the column types, and how each database begins a transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
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
    func,
    insert,
    inspect,
    select,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

from workflow.domain.terms import Term

WRITES = "huigao_writes"
BUSY_MILLISECONDS = 5000
FEW = 50
"""Rows that one statement writes and gives back."""
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


def write_all(model: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Many rows, alike in their columns, by one statement past the session's objects."""
    if rows:
        db.session.flush()
        db.session.connection().execute(insert(Base.metadata.tables[model.__tablename__]), rows)


def written(model: type[Base], rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Writes them as ``write_all`` does, and gives their ids in the same order. Of many rows the
    ids are asked for beforehand: a statement that gives them back grows with its rows.
    """
    if len(rows) > FEW:
        ids = _next_ids(model, len(rows))
        write_all(model, [{**row, "id": number} for row, number in zip(rows, ids, strict=True)])
        return ids
    if not rows:
        return []
    table = Base.metadata.tables[model.__tablename__]
    made = insert(table).returning(table.c.id, sort_by_parameter_order=True)
    db.session.flush()
    return list(db.session.connection().execute(made, rows).scalars())


def _next_ids(model: type[Base], count: int) -> list[int]:
    table = Base.metadata.tables[model.__tablename__]
    if db.session.connection().dialect.name == "sqlite":
        # The writer's lock is held, so nobody else takes them.
        last = db.session.scalar(select(func.max(table.c.id))) or 0
        return list(range(last + 1, last + 1 + count))
    each = select(func.nextval(func.pg_get_serial_sequence(table.name, "id")))
    return list(db.session.scalars(each.select_from(func.generate_series(1, count))))


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

    def process_bind_param(self, value: Any, dialect: Any) -> str | None:
        return None if value is None else str(self.term(value))

    def process_result_value(self, value: str | None, dialect: Any) -> Term | None:
        return None if value is None else self.term(value)


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
