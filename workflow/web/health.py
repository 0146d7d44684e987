"""For whoever watches the machine: alive, and able to serve."""

from __future__ import annotations

from flask import Blueprint, current_app
from flask.typing import ResponseReturnValue
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from workflow.queue import answers
from workflow.store import db

bp = Blueprint("health", __name__)


@bp.get("/healthz")
def healthz() -> ResponseReturnValue:
    """The process answers."""
    return {"ok": True}


@bp.get("/readyz")
def readyz() -> ResponseReturnValue:
    """The database and the queue answer too; 503 with the names of those that do not."""
    parts = {"database": _database(), "queue": _queue()}
    return {"ok": all(parts.values()), **parts}, 200 if all(parts.values()) else 503


def _database() -> bool:
    try:
        db.session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return False
    return True


def _queue() -> bool:
    return answers(current_app.extensions["settings"].redis_url)
