"""What the database itself refuses: changing history, and changing an archived report.

The rules are triggers. They stand beside the tables and are no part of a migration: SQLite
loses a table's triggers whenever a migration makes the table anew, so each run of migrations
lifts all of them first and sets them again at its end, in its own transaction.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, MetaData, event, text

from workflow.store.base import Base

PREFIX = "keep_"
SECTION = "(SELECT report_id FROM section WHERE id = {row}.section_id)"
STAGE = "(SELECT report_id FROM stage WHERE id = {row}.stage_id)"
COMMENT = (
    "(SELECT section.report_id FROM comment JOIN section ON section.id = comment.section_id "
    "WHERE comment.id = {row}.comment_id)"
)
OWN = "{row}.report_id"

APPENDED = (
    "draft",
    "sign_off",
    "approval",
    "condition",
    "amendment",
    "event",
    "archive",
)
"""Tables whose rows are never changed or deleted, whatever the report's state."""
OF_A_REPORT: Mapping[str, str] = {
    "section": OWN,
    "section_contributor": SECTION,
    "stage": OWN,
    "stage_member": STAGE,
    "stage_change": SECTION,
    "draft": SECTION,
    "sign_off": SECTION,
    "approval": OWN,
    "condition": SECTION,
    "amendment": SECTION,
    "assembly": OWN,
    "comment": SECTION,
    "comment_reply": COMMENT,
    "evidence": SECTION,
    "circulation": OWN,
    "delegation": OWN,
}
"""Tables that an archived report takes no row into any more, and how a row leads to its report."""
CHANGES = ("INSERT", "UPDATE", "DELETE")


@dataclass(frozen=True, slots=True)
class Rule:
    """One trigger. ``when`` is SQL over NEW or OLD, "" for always; ``why`` is what is said."""

    table: str
    change: str
    name: str
    when: str
    why: str


def rules() -> Iterator[Rule]:
    """Every rule that has to stand."""
    for table in APPENDED:
        for change in ("UPDATE", "DELETE"):
            yield _rule(table, change, "history", "", "history is appended, never changed")
    for table, report in OF_A_REPORT.items():
        for change in CHANGES:
            if table in APPENDED and change != "INSERT":
                continue
            row = "NEW" if change == "INSERT" else "OLD"
            is_archived = _archived(report.format(row=row))
            yield _rule(table, change, "archived", is_archived, "the report is archived")
    for change in ("UPDATE", "DELETE"):
        yield _rule("report", change, "archived", "OLD.state = 'archived'", "it is archived")
        is_done = "OLD.state = 'done'"
        yield _rule("rendering", change, "once", is_done, "a PDF is made once")
    last = "NEW.seq > (SELECT trail_count FROM report WHERE id = NEW.report_id)"
    closed = f"{_archived('NEW.report_id')} AND {last}"
    yield _rule("event", "INSERT", "archived", closed, "the report is archived")


def _rule(table: str, change: str, kind: str, when: str, why: str) -> Rule:
    return Rule(table, change, f"{PREFIX}{table}_{kind}_{change.lower()}", when, why)


def _archived(report: str) -> str:
    return f"EXISTS (SELECT 1 FROM report WHERE id = {report} AND state = 'archived')"


def set_up(connection: Connection) -> None:
    """Make every rule anew."""
    lift(connection)
    for one in rules():
        for statement in _statements(one, connection.dialect.name):
            connection.exec_driver_sql(statement)


def lift(connection: Connection) -> None:
    """Take every rule away: before a migration, and for tests that tamper with rows."""
    for name, table in standing(connection):
        on = "" if connection.dialect.name == "sqlite" else f' ON "{table}"'
        connection.exec_driver_sql(f"DROP TRIGGER {name}{on}")
        if connection.dialect.name != "sqlite":
            connection.exec_driver_sql(f"DROP FUNCTION {name}()")


def standing(connection: Connection) -> list[tuple[str, str]]:
    """The rules that stand and are in force, each with its table."""
    if connection.dialect.name == "sqlite":
        query = "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'"
    else:
        query = (
            "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
            "WHERE NOT tgisinternal AND tgenabled <> 'D'"
        )
    rows = connection.execute(text(query))
    return [(str(name), str(table)) for name, table in rows if str(name).startswith(PREFIX)]


def missing(connection: Connection) -> list[str]:
    """Names of rules that do not stand."""
    there = {name for name, _ in standing(connection)}
    return sorted({one.name for one in rules()} - there)


def _statements(one: Rule, dialect: str) -> Iterator[str]:
    why = f"huigao: {one.table}: {one.why}"
    head = f'CREATE TRIGGER {one.name} BEFORE {one.change} ON "{one.table}"'
    if dialect == "sqlite":
        condition = f" WHEN {one.when}" if one.when else ""
        yield f"{head}{condition} BEGIN SELECT RAISE(ABORT, '{why}'); END"
        return
    refuse = f"RAISE EXCEPTION '{why}' USING ERRCODE = 'integrity_constraint_violation';"
    row = "OLD" if one.change == "DELETE" else "NEW"
    body = f"IF {one.when} THEN {refuse} END IF; RETURN {row};" if one.when else refuse
    yield (
        f"CREATE FUNCTION {one.name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$huigao$ BEGIN {body} END $huigao$"
    )
    yield f"{head} FOR EACH ROW EXECUTE FUNCTION {one.name}()"


@event.listens_for(Base.metadata, "after_create")
def _with_the_tables(target: MetaData, connection: Connection, **_: object) -> None:
    """Tables made of the models have the rules too."""
    set_up(connection)
