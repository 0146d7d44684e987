"""Chromium for the browser tests; a page that logs an error fails its test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Playwright, expect

from tests.browser.live import Live, has_browser, live_installation
from tests.browser.serving import Sit, seats
from tests.cast import World
from tests.rich import put_rich
from tests.services import require
from workflow.domain.terms import Verb

# A busy machine is no fault: what comes late comes still.
expect.set_options(timeout=30_000)
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """On the plug-in's own Playwright: a second one in the process would be refused."""
    if not has_browser():
        require("chromium")
    browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(FLAGS))
    yield browser
    browser.close()


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Live]:
    """A fresh installation without the sample."""
    with live_installation(tmp_path / "var") as running:
        yield running


@pytest.fixture
def sit(app: Flask, world: World, chromium: Browser) -> Iterator[Sit]:
    """``sit("owner", width=390)`` is a browser before a text that holds everything."""
    with app.app_context():
        world.do("owner", Verb.SAVE, content=put_rich(world))
    with seats(app, world, chromium) as sit:
        yield sit
