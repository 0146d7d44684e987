"""Blueprints and forms: parse, call one action, render."""

from __future__ import annotations

from flask import Flask

from workflow.web import assets, errors, health, locale, prose, request_log, security
from workflow.web.account import login
from workflow.web.intake import conversion_views
from workflow.web.registry import BLUEPRINTS


def init_app(app: Flask) -> None:
    """Everything that stands around a page, then the pages themselves."""
    for part in (request_log, security, locale, assets, prose, conversion_views, login, errors):
        part.init_app(app)
    app.register_blueprint(health.bp)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
