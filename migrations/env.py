"""How Alembic reaches the database: a connection that is handed in, or DATABASE_URL's."""

from __future__ import annotations

import os
from typing import Any, Literal

from alembic import context
from sqlalchemy import JSON, Connection, create_engine
from sqlalchemy.types import TypeDecorator

from workflow.settings import Settings
from workflow.store import db, rules
from workflow.store.base import WRITES
from workflow.store.schema import keys_at_rest, newest, present


def render_item(kind: str, item: Any, autogen: Any) -> str | Literal[False]:
    """Our own column types are written as what they are in the database.

    A migration then reads the same for ever, whatever becomes of the product's classes.
    """
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    if kind == "type" and isinstance(item, JSON):
        autogen.imports.add("from sqlalchemy.dialects.postgresql import JSONB")
        return 'sa.JSON().with_variant(JSONB(), "postgresql")'
    return False


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        render_item=render_item,
        render_as_batch=connection.dialect.name == "sqlite",
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        rules.lift(connection)
        context.run_migrations()
        if present(connection) == newest():
            rules.set_up(connection)


handed_in: Connection | None = context.config.attributes.get("connection")
if handed_in is not None:
    run(handed_in)
else:
    engine = create_engine(Settings.from_environment(os.environ).database_url)
    with (
        engine.connect().execution_options(**{WRITES: True}) as connection,
        keys_at_rest(connection),
        connection.begin(),
    ):
        run(connection)
    engine.dispose()
