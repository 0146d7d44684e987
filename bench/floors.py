"""Floors: the least that a page of this stack costs, beside which our pages are measured.

Bare Flask, one query, one UPDATE; nothing of the product is imported. gunicorn loads
``bench.floors:create_app()``, the database is named by FLOOR_DATABASE_URL. SQLite is set up
as an installation should be: WAL, BEGIN IMMEDIATE for writers, a busy time-out.
"""

from __future__ import annotations

import os
import sqlite3
from typing import Any

from flask import Flask, redirect, request
from flask.typing import ResponseReturnValue
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, Text, event, update
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

VARIABLE = "FLOOR_DATABASE_URL"
MARKER = "a floor"
WRITES = "floor_writes"
ROWS = 8
PRAGMAS = ("busy_timeout=5000", "journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON")


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)


class Row(Base):
    __tablename__ = "floor"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)


def create_app() -> Flask:
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = os.environ[VARIABLE]
    app.config["MAX_FORM_MEMORY_SIZE"] = 4 * 1024 * 1024
    db.init_app(app)
    with app.app_context():
        event.listen(db.engine, "connect", _set_up_sqlite)
        event.listen(db.engine, "begin", _begin_on_sqlite)
    app.add_url_rule("/", view_func=bare)
    app.add_url_rule("/rows/<int:number>", view_func=one_query)
    app.add_url_rule("/rows/<int:number>", view_func=one_update, methods=["POST"])
    return app


def bare() -> ResponseReturnValue:
    return _page(MARKER)


def one_query(number: int) -> ResponseReturnValue:
    return _page(db.session.get_one(Row, number).title)


def one_update(number: int) -> ResponseReturnValue:
    """The form's content into one row, as a writer, committed; then back as after a form."""
    text = request.form["content"]  # read before the lock is taken
    db.session.connection(execution_options={WRITES: True})
    db.session.execute(update(Row).where(Row.id == number).values(text=text))
    db.session.commit()
    return redirect(f"/rows/{number}", 303)


def make_rows() -> None:
    """The table with a row for each connection."""
    with create_app().app_context():
        db.create_all()
        db.session.connection(execution_options={WRITES: True})
        for number in range(1, ROWS + 1):
            db.session.add(Row(id=number, title=f"{MARKER} {number}", text=""))
        db.session.commit()


def _page(words: str) -> str:
    return f"<!doctype html><title>{words}</title><p>{words}</p>"


def _set_up_sqlite(connection: Any, record: Any) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.isolation_level = None
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")


def _begin_on_sqlite(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        writes = connection.get_execution_options().get(WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


if __name__ == "__main__":
    make_rows()
