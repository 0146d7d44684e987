"""Begin and end a browser's session; which browsers are known; what keeps a session alive."""

from __future__ import annotations

import hashlib
import secrets
from typing import Any

from flask import Flask, Response, current_app, request, session
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask_login import login_user, logout_user
from itsdangerous import BadSignature, URLSafeSerializer

from workflow.store import Person

KNOWN = "huigao_known"
KNOWN_FOR = 180 * 24 * 3600
MOST_KNOWN = 8
POLLS = frozenset({"notices.bell", "copies.state", "copies.beat", "waiting_copies.writer"})


class QuietSessions(SecureCookieSessionInterface):
    """A page that polls in the background doesn't keep its session alive for ever."""

    def should_set_cookie(self, app: Flask, session: SessionMixin) -> bool:
        if request.endpoint in POLLS and not session.modified:
            return False
        return super().should_set_cookie(app, session)


def init_app(app: Flask) -> None:
    app.session_interface = QuietSessions()


def begin(person: Person) -> None:
    """Log in with a new session: whatever was in the old one came from before the password."""
    session.clear()
    session.permanent = True
    login_user(person)


def end() -> None:
    """Log out; only the language that the page was read in stays."""
    language = session.get("language")
    logout_user()
    session.clear()
    if language:
        session["language"] = language


def known_browser(email: str) -> str:
    """A token where this person was logged in here before, else an empty text."""
    held = _held()
    return str(held["browser"]) if _mark(email) in held["accounts"] else ""


def remember_browser(response: Response, email: str) -> None:
    """The next log-ins of this person from here are counted apart from strangers' guesses."""
    held, mark = _held(), _mark(email)
    accounts = [one for one in held["accounts"] if one != mark][: MOST_KNOWN - 1]
    response.set_cookie(
        KNOWN,
        str(_serializer().dumps({"browser": held["browser"], "accounts": [mark, *accounts]})),
        max_age=KNOWN_FOR,
        httponly=True,
        samesite="Lax",
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        path="/login",
    )


def _held() -> dict[str, Any]:
    try:
        held = _serializer().loads(request.cookies.get(KNOWN, ""))
    except BadSignature:
        return {"browser": secrets.token_urlsafe(12), "accounts": []}
    return dict(held)


def _mark(email: str) -> str:
    """An account in the cookie, without its address."""
    return hashlib.sha256(email.strip().lower().encode()).hexdigest()[:16]


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="known-browser")
