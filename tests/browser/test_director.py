"""The director on a phone: words listed as an edit, and on to an archive that proves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from tests.approving import archived, built, presented
from tests.browser.serving import Sit, seats
from tests.cast import World
from workflow.actions.files import file_store
from workflow.documents.archive import verify
from workflow.domain.terms import ReportState
from workflow.store.approval import approvals_of
from workflow.store.assembly import assemblies_of

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]
LIST = "dialog#approve_conditionally"


@pytest.fixture
def sit(app: Flask, world: World, chromium: Browser) -> Iterator[Sit]:
    with app.app_context():
        presented(world)
    with seats(app, world, chromium) as sit:
        yield sit


def before(sit: Sit, who: str, url: str, width: int = 1280) -> Page:
    """The page of the whole report is the heaviest of all: a busy machine may take its time."""
    seat = sit(who, width)
    seat.page.set_default_navigation_timeout(60_000)
    return seat.goto(url)


def select(page: Page, section: int, words: str) -> None:
    """Words of a section, as a finger would."""
    page.evaluate(
        """([section, words]) => {
            const text = document.createTreeWalker(
                document.querySelector(`#part-${section} p`), NodeFilter.SHOW_TEXT).nextNode();
            const from = text.data.indexOf(words);
            getSelection().setBaseAndExtent(text, from, text, from + words.length);
        }""",
        [section, words],
    )
    page.locator("[data-anchor]").click()


def test_a_conditional_approval_from_the_phone_to_the_archive(
    app: Flask, world: World, sit: Sit, tmp_path: Path
) -> None:
    url = f"/reports/{world.report_id}/approval"
    phone = before(sit, "director", url, 390)
    select(phone, world.section_ids["rules"], "12期")
    assert phone.locator(f"{LIST} [name=edit_quote]").input_value() == "12期"
    phone.locator(f"{LIST} [name=edit_replacement]").fill("13期")
    phone.locator(f"{LIST} [data-edit-add]").click()
    assert phone.locator(f"{LIST} [data-edits] > li").count() == 2
    phone.locator(f"{LIST} li:last-child [data-edit-remove]").click()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    with phone.expect_navigation():
        phone.locator(f"{LIST} .dialog-confirm").click()
    assert "有条件同意" in phone.locator("main").inner_text()

    desk = before(sit, "editor", url)
    assert desk.locator(".listed-edits ins").inner_text() == "13期"
    with desk.expect_navigation():
        desk.locator("form[action$='/carry_out'] button[type=submit]").click()
    assert "1 / 1" in desk.locator("#missing").inner_text()

    with app.app_context():
        built(assemblies_of(world.report_id)[0].id)
        assert world.report.state is ReportState.APPROVED
    phone.reload()
    assert "签批生效" in (phone.locator("#record").text_content() or "")
    with app.app_context():
        root = approvals_of(world.report_id)[0].root
        path = tmp_path / "archive.zip"
        path.write_bytes(file_store().read(archived(world).file_hash))
        assert verify(path, root).faults == ()
