"""The outline of a file in Chromium: by keyboard, on a phone, and without any script."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from playwright.sync_api import Browser, ConsoleMessage, Page
from werkzeug.serving import make_server

from tests.cast import World

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]

TEXT = """2026年度培训工作报告
全年工作平稳。培训有序。
一、工作情况
(一)培训。共办12期。参训300人次。(二)考核。全部合格。(三)宣传。发稿九篇。
ー、下一步打算
继续做好培训。"""


class Editor:
    """The editor's browser at the outline of an uploaded file; collects complaints."""

    def __init__(self, page: Page, url: str, file: Path) -> None:
        self.page, self.complaints = page, list[str]()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._console)
        page.goto(f"{url}/reports/new")
        page.set_input_files("[name=file]", file)
        page.click("form[enctype] button[type=submit]")
        page.wait_for_url("**/reports/import/*")

    def _console(self, one: ConsoleMessage) -> None:
        if one.type in ("error", "warning"):
            self.complaints.append(one.text)

    def focused(self, own: str) -> None:
        """Until that has the focus, and the forms around it work without a new page."""
        self.page.wait_for_function(
            "id => document.activeElement.id === id"
            " && !document.querySelector('#outline [hx-post]:not([data-htmx-powered])')",
            arg=own,
        )

    def press(self, key: str, then: str) -> None:
        """A key, and what has the focus once the answer is there."""
        self.page.keyboard.press(key)
        self.focused(then)

    def headings(self) -> list[str]:
        return self.page.locator(".intake-row:not(.is-suggested) .intake-heading").all_inner_texts()


@pytest.fixture
def served(app: Flask, world: World) -> Iterator[tuple[str, str]]:
    """The address, and the cookie of the editor."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert signer is not None
    yield (
        f"http://127.0.0.1:{server.server_port}",
        str(signer.dumps({"_user_id": f"{world.ids['editor']}.1", "_fresh": True})),
    )
    server.shutdown()
    thread.join()
    server.server_close()


def editor(
    browser: Browser, served: tuple[str, str], folder: Path, width: int = 1280, script: bool = True
) -> Editor:
    url, cookie = served
    file = folder / "报告.txt"
    file.write_text(TEXT, "utf-8")
    context = browser.new_context(
        viewport={"width": width, "height": 844}, java_script_enabled=script, locale="zh-CN"
    )
    context.add_cookies([{"name": "huigao", "value": cookie, "url": url}])
    context.set_default_timeout(40_000)
    return Editor(context.new_page(), url, file)


def test_one_key_answers_one_question_after_the_other(
    chromium: Browser, served: tuple[str, str], tmp_path: Path
) -> None:
    one = editor(chromium, served, tmp_path)
    second, third, last = (f"yes-{TEXT.index(words)}" for words in ("(二)", "(三)", "ー、"))
    one.page.focus(f"#{second}")
    one.press("Enter", third)
    one.press("Space", last)
    one.press("Enter", "outline-summary")
    assert "没有待确认的问题" in one.page.inner_text("#outline-summary")
    assert one.page.inner_text("#open-questions") == ""
    one.page.focus("#undo")
    one.page.keyboard.press("Enter")
    one.page.wait_for_selector(f"#{last}")
    one.focused("undo")
    one.page.focus("#begin_again")
    one.press("Enter", "undo")
    assert one.page.locator("[id^=yes-]").count() == 3
    assert one.complaints == []


def test_a_section_is_moved_cut_titled_and_joined_by_keyboard(
    chromium: Browser, served: tuple[str, str], tmp_path: Path
) -> None:
    one = editor(chromium, served, tmp_path)
    start = TEXT.index("(二)")
    one.page.focus(f"#open-{start}")
    one.press("Enter", f"open-{start}")
    one.page.focus(f"#up-{start}")
    one.page.keyboard.press("Enter")
    one.page.wait_for_selector(f"#row-{start}.level-1.is-open")
    one.page.focus(f"#down-{start}")
    one.page.keyboard.press("Enter")
    one.page.wait_for_selector(f"#row-{start}.level-2.is-open")
    one.focused(f"down-{start}")
    first = TEXT.index("(一)")
    one.page.focus(f"#open-{first}")
    one.press("Enter", f"open-{first}")
    one.page.focus(f"#cut-{TEXT.index('参训')}")
    one.page.keyboard.press("Space")
    one.page.fill(f"#cut-title-{first}", "参训情况")
    one.press("Enter", f"open-{TEXT.index('参训')}")
    assert "参训情况" in one.headings()
    one.page.click(f"#open-{TEXT.index('参训')}")
    one.page.wait_for_selector(f"#title-{TEXT.index('参训')}")
    one.page.fill(f"#title-{TEXT.index('参训')}", "参训人次")
    one.press("Enter", f"open-{TEXT.index('参训')}")
    assert "参训人次" in one.headings() and one.complaints == []


@pytest.mark.parametrize("script", [True, False], ids=["htmx", "no-script"])
def test_a_phone_shows_everything_within_its_width(
    chromium: Browser, served: tuple[str, str], tmp_path: Path, script: bool
) -> None:
    one = editor(chromium, served, tmp_path, 390, script)
    page, start = one.page, TEXT.index("(一)")
    page.click(f"#open-{start}")
    page.wait_for_selector(f"#row-{start} .intake-panel")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert _smallest(page) >= 36
    page.check(f"#cut-{TEXT.index('参训')}")
    page.click(f"#row-{start} .intake-panel form:has(fieldset) button")
    page.wait_for_selector(f"#row-{TEXT.index('参训')}")
    page.click(f"#no-{TEXT.index('ー、')}")
    page.wait_for_selector(".intake-rejected")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.click(".intake-create button[type=submit]")
    page.wait_for_url(re.compile(r"/reports/\d+$"))
    assert "报告已建立" in page.inner_text("#messages") and one.complaints == []


def _smallest(page: Page) -> float:
    """The height of the lowest thing to press within the outline, in pixels."""
    page.wait_for_load_state()  # before it, a page may still be without its style sheet
    script = """all => Math.min(...all.map(one => one.getBoundingClientRect().height))"""
    return float(page.eval_on_selector_all("#outline .btn, #outline .intake-adjust", script))
