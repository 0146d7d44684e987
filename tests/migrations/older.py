"""A database of an older revision, with rows as that one has them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from alembic import command
from sqlalchemy import Column, Engine, MetaData

from workflow.store.base import WRITES
from workflow.store.schema import configuration

Row = tuple[str, dict[str, Any]]
"""A table, and what of a row matters."""


def brought_to(engine: Engine, revision: str) -> None:
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        command.upgrade(configuration(connection), revision)


def fill(engine: Engine, rows: Iterable[Row]) -> None:
    """Columns that have to hold something, and of which nothing is said, hold anything."""
    metadata = MetaData()
    metadata.reflect(engine)
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        for name, given in rows:
            table = metadata.tables[name]
            wanted = [one for one in table.columns if not one.nullable and one.name not in given]
            made = {one.name: _any_value(one) for one in wanted if not one.primary_key}
            connection.execute(table.insert().values(**made, **given))


def _any_value(column: Column[Any]) -> object:
    """Something that the column takes."""
    kind = column.type.python_type
    some = {int: 1, bool: False, datetime: datetime(2026, 1, 1, tzinfo=UTC), date: date(2026, 1, 1)}
    return some.get(kind, {} if kind in (dict, list) else "x")
