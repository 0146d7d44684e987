"""Bring a database to the newest schema, in process and only where something is missing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from workflow.store import rules
from workflow.store.base import WRITES

FOLDER = Path(__file__).resolve().parent.parent.parent / "migrations"
LOCK = 4_701_102  # any number of our own: PostgreSQL's advisory lock for migrating


def configuration(connection: Connection) -> Config:
    """Alembic's configuration over an open connection."""
    config = Config(FOLDER / "alembic.ini")
    config.attributes["connection"] = connection
    return config


def newest() -> str | None:
    return ScriptDirectory(str(FOLDER)).get_current_head()


def present(connection: Connection) -> str | None:
    """The revision that the database has; None for an empty one."""
    return MigrationContext.configure(connection).get_current_revision()


def _is_complete(connection: Connection) -> bool:
    return present(connection) == newest() and not rules.missing(connection)


def bring_up_to_date(engine: Engine) -> bool:
    """Migrate to the newest revision in one transaction, and see that every rule of the database
    stands (store/rules.py); False where nothing was to be done.

    Two starts at the same time don't disturb each other: the second one waits, then finds
    the work done.
    """
    with engine.connect() as connection:
        if _is_complete(connection):
            return False
    with (
        engine.connect().execution_options(**{WRITES: True}) as connection,
        keys_at_rest(connection),
        connection.begin(),
    ):
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
        if _is_complete(connection):
            return False
        command.upgrade(configuration(connection), "head")
        check_keys(connection)
    return True


@contextmanager
def keys_at_rest(connection: Connection) -> Iterator[None]:
    """SQLite changes a table by making it anew and dropping the old one, which foreign keys would
    refuse where other rows point at it. They rest meanwhile; inside a transaction they could
    not be switched (https://sqlite.org/lang_altertable.html, section 7).
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def check_keys(connection: Connection) -> None:
    """What rested is looked at before anything is kept; RuntimeError undoes all of it."""
    if connection.dialect.name != "sqlite":
        return
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(5)
    if broken:
        raise RuntimeError(f"rows would point at nothing after migrating: {broken}")
