"""A verb of the table on a page, as whoever sits before it meets it: pressed, grey or not there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from playwright.sync_api import ElementHandle, Locator, Page

from tests.cast import office_today

FOLDED = "xpath=ancestor-or-self::details[not(@open)]"
DAY = (office_today() + timedelta(days=30)).isoformat()
WORDS = "按要求办理。"
AWAY = {"attach": "evidence"}
"""Verbs whose forms post to an address of another name."""


def form_of(page: Page, verb: str) -> Locator:
    """The forms by which it is done."""
    return page.locator(f"form[action$='/{AWAY.get(verb, verb)}']")


def grey_reason(page: Page, verb: str) -> str:
    """Why it cannot be pressed yet; "" where it is not there, or can be pressed."""
    grey = page.locator(f"main button[aria-disabled=true][aria-describedby$='{verb}-reason']")
    if not grey.count():
        return ""
    told = grey.first.get_attribute("aria-describedby")
    return page.locator(f"[id='{told}']").text_content() or ""


def is_offered(page: Page, verb: str) -> bool:
    """Whether it can be pressed: by a form, or by the link to the page that has one."""
    if verb in ("save", "amend") and page.locator("#editor-form").count():
        return True
    return form_of(page, verb).count() > 0


def press(page: Page, verb: str, fields: Mapping[str, str]) -> None:
    """Fill in what it asks for, and press its button."""
    if verb in ("save", "amend"):
        _write(page)
        return
    if page.locator("[for=talk-all]").count():
        page.locator("[for=talk-all]").click()
    form = form_of(page, verb).first
    dialog = form.evaluate("one => one.closest('dialog')?.id || ''")
    if dialog:
        opener = page.locator(f"main [data-dialog='{dialog}']").first
        unfold(opener)
        opener.click()
        form = page.locator(f"[id='{dialog}'] form")
    else:
        unfold(form)
    fill(form, fields)
    with page.expect_navigation(wait_until="domcontentloaded"):
        form.locator("button[type=submit]:visible:not([formaction])").last.click()


def unfold(there: Locator) -> None:
    """Open what it is folded into, the outermost first."""
    for _ in range(there.locator(FOLDED).count()):
        there.locator(FOLDED).first.locator("> summary").click()


def fill(form: Locator, fields: Mapping[str, str]) -> None:
    """What is given, and something in whatever else has to be filled in; a choice may bring more
    fields to light.
    """
    done: set[int] = set()
    for _ in range(2):
        for at in form.evaluate(TO_FILL, fields):
            if at not in done:
                done.add(at)
                box = form.evaluate_handle("(form, at) => form.elements[at]", at).as_element()
                assert box is not None
                _fill(box, fields)


TO_FILL = """(form, given) => [...form.elements].flatMap((one, at) =>
    one.name && one.checkVisibility() && (one.name in given || one.required) ? [at] : [])"""


def _fill(box: ElementHandle, fields: Mapping[str, str]) -> None:
    name, kind, value = box.evaluate("one => [one.name, one.type, one.value]")
    given = fields.get(name)
    if kind in ("checkbox", "radio"):
        if given in (None, value):
            box.check()
    elif kind == "file":
        box.set_input_files({"name": "a.pdf", "mimeType": "", "buffer": b"%PDF-1.7"})
    elif kind.startswith("select"):
        if given is not None:
            box.select_option(given)
    elif given is not None or not value:
        box.fill(given if given is not None else DAY if kind == "date" else WORDS)


def _write(page: Page) -> None:
    """Type into the text and save it."""
    page.locator("[data-editor-area] p").last.click()
    page.keyboard.type("又写一句。")
    with page.expect_navigation(wait_until="domcontentloaded"):
        page.locator("main button[form=editor-form]:visible").first.click()
