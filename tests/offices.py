"""One application and one office for each kind of database, made once in a run.

Each test finds them as they were: the rows are loaded anew, settings and places of the
application put back, and its folder emptied.
"""

from __future__ import annotations

import copy
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask

from tests.cast import World, build_world
from tests.databases import Database
from workflow.app import create_app
from workflow.queue import ListQueue
from workflow.settings import Settings
from workflow.store import db
from workflow.web.account import attempts


class Premises:
    """The application over one database; ``begin`` and ``open_office`` begin a test."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database = database
        self.settings = Settings.from_environment(
            {
                "HUIGAO_VAR": str(folder / "var"),
                "HUIGAO_LIBREOFFICE": "off",
                "DATABASE_URL": database.url,
                "REDIS_URL": f"unix://{folder}/no-redis.sock",
                "SECRET_KEY": "only-for-tests-" * 3,
            }
        )
        self.app = create_app(self.settings, ListQueue())
        self.app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
        self._config, self._extensions = dict(self.app.config), dict(self.app.extensions)
        self._nothing = self.database.keep()
        self._office: tuple[Any, World] | None = None

    @contextmanager
    def emptied(self) -> Iterator[str]:
        """The address of the database, which has no rows."""
        self.database.load(self._nothing)
        yield self.settings.database_url
        self.end()

    def begin(self, queue: ListQueue) -> Flask:
        """The application as it was when it was made, with nothing in its folder."""
        shutil.rmtree(self.settings.var, ignore_errors=True)
        self.app.config.clear()
        self.app.config.update(self._config)
        self.app.extensions.clear()
        self.app.extensions.update(self._extensions, queue=queue)
        attempts.init_app(self.app)
        return self.app

    def end(self) -> None:
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()

    def open_office(self) -> World:
        """The cast and its report under way (see tests/cast.py)."""
        if self._office is None:
            with self.app.app_context():
                world = build_world()
            self.end()
            self._office = self.database.keep(), world
        rows, world = self._office
        self.end()
        self.database.load(rows)
        return copy.deepcopy(world)
