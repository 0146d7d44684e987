"""``trail verify``: every change of what is written down is found, at its place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import text, update
from sqlalchemy.exc import DataError

from tests.cast import World
from workflow.actions.archive.trail_check import verify
from workflow.domain.trail import GENESIS, link_hash
from workflow.store import Event, Report, db, rules

VICTIM = 4
TAMPERED: dict[str, Any] = {
    "report_id": "NULL",
    "seq": "99",
    "section_id": "NULL",
    "actor_id": "(SELECT director_id FROM report)",
    "on_behalf_of_id": "(SELECT director_id FROM report)",
    "verb": "'recall'",
    "details": "'{}'",
    "at": "'2020-01-01 00:00:00.000000'",
    "previous": f"'{'1' * 64}'",
    "hash": f"'{'1' * 64}'",
    "id": "1000",
}


@pytest.fixture
def signed(ctx: World) -> Iterator[World]:
    ctx.sign_off()
    yield ctx
    db.session.rollback()


def fault(world: World) -> int | None:
    db.session.expire_all()
    return verify(world.report).place


def tamper(sql: str) -> None:
    """As somebody with the database's password would: past models, rules and keys."""
    rules.lift(db.session.connection())
    if db.engine.dialect.name == "sqlite":
        db.session.execute(text("PRAGMA ignore_check_constraints=ON"))
    else:
        db.session.execute(text("SET LOCAL session_replication_role = replica"))
    db.session.execute(text(sql))


def another_report(world: World) -> None:
    """Somewhere else for an event to go to."""
    names = ", ".join(one.name for one in Report.__table__.columns if one.name != "id")
    tamper(f"INSERT INTO report ({names}) SELECT {names} FROM report WHERE id = {world.report_id}")


@pytest.mark.parametrize("column", TAMPERED)
def test_a_change_of_any_column_is_found_at_its_place(signed: World, column: str) -> None:
    assert fault(signed) is None and signed.report.trail_count > VICTIM
    value = TAMPERED[column]
    if column == "report_id":
        another_report(signed)
        value = f"(SELECT max(id) FROM report WHERE id <> {signed.report_id})"
    where = f"report_id = {signed.report_id} AND seq = {VICTIM}"
    tamper(f"UPDATE event SET {column} = {value} WHERE {where}")
    # A number or an id that is too high is missed at its place; the one after it shows.
    assert fault(signed) == (VICTIM + 1 if column == "id" else VICTIM)


@pytest.mark.parametrize("column", ["verb", "at", "details"])
def test_what_cannot_be_read_is_found_at_its_place(signed: World, column: str) -> None:
    sql = f"UPDATE event SET {column} = 'x' WHERE seq = {VICTIM}"
    if db.engine.dialect.name == "postgresql" and column != "verb":
        with pytest.raises(DataError):  # no moment, no JSON: the database itself refuses it
            tamper(sql)
        return
    tamper(sql)
    assert fault(signed) == VICTIM


def test_a_gap_a_cut_tail_a_swap_and_an_event_too_many_are_found(signed: World) -> None:
    count = signed.report.trail_count
    for sql, place in {
        f"DELETE FROM event WHERE seq = {VICTIM}": VICTIM,
        f"DELETE FROM event WHERE seq >= {count - 1}": count - 1,
        "DELETE FROM event": 1,
        # The first alone leaves a gap; together they put event 3 in the place of event 2.
        "UPDATE event SET seq = 1002 WHERE seq = 2; UPDATE event SET seq = 2 WHERE seq = 3": 2,
        "INSERT INTO event (report_id, seq, verb, details, at, previous, hash) "
        f"SELECT report_id, {count + 1}, verb, details, at, previous, hash FROM event "
        f"WHERE seq = {count}": count + 1,
    }.items():
        for one in sql.split("; "):
            tamper(one)
        assert fault(signed) == place, sql
        db.session.rollback()
    assert fault(signed) is None


def test_a_trail_rewritten_from_the_start_is_found(signed: World) -> None:
    rules.lift(db.session.connection())
    events = db.session.query(Event).order_by(Event.seq).all()
    previous = GENESIS
    for one in events:
        fields = {**one.fields(), "actor": signed.ids["director"]}
        digest = link_hash(previous, one.seq, fields)
        values = {"actor_id": signed.ids["director"], "previous": previous, "hash": digest}
        db.session.execute(update(Event).where(Event.id == one.id).values(values))
        previous = digest
    assert fault(signed) == len(events) + 1
    assert "改写" in verify(signed.report).sentence().render("zh")


@pytest.fixture
def runner(app: Flask) -> FlaskCliRunner:
    return app.test_cli_runner()


def test_the_command_says_whole_or_where_it_breaks(
    app: Flask, world: World, runner: FlaskCliRunner
) -> None:
    number = str(world.report_id)
    whole = runner.invoke(args=["trail", "verify", number, "--json"])
    found = json.loads(whole.stdout)
    assert whole.exit_code == 0 and found["ok"] and found["first_fault"] is None
    with app.app_context():
        rules.lift(db.session.connection())
        db.session.execute(update(Event).where(Event.seq == 2).values(details={}))
        rules.set_up(db.session.connection())
        db.session.commit()
    broken = runner.invoke(args=["trail", "verify", number, "--json"])
    assert broken.exit_code == 1 and json.loads(broken.stdout)["first_fault"] == 2
    assert "第 2 条" in broken.stderr and "event 2" in broken.stderr
    assert runner.invoke(args=["trail", "verify", "99"]).exit_code == 1
    assert runner.invoke(args=["trail", "verify", "x"]).exit_code == 2
