"""How long a key takes until it is painted, in Chromium, in a section of 50,000 characters."""

from __future__ import annotations

from playwright.sync_api import Page, sync_playwright

from bench.figures import percentile
from bench.people import Browser
from bench.site import Site
from bench.texts import paragraphs
from script.lib.say import Stop
from tests.browser.conftest import FLAGS
from tests.browser.live import has_browser
from workflow.actions import sections
from workflow.actions.work import transaction
from workflow.documents.content import from_text, to_json
from workflow.domain.terms import Verb
from workflow.store import Section, db
from workflow.store.working_copy import copy_of

CHARACTERS = 50_000
KEYS, WARM_UP, BETWEEN = 120, 20, 40
WATCH = """() => {
    window.painted = [];
    addEventListener("keydown", (event) => requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => painted.push(performance.now() - event.timeStamp);
        channel.port2.postMessage(0);
    }), true);
}"""
"""After a frame is painted, a message comes before anything else: from the key until then."""


def keys_to_paint(site: Site, quick: bool) -> list[float]:
    """Milliseconds of the 95th percentile in each of some rounds, typed in mid-text."""
    if not has_browser():
        raise Stop("没有 Chromium, 未测量。", "There is no Chromium, so nothing was measured.")
    browser = site.browsers[-1]
    _write(site, browser)
    with sync_playwright() as playwright:
        program = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(FLAGS))
        try:
            page = program.new_context(viewport={"width": 1280, "height": 900}).new_page()
            _open(page, browser)
            _type(page, WARM_UP)
            return [_type(page, KEYS) for _ in range(1 if quick else 5)]
        finally:
            program.close()


def _write(site: Site, browser: Browser) -> None:
    content = to_json(from_text("\n".join(paragraphs(CHARACTERS, seed=50))))
    with site.office.app.app_context(), transaction() as work:
        section = db.session.get_one(Section, browser.desk.section_id)
        assert section.owner is not None
        copy = copy_of(section.id, section.owner.id)
        sections.act(
            work,
            section.owner,
            section,
            Verb.SAVE,
            seen=str(section.head_id),
            content=content,
            copy_revision=copy.revision if copy else 0,
        )


def _open(page: Page, browser: Browser) -> None:
    name, _, value = browser.cookie.partition("=")
    url = f"http://127.0.0.1:{browser.port}"
    page.context.add_cookies([{"name": name, "value": value, "url": url}])
    page.goto(f"{url}/sections/{browser.desk.section_id}/edit")
    lines = page.locator("[data-editor-area] > p")
    lines.nth(lines.count() // 2).click()
    page.evaluate(WATCH)


def _type(page: Page, keys: int) -> float:
    page.evaluate("painted.length = 0")
    page.keyboard.type("a" * keys, delay=BETWEEN)
    page.wait_for_function(f"painted.length >= {keys}")
    waits: list[float] = page.evaluate("painted")
    return percentile(waits, 0.95)
