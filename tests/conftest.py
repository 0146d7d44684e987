"""Fixtures of every test: the application on both databases, and the office's cast."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.cast import World
from tests.databases import PostgresDatabase, SqliteFile
from tests.offices import Premises
from workflow.queue import ListQueue
from workflow.settings import Settings

pytest_plugins = ["tests.services"]


@pytest.fixture(scope="session")
def on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Premises]:
    folder = tmp_path_factory.mktemp("sqlite")
    made = Premises(SqliteFile(folder / "huigao.db"), folder)
    yield made
    made.end()


@pytest.fixture(scope="session")
def on_postgres(postgres_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Premises]:
    with closing(PostgresDatabase(postgres_url)) as database:
        made = Premises(database, tmp_path_factory.mktemp("postgres"))
        yield made
        made.end()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """An empty database of each kind: what holds on one holds on the other."""
    with _premises(request, request.param).emptied() as url:
        yield url


@pytest.fixture
def premises(request: pytest.FixtureRequest, database_url: str) -> Premises:
    return _premises(request, database_url)


def _premises(request: pytest.FixtureRequest, kind: str) -> Premises:
    name = "on_sqlite" if kind.startswith("sqlite") else "on_postgres"
    made: Premises = request.getfixturevalue(name)
    return made


@pytest.fixture
def settings(premises: Premises) -> Settings:
    return premises.settings


@pytest.fixture
def queue() -> ListQueue:
    """Hints land here instead of in Redis."""
    return ListQueue()


@pytest.fixture
def app(premises: Premises, queue: ListQueue) -> Flask:
    return premises.begin(queue)


@pytest.fixture
def world(app: Flask, premises: Premises) -> World:
    """An office at work: a launched report with four text sections (see tests/cast.py)."""
    return premises.open_office()


@pytest.fixture
def ctx(app: Flask, world: World) -> Iterator[World]:
    """The same world inside an application context, for tests of actions."""
    with app.app_context():
        yield world


class As:
    """``as_("owner")`` gives a browser in which that person of the cast is logged in."""

    def __init__(self, app: Flask, world: World) -> None:
        self._app, self._world = app, world

    def __call__(self, name: str) -> FlaskClient:
        client = self._app.test_client()
        with client.session_transaction() as session:
            session["_user_id"] = f"{self._world.ids[name]}.1"
            session["_fresh"] = True
        return client


@pytest.fixture
def as_(app: Flask, world: World) -> As:
    return As(app, world)
