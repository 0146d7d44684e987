"""The same acts as JSON, for an office's own scripts; ``/api/v1/openapi.json`` describes them."""

from __future__ import annotations

from flask import Flask

from workflow.api.registry import bp


def init_app(app: Flask) -> None:
    """Keys come in no cookie, so the page's token is asked for only beside a log-in (access)."""
    app.extensions["csrf"].exempt(bp)
    app.register_blueprint(bp)
