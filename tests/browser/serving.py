"""The product inside the test's own process, and browsers in which people are logged in."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from playwright.sync_api import Browser, ConsoleMessage, Page
from werkzeug.serving import make_server

from tests.cast import World


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """The address at which the application answers."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass
class Seat:
    """One person's browser; ``complaints`` is what its pages complained about."""

    page: Page
    url: str
    complaints: list[str] = field(default_factory=list)

    def goto(self, path: str) -> Page:
        self.page.goto(self.url + path)
        return self.page


Sit = Callable[..., Seat]


@contextmanager
def seats(app: Flask, world: World, browser: Browser, allowed: str = "") -> Iterator[Sit]:
    """Browsers before the product: ``sit("owner", width=390)``. No page may complain, but of
    what holds ``allowed``.
    """
    taken: list[Seat] = []
    with serving(app) as url:

        def sit(who: str, width: int = 1280) -> Seat:
            taken.append(seat(browser, app, world, url, who, width))
            return taken[-1]

        yield sit
        for one in taken:
            one.page.context.close()
    said = [words for one in taken for words in one.complaints]
    assert [one for one in said if not allowed or allowed not in one] == []


def seat(browser: Browser, app: Flask, world: World, url: str, who: str, width: int = 1280) -> Seat:
    """``who`` of the cast before a screen ``width`` pixels wide."""
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert signer is not None
    session = signer.dumps({"_user_id": f"{world.ids[who]}.1", "_fresh": True})
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="zh-CN")
    context.add_cookies([{"name": "huigao", "value": str(session), "url": url}])
    context.set_default_timeout(40_000)
    made = Seat(context.new_page(), url)

    def listen(one: ConsoleMessage) -> None:
        if one.type in ("error", "warning"):
            made.complaints.append(one.text)

    made.page.on("console", listen)
    made.page.on("pageerror", lambda error: made.complaints.append(str(error)))
    return made
