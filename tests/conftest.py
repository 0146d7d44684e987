"""Fixtures of every test: the application on both databases, and the office's cast."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import create_engine, text

from tests.cast import World, build_world
from workflow.app import create_app
from workflow.queue import ListQueue
from workflow.settings import Settings
from workflow.store import db

pytest_plugins = ["tests.services"]


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with all tables and no rows; tests copy it."""
    file = tmp_path_factory.mktemp("sqlite") / "empty.db"
    engine = create_engine(f"sqlite:///{file}")
    db.metadata.create_all(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return file


@pytest.fixture(scope="session")
def prepared_postgres(postgres_url: str) -> str:
    """A PostgreSQL database with all tables."""
    url = postgres_url.replace("postgresql://", "postgresql+psycopg://")
    engine = create_engine(url)
    db.metadata.drop_all(engine)
    db.metadata.create_all(engine)
    engine.dispose()
    return url


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each kind: what holds on one holds on the other."""
    if request.param == "sqlite":
        file = tmp_path / "huigao.db"
        shutil.copy(request.getfixturevalue("empty_sqlite"), file)
        return f"sqlite:///{file}"
    url: str = request.getfixturevalue("prepared_postgres")
    _empty(url)
    return url


def _empty(url: str) -> None:
    names = ", ".join(f'"{table.name}"' for table in db.metadata.sorted_tables)
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
    engine.dispose()


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return Settings.from_environment(
        {
            "HUIGAO_VAR": str(tmp_path / "var"),
            "DATABASE_URL": database_url,
            "REDIS_URL": f"unix://{tmp_path}/no-redis.sock",
            "SECRET_KEY": "only-for-tests-" * 3,
        }
    )


@pytest.fixture
def queue() -> ListQueue:
    """Hints land here instead of in Redis."""
    return ListQueue()


@pytest.fixture(scope="session")
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Each test has an application of its own, but a template is compiled once."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def app(
    settings: Settings, queue: ListQueue, compiled_templates: FileSystemBytecodeCache
) -> Iterator[Flask]:
    app = create_app(settings, queue)
    app.jinja_env.bytecode_cache = compiled_templates
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def world(app: Flask) -> World:
    """An office at work: a launched report with four text sections (see tests/cast.py)."""
    with app.app_context():
        return build_world()


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
