"""What holds on every page: who may open it, its headers, its cookies, its forms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.cast import World
from tests.conftest import As
from tests.offices import Premises
from tests.web.addresses import OPEN_TO_ALL, endpoints, path, values
from workflow.domain.terms import Verb
from workflow.settings import Settings
from workflow.web.security import HEADERS

ANYBODY_POSTS = frozenset({"auth.log_in", "auth.language", "auth.logout", "setup.create"})
# The address is the authority, no form of ours: tests/web/telling/test_telling.py. A wrong one
# leads nowhere.
BY_LINK = frozenset({"notices.stop_digests"})
# Stricter headers of their own: tests/web/section/test_section_files.py, test_evidence_pages.py.
STRANGERS_FILES = frozenset({"section_files.show", "evidence.download"})
PEOPLE = ("owner", "editor", "reviewer", "director", "administrator")
INLINE = re.compile(
    r"<style|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:"
    r"|<script(?![^>]*\ssrc=)(?![^>]*type=\"application/json\")",
    re.IGNORECASE,
)


@pytest.fixture
def database_url(on_sqlite: Premises) -> Iterator[str]:
    """SQLite alone: none of this depends on the kind of database."""
    with on_sqlite.emptied() as url:
        yield url


@pytest.fixture
def known(app: Flask, world: World) -> dict[str, Any]:
    with app.app_context():
        world.write("owner", "<script>alert(1)</script> 全年完成培训12期。")
        world.do("owner", Verb.SUBMIT)
    return values(app, world)


def test_the_policy_allows_nothing_inline() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert "unsafe" not in policy and "*" not in policy
    for part in ("default-src 'self'", "script-src 'self'", "style-src 'self'", "base-uri 'none'"):
        assert part in policy
    assert "frame-ancestors 'none'" in policy and "form-action 'self'" in policy


@pytest.mark.parametrize("endpoint", [one for one in endpoints("GET") if one != "static"])
def test_every_page_has_the_headers_and_nothing_inline(
    app: Flask, as_: As, known: dict[str, Any], endpoint: str
) -> None:
    for who in PEOPLE:
        answer = as_(who).get(path(app, endpoint, known), buffered=True)
        assert answer.status_code < 500 or endpoint == "health.readyz"
        if endpoint in STRANGERS_FILES and answer.status_code == 200:
            assert "sandbox" in answer.headers["Content-Security-Policy"]
            continue
        for name, value in HEADERS.items():
            assert answer.headers[name] == value
        assert answer.headers["Cache-Control"] == "no-store"
        if answer.mimetype == "text/html":
            assert not INLINE.search(answer.text), INLINE.search(answer.text)
            assert "<script>alert" not in answer.text


def is_asked_to_log_in(endpoint: str, answer: TestResponse) -> bool:
    """By the log-in page, or in a script's own way."""
    if endpoint.startswith("api."):
        return answer.status_code == 401 and "WWW-Authenticate" in answer.headers
    return answer.status_code == 303 and answer.location.startswith("/login")


@pytest.mark.parametrize("endpoint", [one for one in endpoints("GET") if one not in OPEN_TO_ALL])
def test_a_page_needs_a_log_in(app: Flask, known: dict[str, Any], endpoint: str) -> None:
    answer = app.test_client().get(path(app, endpoint, known))
    assert is_asked_to_log_in(endpoint, answer)


@pytest.mark.parametrize(
    "endpoint", [one for one in endpoints("POST") if one not in ANYBODY_POSTS | BY_LINK]
)
def test_an_act_needs_a_log_in(app: Flask, known: dict[str, Any], endpoint: str) -> None:
    answer = app.test_client().post(path(app, endpoint, known))
    assert is_asked_to_log_in(endpoint, answer)


@pytest.mark.parametrize("endpoint", sorted(BY_LINK))
def test_a_link_that_was_made_up_leads_nowhere(
    app: Flask, known: dict[str, Any], endpoint: str
) -> None:
    assert app.test_client().post(path(app, endpoint, known)).status_code == 404


@pytest.mark.parametrize("endpoint", [one for one in endpoints("POST") if one not in BY_LINK])
def test_a_form_without_its_token_is_refused(
    app: Flask, as_: As, known: dict[str, Any], endpoint: str
) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    address = path(app, endpoint, known)
    stranger = app.test_client()
    for client in (as_("administrator"), as_("owner"), stranger):
        for token in ({}, {"csrf_token": "made-up"}):
            answer = client.post(address, data=token)
            is_stranger = endpoint.startswith("api.") and client is stranger
            assert answer.status_code == (401 if is_stranger else 400)
            assert answer.headers["Content-Security-Policy"]


def test_every_address_that_changes_something_is_a_post(app: Flask) -> None:
    methods = {method for rule in app.url_map.iter_rules() for method in rule.methods or ()}
    assert methods == {"GET", "HEAD", "OPTIONS", "POST"}


def _cookies(client: FlaskClient) -> str:
    return "\n".join(client.get("/login").headers.getlist("Set-Cookie"))


def test_cookies_stay_out_of_scripts_and_of_other_sites(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    cookies = _cookies(app.test_client())
    assert "HttpOnly" in cookies and "SameSite=Lax" in cookies and "Secure" not in cookies


def test_cookies_travel_by_https_alone_where_the_product_is_reached_so(settings: Settings) -> None:
    from_https = type(settings)(**{**vars(settings), "base_url": "https://huigao.example"})
    assert from_https.secure_cookies and not settings.secure_cookies


def test_a_page_that_is_not_there_has_the_headers_too(app: Flask, world: World) -> None:
    answer = app.test_client().get("/nowhere")
    assert answer.status_code == 404
    assert answer.headers["Content-Security-Policy"] == HEADERS["Content-Security-Policy"]


def test_a_form_that_is_too_large_is_refused(app: Flask, world: World) -> None:
    assert app.config["MAX_CONTENT_LENGTH"] >= app.extensions["settings"].upload_bytes
    app.config["MAX_CONTENT_LENGTH"] = 100
    answer = app.test_client().post("/login", data={"email": "x" * 200})
    assert answer.status_code == 413 and "内容太大" in answer.text
