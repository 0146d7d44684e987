"""Structured logs: one line a request, with an id that goes through to the worker."""

from __future__ import annotations

import logging
import re
import secrets
import sys
import time

import structlog
from flask import Flask, Response, g, request

HEADER = "X-Request-ID"
FITTING = re.compile(r"[A-Za-z0-9-]{8,64}")
log = structlog.get_logger("web")


def init_app(app: Flask) -> None:
    configure(app.extensions["settings"].log_level)
    app.before_request(_begin)
    app.after_request(_end)


def configure(level: str) -> None:
    """JSON lines on standard error, with what is bound to the context."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )


def _begin() -> None:
    given = request.headers.get(HEADER, "")
    g.request_id = given if FITTING.fullmatch(given) else secrets.token_hex(8)
    g.started = time.perf_counter()
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=g.request_id)


def _end(response: Response) -> Response:
    if "request_id" not in g:
        return response
    response.headers[HEADER] = g.request_id
    if request.endpoint != "static":
        log.info(
            "request",
            method=request.method,
            path=_path(),
            status=response.status_code,
            ms=round((time.perf_counter() - g.started) * 1000, 1),
        )
    return response


def _path() -> str:
    """The path asked for; one that holds a secret is written as its rule."""
    has_secret = "secret" in (request.view_args or {})
    return str(request.url_rule) if has_secret else request.path
