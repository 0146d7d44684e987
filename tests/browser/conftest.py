"""Chromium for the browser tests; a page that logs an error fails its test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright

from tests.browser.live import Live, has_browser, live_installation
from tests.services import require

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
