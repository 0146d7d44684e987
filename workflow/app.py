"""The factory: the one file that knows every layer."""

from __future__ import annotations

import os
from pathlib import Path

from flask import Flask

from workflow import api, cli, web
from workflow.actions.files import FileStore
from workflow.queue import CeleryQueue, Queue
from workflow.settings import Settings
from workflow.store import db
from workflow.store.resting import ask_after_a_rest

ROOT = Path(__file__).resolve().parent.parent
FORM_BYTES = 4 * 1024 * 1024


def create_app(settings: Settings | None = None, queue: Queue | None = None) -> Flask:
    """The application for web, worker and command line alike.

    ``queue`` is given by tests and rehearsals; by default hints go to Redis by Celery.
    """
    settings = settings or Settings.from_environment(os.environ)
    app = Flask(__name__, template_folder=str(ROOT / "templates"), static_folder="static")
    app.config.update(_config(settings))
    app.extensions["settings"] = settings
    app.extensions["queue"] = queue or CeleryQueue(settings.broker_url)
    app.extensions["files"] = FileStore(settings.var / "files")
    app.extensions["factory"] = create_app
    db.init_app(app)
    with app.app_context():
        ask_after_a_rest(db.engine)
    web.init_app(app)
    api.init_app(app)
    cli.init_app(app)
    return app


def _config(settings: Settings) -> dict[str, object]:
    engine: dict[str, object] = {}
    if settings.database_url.startswith("postgresql"):
        engine = {"pool_size": 5, "max_overflow": 5}
    return {
        "SECRET_KEY": settings.secret_key,
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        "SQLALCHEMY_ENGINE_OPTIONS": engine,
        "MAX_CONTENT_LENGTH": settings.upload_bytes + FORM_BYTES,
        "MAX_FORM_MEMORY_SIZE": FORM_BYTES,
        "SESSION_COOKIE_NAME": "huigao",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.secure_cookies,
        "PERMANENT_SESSION_LIFETIME": 12 * 3600,
        "WTF_CSRF_TIME_LIMIT": None,
        "BABEL_DEFAULT_LOCALE": "zh",
        "BABEL_TRANSLATION_DIRECTORIES": str(ROOT / "workflow" / "translations"),
    }
