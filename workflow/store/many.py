"""Many rows at once: written by one statement, and found by a list of their ids."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from psycopg.sql import SQL, Identifier
from sqlalchemy import (
    ARRAY,
    JSON,
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Dialect,
    Integer,
    String,
    Table,
    Update,
    bindparam,
    cast,
    column,
    func,
    insert,
    literal,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import REGCLASS
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import QueryableAttribute
from sqlalchemy.sql.functions import GenericFunction
from sqlalchemy.types import TypeDecorator, TypeEngine

from workflow.store.base import Base, db

FEW = 50
"""Rows that one statement writes and gives back."""
Rows = Sequence[Mapping[str, Any]]


def write_all(model: type[Base], rows: Rows) -> None:
    """Many rows, alike in their columns, by one statement past the session's objects."""
    if not rows:
        return
    db.session.flush()
    connection, table = db.session.connection(), Base.metadata.tables[model.__tablename__]
    if connection.dialect.name == "postgresql":
        _copy(connection, table, rows)
    else:
        connection.execute(insert(table), rows)


def written(model: type[Base], rows: Rows) -> list[int]:
    """Writes them as ``write_all`` does, and gives their ids in the same order. Of many rows the
    ids are asked for beforehand: a statement that gives them back grows with its rows.
    """
    if len(rows) > FEW:
        ids = _next_ids(model, len(rows))
        write_all(model, [{**row, "id": number} for row, number in zip(rows, ids, strict=True)])
        return ids
    if not rows:
        return []
    table = Base.metadata.tables[model.__tablename__]
    made = insert(table).returning(table.c.id, sort_by_parameter_order=True)
    db.session.flush()
    return list(db.session.connection().execute(made, rows).scalars())


def update_all(
    model: type[Base],
    rows: Rows,
    match: Collection[str],
    values: Mapping[str, Any],
    where: Mapping[str, Any],
) -> None:
    """Many rows by one statement past the session's objects. What a given row says of the columns
    of ``match`` names the one that is meant; all else that it says is written there, and so are
    ``values``, where the columns of ``where`` hold what that says.
    """
    if not rows:
        return
    db.session.flush()
    connection, table = db.session.connection(), Base.metadata.tables[model.__tablename__]
    stands = [table.c[name] == value for name, value in where.items()]

    def updating(given: Mapping[str, ColumnElement[Any]]) -> Update:
        meant = [table.c[name] == given[name] for name in match]
        said = {name: one for name, one in given.items() if name not in match}
        return update(table).where(*meant, *stands).values({**said, **values})

    if connection.dialect.name == "postgresql":
        connection.execute(updating(_as_table(table, rows, connection.dialect)))
    else:
        its = {name: bindparam(f"its_{name}", type_=table.c[name].type) for name in rows[0]}
        named = [{f"its_{name}": value for name, value in row.items()} for row in rows]
        connection.execute(updating(its), named)


def among(its: QueryableAttribute[Any], ids: Collection[int | None]) -> ColumnElement[bool]:
    """As ``its.in_(ids)``, with one parameter however many they are: a statement with a
    thousand takes longer to be written than to be answered.
    """
    return _Among(its, literal(list(ids), _Ids()))


class _Ids(TypeDecorator[list[int | None]]):
    """A list of ids as one value."""

    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return ARRAY(Integer()) if dialect.name == "postgresql" else String()

    def process_bind_param(self, value: list[int | None] | None, dialect: Dialect) -> Any:
        return value if dialect.name == "postgresql" else json.dumps(value)


class _Among(GenericFunction[bool]):
    type = Boolean()
    inherit_cache = True


@compiles(_Among, "postgresql")
def _in_array(element: _Among, compiler: Any, **given: Any) -> str:
    column, ids = element.clauses
    return f"{compiler.process(column, **given)} = ANY ({compiler.process(ids, **given)})"


@compiles(_Among, "sqlite")
def _in_json(element: _Among, compiler: Any, **given: Any) -> str:
    column, ids = element.clauses
    listed = compiler.process(ids, **given)
    return f"{compiler.process(column, **given)} IN (SELECT value FROM json_each({listed}))"


def _as_table(table: Table, rows: Rows, dialect: Dialect) -> dict[str, ColumnElement[Any]]:
    """The rows as a table in a statement, by the names of its columns; as JSON, which the driver
    has not to look through.
    """
    binders = {name: _binder(table.c[name], dialect) for name in rows[0]}
    bound = [{name: bind(row[name]) for name, bind in binders.items()} for row in rows]
    given = func.json_to_recordset(cast(literal(json.dumps(bound, default=str), String()), JSON))
    columns = [column(name, table.c[name].type) for name in rows[0]]
    named = given.table_valued(*columns).render_derived(name="given", with_types=True)
    return dict(named.c.items())


def _copy(connection: Connection, table: Table, rows: Rows) -> None:
    """By COPY, in a third of the time of as many inserts; errors are those of the driver."""
    given = [table.c[name] for name in rows[0]]
    usual = [one for one in table.c if one.default and one.name not in rows[0]]
    binders = [_binder(one, connection.dialect) for one in given]
    rest = [_binder(one, connection.dialect)(_default(one)) for one in usual]
    command = SQL("COPY {} ({}) FROM STDIN").format(
        Identifier(table.name), SQL(", ").join(Identifier(one.name) for one in [*given, *usual])
    )
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(command) as copy:
        for row in rows:
            values = zip(binders, row.values(), strict=True)
            copy.write_row([*(bind(one) for bind, one in values), *rest])


def _default(column: Column[Any]) -> Any:
    """A value: what is computed for each row is given with it."""
    default: Any = column.default
    assert default.is_scalar, column
    return default.arg


def _binder(column: Column[Any], dialect: Dialect) -> Callable[[Any], Any]:
    found = column.type.dialect_impl(dialect).bind_processor(dialect)
    return found or _itself


def _itself(value: Any) -> Any:
    return value


def _next_ids(model: type[Base], count: int) -> list[int]:
    table = Base.metadata.tables[model.__tablename__]
    if db.session.connection().dialect.name == "sqlite":
        # The writer's lock is held, so nobody else takes them.
        last = db.session.scalar(select(func.max(table.c.id))) or 0
        return list(range(last + 1, last + 1 + count))
    # As a query of its own it is answered once; as an argument the sequence is looked up each time.
    sequence = select(func.pg_get_serial_sequence(table.name, "id")).scalar_subquery()
    each = select(func.nextval(sequence.cast(REGCLASS)))
    return list(db.session.scalars(each.select_from(func.generate_series(1, count))))
