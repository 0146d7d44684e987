"""All rows of a database as plain lines, the same from each kind of database, and back.

The tables are read as the database has them, so a backup of an older edition can be restored
by a newer one: into its own schema first, and that is brought up to date then.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import islice
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Date,
    DateTime,
    Integer,
    MetaData,
    Table,
    Text,
    Time,
    bindparam,
    cast,
    func,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.types import TypeEngine

AT_ONCE = 500
VERSION = "alembic_version"
# How a value that JSON has no word for is read back, by the kind of its column.
READ: dict[type[TypeEngine[Any]], Callable[[str], Any]] = {
    DateTime: datetime.fromisoformat,
    Date: date.fromisoformat,
    Time: time.fromisoformat,
}


@dataclass(frozen=True, slots=True)
class Kept:
    """The tables that are there, and which columns hold JSON, by table."""

    tables: tuple[Table, ...]
    json: dict[str, list[str]]


def kept_by(connection: Connection) -> Kept:
    """What the database holds, parents before children where they can be."""
    metadata = MetaData()
    metadata.reflect(connection)
    tables = tuple(metadata.tables[one] for one in sorted(metadata.tables) if one != VERSION)
    json_columns = {
        table.name: [one.name for one in table.columns if isinstance(one.type, JSON)]
        for table in tables
    }
    return Kept(tables, json_columns)


def begin_reading(connection: Connection) -> None:
    """One picture of all tables, whatever is written meanwhile; call it first."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))


def lines(connection: Connection, table: Table) -> Iterator[bytes]:
    """Every row as a line of JSON, in the order of the key. JSON is kept as the text that it is,
    moments in ISO 8601 (UTC).
    """
    columns = [
        cast(one, Text).label(one.name) if isinstance(one.type, JSON) else one
        for one in table.columns
    ]
    query = select(*columns).order_by(*table.primary_key.columns)
    with closing(connection.execute(query.execution_options(yield_per=AT_ONCE))) as result:
        for row in result.mappings():
            plain = {name: _plain(value) for name, value in row.items()}
            yield json.dumps(plain, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        aware = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        return aware.isoformat()
    return value.isoformat() if isinstance(value, (date, time)) else value


class Filling:
    """Puts rows back into empty tables; a key to a row that comes later is set at the end."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.kept = kept_by(connection)
        self._filled: set[Table] = set()
        self._later: dict[Column[Any], list[dict[str, Any]]] = {}

    @property
    def order(self) -> list[Table]:
        """Parents first; where tables name each other, the one whose keys may be empty."""
        placed: list[Table] = []
        waiting = list(self.kept.tables)
        while waiting:
            others = set(waiting)
            ready = [one for one in waiting if not _parents(one, True) & others - {one}]
            ready = ready or [one for one in waiting if not _parents(one, False) & others - {one}]
            placed.append(ready[0])
            waiting.remove(ready[0])
        return placed

    def fill(self, table: Table, rows: Iterator[bytes]) -> int:
        """Insert the lines; the number of rows."""
        self._filled.add(table)
        waiting = [one for one in table.columns if self._waits(one)]
        statement, many = self._insert(table), 0
        while some := list(islice(rows, AT_ONCE)):
            values = [self._row(table, json.loads(one)) for one in some]
            for row in values:
                self._put_off(waiting, row)
            self._connection.execute(statement, values)
            many += len(values)
        return many

    def _waits(self, column: Column[Any]) -> bool:
        """Whether it may be empty and names rows that are not there yet."""
        named = {key.column.table for key in column.foreign_keys}
        return bool(column.nullable) and bool(named - self._filled or named & {column.table})

    def finish(self) -> None:
        """Set the keys that were put off, and let numbers go on behind the last row."""
        for column, values in self._later.items():
            own, value = bindparam("own", type_=Integer()), bindparam("value", type_=Integer())
            statement = update(column.table).where(column.table.c.id == own).values({column: value})
            self._connection.execute(statement, values)
        if self._connection.dialect.name == "postgresql":
            for table in self.kept.tables:
                self._number_on(table)

    def _put_off(self, waiting: Sequence[Column[Any]], row: dict[str, Any]) -> None:
        for column in waiting:
            if row[column.name] is not None:
                later = self._later.setdefault(column, [])
                later.append({"own": row["id"], "value": row[column.name]})
                row[column.name] = None

    def _insert(self, table: Table) -> Any:
        """JSON goes in as the text that it was."""
        given: dict[str, Any] = {}
        for one in table.columns:
            is_json = isinstance(one.type, JSON)
            value = bindparam(one.name, type_=Text() if is_json else one.type)
            as_json = is_json and self._connection.dialect.name == "postgresql"
            given[one.name] = cast(value, one.type) if as_json else value
        return insert(table).values(given)

    @staticmethod
    def _row(table: Table, row: dict[str, Any]) -> dict[str, Any]:
        for one in table.columns:
            value = row[one.name]
            read = next((read for kind, read in READ.items() if isinstance(one.type, kind)), None)
            if isinstance(value, str) and read is not None:
                row[one.name] = read(value)
        return row

    def _number_on(self, table: Table) -> None:
        column = table.autoincrement_column
        if column is None:
            return
        sequence = func.pg_get_serial_sequence(table.name, column.name)
        last = select(func.coalesce(func.max(column), 0) + 1).scalar_subquery()
        self._connection.execute(select(func.setval(sequence, last, False)))


def _parents(table: Table, all_of_them: bool) -> set[Table]:
    """Tables whose rows it names; of those alone that it has to name, where wanted."""
    columns = [one for one in table.columns if all_of_them or not one.nullable]
    return {key.column.table for one in columns for key in one.foreign_keys}


def is_empty(connection: Connection) -> bool:
    """Whether no table has a row."""
    return all(
        connection.execute(select(func.count()).select_from(one)).scalar_one() == 0
        for one in kept_by(connection).tables
    )
