"""The migrations make exactly the tables of the models, on both databases, up and down."""

from __future__ import annotations

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

from tests.migrations.older import brought_to, fill
from workflow.store import db, rules
from workflow.store.base import WRITES
from workflow.store.schema import bring_up_to_date, configuration, newest, present


def test_the_migrated_schema_is_the_one_of_the_models(engine: Engine) -> None:
    assert bring_up_to_date(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, db.metadata) == []
    assert set(db.metadata.tables) <= set(inspect(engine).get_table_names())


def test_section_and_draft_name_each_other_by_keys(engine: Engine) -> None:
    bring_up_to_date(engine)
    for table, column in (("section", "head_id"), ("draft", "section_id")):
        keys = inspect(engine).get_foreign_keys(table)
        assert [column] in [key["constrained_columns"] for key in keys]


def test_a_second_start_finds_nothing_to_do(engine: Engine) -> None:
    assert bring_up_to_date(engine)
    assert not bring_up_to_date(engine)
    with engine.connect() as connection:
        assert present(connection) == newest()


def test_down_removes_every_table_and_up_makes_them_again(engine: Engine) -> None:
    bring_up_to_date(engine)
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        command.downgrade(configuration(connection), "base")
    assert set(inspect(engine).get_table_names()) <= {"alembic_version"}
    assert bring_up_to_date(engine)
    assert "section" in inspect(engine).get_table_names()


def test_a_migration_that_breaks_off_leaves_nothing_behind(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched, pytest.raises(RuntimeError):
        patched.setattr("alembic.operations.Operations.create_index", _power_cut)
        bring_up_to_date(engine)
    assert not inspect(engine).get_table_names()
    assert bring_up_to_date(engine)


def _power_cut(*_: object, **__: object) -> None:
    raise RuntimeError("the power went out")


ROWS: tuple[tuple[str, dict[str, object]], ...] = (
    ("office", {"id": 1}),
    ("department", {"id": 1, "office_id": 1}),
    ("person", {"id": 1, "office_id": 1, "department_id": 1}),
    ("report", {"id": 1, "office_id": 1, "editor_id": 1}),
    ("section", {"id": 1, "report_id": 1, "owner_id": 1}),
    ("stage", {"id": 1, "report_id": 1}),
    ("draft", {"id": 1, "section_id": 1, "author_id": 1}),
    ("assembly", {"id": 1, "report_id": 1, "asked_by_id": 1}),
    ("approval", {"id": 1, "report_id": 1, "assembly_id": 1, "person_id": 1}),
    ("archive", {"id": 1, "report_id": 1, "approval_id": 1, "person_id": 1}),
    ("sign_off", {"id": 1, "section_id": 1, "stage_id": 1, "person_id": 1, "draft_id": 1}),
    ("event", {"id": 1, "report_id": 1, "section_id": 1, "actor_id": 1}),
    ("comment", {"id": 1, "section_id": 1, "draft_id": 1, "author_id": 1}),
    ("notice", {"id": 1, "person_id": 1, "report_id": 1, "section_id": 1}),
    ("delivery", {"id": 1, "notice_id": 1}),
)
"""Rows that point at each other, as an office of revision 0014 has them."""


def test_an_office_at_work_keeps_every_row(engine: Engine) -> None:
    """A table that others point at is made anew without losing what points at it."""
    brought_to(engine, "0014")
    fill(engine, ROWS)
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        connection.execute(text("UPDATE section SET head_id = 1"))
    assert bring_up_to_date(engine)
    with engine.connect() as connection:
        for name, _ in ROWS:
            assert connection.scalar(text(f"SELECT count(*) FROM {name}")) == 1, name
        assert connection.scalar(text("SELECT head_id FROM section")) == 1
        if engine.dialect.name == "sqlite":
            assert connection.scalar(text("PRAGMA foreign_keys")) == 1


def test_every_rule_stands_and_one_that_is_gone_is_set_again(engine: Engine) -> None:
    bring_up_to_date(engine)
    with engine.connect() as connection:
        assert rules.missing(connection) == []
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        rules.lift(connection)
        assert len(rules.missing(connection)) == len(list(rules.rules()))
    assert bring_up_to_date(engine) and not bring_up_to_date(engine)
    with engine.connect() as connection:
        assert rules.missing(connection) == []
