"""The database refuses to change history, and to change an archived report, whoever asks."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from tests.approving import all_signed, archived, assembled, presented
from tests.cast import World, office_today
from workflow.actions.assembly.manifest import manifest_hash, manifest_of
from workflow.actions.chain import chains, presets
from workflow.actions.evidence.file import take
from workflow.actions.work import transaction
from workflow.domain.terms import Verb
from workflow.store import db, rules
from workflow.store.rules import APPENDED, OF_A_REPORT


@pytest.fixture
def closed(ctx: World) -> World:
    """An archived report with a row in each table that has rules."""
    comment = ctx.do("reviewer", Verb.COMMENT, kind="note", text="请核对数字。").result
    ctx.do("owner", Verb.REPLY, comment_id=comment.id, text="已核对。")
    ctx.do_report("editor", Verb.CIRCULATE, person_ids=[ctx.ids["outsider"]])
    today = office_today()
    ctx.do("owner", Verb.DELEGATE, person_id=ctx.ids["outsider"], first_on=today, last_on=today)
    with transaction():
        both = [ctx.ids["countersigner"], ctx.ids["second_countersigner"]]
        own = presets.two_stages([ctx.ids["reviewer"]], both)
        chains.replace(ctx.report, own, ctx.section_ids["next"])
    ctx.do("owner", Verb.ATTACH, taken=take("a.pdf", b"%PDF-1.7"), about="记录")
    all_signed(ctx)
    assembled(ctx)
    ctx.do_report("editor", Verb.PRESENT)
    seen = manifest_hash(manifest_of(ctx.scene()))
    ctx.do_report("director", Verb.APPROVE, seen=seen)
    archived(ctx)
    return ctx


def refused(sql: str) -> bool:
    """Whether the database itself says no."""
    try:
        db.session.execute(text(sql))
    except IntegrityError as error:
        assert "huigao:" in str(error), error
        return True
    finally:
        db.session.rollback()
    return False


def columns(table: str) -> list[str]:
    return [one.name for one in db.metadata.tables[table].columns]


def update_of(table: str) -> str:
    name = next(one for one in columns(table) if one.endswith("_id") or one == "report_id")
    return f'UPDATE "{table}" SET {name} = {name}'


def copy_of(table: str) -> str:
    """A second row like the first, under another number."""
    names = columns(table)
    chosen = [f"{one} + 1000" if one == "id" else one for one in names]
    return (
        f'INSERT INTO "{table}" ({", ".join(_quoted(names))}) '
        f'SELECT {", ".join(_quoted(chosen))} FROM "{table}" LIMIT 1'
    )


def _quoted(names: list[str]) -> list[str]:
    return [f'"{one}"' if one in ("end", "start", "before", "after") else one for one in names]


def has_rows(table: str) -> bool:
    return bool(db.session.execute(text(f'SELECT count(*) FROM "{table}"')).scalar())


def test_history_is_never_changed_while_a_report_is_under_way(ctx: World) -> None:
    presented(ctx)
    ctx.do_report("director", Verb.RETURN, note="再改", section_ids=[])
    for table in set(APPENDED) - {"archive", "condition", "amendment"}:
        assert has_rows(table)
        assert refused(update_of(table)), table
        assert refused(f'DELETE FROM "{table}"'), table
    assert not refused("UPDATE report SET title = title")
    assert not refused('UPDATE "section" SET title = title')


def test_an_archived_report_takes_no_change(closed: World) -> None:
    tables = [one for one in OF_A_REPORT if has_rows(one)]
    assert set(OF_A_REPORT) - set(tables) <= {"stage_change", "condition", "amendment"}
    for table in tables:
        assert refused(update_of(table)), table
        assert refused(f'DELETE FROM "{table}"'), table
        assert refused(copy_of(table)), table
    for sql in (
        "UPDATE stage SET name = 'x' WHERE section_id IS NOT NULL",
        "UPDATE circulation SET read_at = created_at",
        "UPDATE report SET title = 'x'",
        "UPDATE report SET state = 'approved'",
        "DELETE FROM report",
        "UPDATE archive SET root = 'x'",
        "DELETE FROM archive",
        "INSERT INTO event (report_id, seq, verb, details, at, previous, hash) "
        "SELECT report_id, seq + 1, verb, details, at, previous, hash FROM event "
        "ORDER BY seq DESC LIMIT 1",
    ):
        assert refused(sql), sql


def test_another_report_of_the_office_goes_on(closed: World) -> None:
    names = ", ".join(one for one in columns("report") if one != "id")
    values = names.replace("state", "'collecting'")
    db.session.execute(text(f"INSERT INTO report ({names}) SELECT {values} FROM report"))
    other = "(SELECT max(id) FROM report)"
    names = ", ".join(one for one in columns("section") if one not in ("id", "report_id"))
    db.session.execute(
        text(f"INSERT INTO section (report_id, {names}) SELECT {other}, {names} FROM section")
    )
    db.session.execute(text(f"UPDATE section SET title = 'x' WHERE report_id = {other}"))
    db.session.execute(text(f"UPDATE report SET title = 'x' WHERE id = {other}"))
    db.session.rollback()


def test_a_pdf_that_is_made_stays_as_it_is(ctx: World) -> None:
    assembled(ctx)
    assert not refused("UPDATE rendering SET pages = 3")
    db.session.execute(text("UPDATE rendering SET state = 'done', pages = 3"))
    db.session.commit()
    assert refused("UPDATE rendering SET pages = 4") and refused("DELETE FROM rendering")


def test_a_rule_that_is_gone_is_missed(ctx: World) -> None:
    connection = db.session.connection()
    assert rules.missing(connection) == []
    on = "" if connection.dialect.name == "sqlite" else ' ON "event"'
    connection.execute(text(f"DROP TRIGGER keep_event_history_update{on}"))
    assert rules.missing(connection) == ["keep_event_history_update"]
    db.session.rollback()
    assert rules.missing(db.session.connection()) == []
