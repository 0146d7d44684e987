"""The databases that tests write to: emptied in a millisecond, filled from what was kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Protocol

import psycopg
from sqlalchemy import create_engine
from sqlalchemy.dialects import postgresql

from workflow.store import db

PATIENCE = 60.0
"""Seconds to wait for whoever still writes."""


class Database(Protocol):
    """``keep`` gives all rows, ``load`` puts them back in place of whatever is there.

    Nobody may be connected while it is loaded.
    """

    url: str

    def keep(self) -> Any: ...

    def load(self, kept: Any) -> None: ...


class SqliteFile:
    """A database that is one file. It is filled by SQLite itself: a thread that still ends a
    request of the last test would find, and remove, files that were changed under its hands.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self.url = f"sqlite:///{file}"
        engine = create_engine(self.url)
        db.metadata.create_all(engine)
        engine.dispose()

    def keep(self) -> sqlite3.Connection:
        kept = sqlite3.connect(":memory:")
        with closing(sqlite3.connect(self._file)) as source:
            source.backup(kept)
        return kept

    def load(self, kept: sqlite3.Connection) -> None:
        with closing(sqlite3.connect(self._file, timeout=PATIENCE)) as target:
            target.execute("PRAGMA synchronous=OFF")
            kept.backup(target)


Rows = dict[str, bytes]
"""The rows in PostgreSQL's text format for COPY, by table."""


class PostgresDatabase:
    """Deleting rows takes half a millisecond where TRUNCATE takes a hundred: it makes new files.

    The role has to be a superuser, so that no order of tables has to be kept.
    """

    def __init__(self, url: str) -> None:
        self.url = url.replace("postgresql://", "postgresql+psycopg://")
        engine = create_engine(self.url)
        db.metadata.drop_all(engine)
        db.metadata.create_all(engine)
        engine.dispose()
        self._connection = psycopg.connect(url)
        quote = postgresql.dialect().identifier_preparer.quote
        self._tables = [quote(one.name) for one in db.metadata.tables.values()]
        self._emptying = "; ".join(f"DELETE FROM {name}" for name in self._tables)
        self._numbering = "SELECT " + ", ".join(self._next_ids())

    def _next_ids(self) -> Iterator[str]:
        """Setting each table's numbers to go on behind its last row."""
        for table in db.metadata.tables.values():
            column = table.autoincrement_column
            if column is not None:
                yield (
                    f"setval(pg_get_serial_sequence('{table.name}', '{column.name}'),"
                    f' coalesce((SELECT max({column.name}) FROM "{table.name}"), 0) + 1, false)'
                )

    def close(self) -> None:
        self._connection.close()

    def keep(self) -> Rows:
        kept = {name: self._copied(name) for name in self._tables}
        self._connection.rollback()
        return {name: rows for name, rows in kept.items() if rows}

    def _copied(self, table: str) -> bytes:
        with self._connection.cursor().copy(f"COPY {table} TO STDOUT") as copy:
            return b"".join(bytes(piece) for piece in copy)

    def load(self, kept: Rows) -> None:
        with self._connection.transaction():
            self._connection.execute("SET LOCAL session_replication_role = replica")
            self._connection.execute(self._emptying)
            for name, rows in kept.items():
                with self._connection.cursor().copy(f"COPY {name} FROM STDIN") as copy:
                    copy.write(rows)
            self._connection.execute(self._numbering)
