"""Chromium and a desk with the editor on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from editor_desk import FLAGS, Desk
from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {
        **browser_type_launch_args,
        "executable_path": "/usr/bin/chromium",
        "args": FLAGS.split(),
    }


@pytest.fixture
def desk(browser: Browser) -> Iterator[Desk]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    opened = Desk(context)
    yield opened
    assert opened.errors == []
    context.close()
