"""Bring a database to the newest schema, in process and only where something is missing."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

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


def bring_up_to_date(engine: Engine) -> bool:
    """Migrate to the newest revision in one transaction; False where nothing was to be done.

    Two starts at the same time don't disturb each other: the second one waits, then finds
    the work done.
    """
    head = newest()
    with engine.connect() as connection:
        if present(connection) == head:
            return False
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
        if present(connection) == head:
            return False
        command.upgrade(configuration(connection), "head")
    return True
