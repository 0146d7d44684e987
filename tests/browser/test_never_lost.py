"""No word is lost: two windows, two people, no network, no log-in; in Chromium, on the product."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from tests.browser.serving import Sit, seats
from tests.cast import World
from workflow.actions.writing.working_copies import text_of
from workflow.documents.content import from_json, plain_text
from workflow.store.draft import drafts_of
from workflow.store.working_copy import copy_of

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]
AREA = "[data-editor-area]"
STATE = "[data-save-state]"


@pytest.fixture
def sit(app: Flask, world: World, chromium: Browser) -> Iterator[Sit]:
    """``sit("owner")`` is a browser before a text of two lines."""
    with app.app_context():
        world.write("owner", "第一段。\n第二段。")
    # a refusal and a lost connection are what these tests are about
    with seats(app, world, chromium, allowed="Failed to load resource") as sit:
        yield sit


class Desk:
    """What the database holds of the section, and the address of its editor."""

    def __init__(self, app: Flask, world: World) -> None:
        self.app, self.world = app, world
        self.section_id = world.section_ids["rules"]
        self.edit = f"/sections/{self.section_id}/edit"

    def copy(self, who: str) -> str | None:
        with self.app.app_context():
            found = copy_of(self.section_id, self.world.ids[who])
            return plain_text(text_of(found)) if found and found.has_text else None

    def drafts(self) -> list[tuple[str, str]]:
        with self.app.app_context():
            found = drafts_of(self.section_id)
            return [(one.author.name, plain_text(from_json(one.content))) for one in found]


@pytest.fixture
def desk(app: Flask, world: World) -> Desk:
    return Desk(app, world)


def type_at_end(page: Page, words: str, line: int = -1) -> None:
    """At the end of a line of the text."""
    lines = page.locator(f"{AREA} > p")
    (lines.last if line < 0 else lines.nth(line)).click()
    page.keyboard.press("End")
    page.keyboard.insert_text(words)


def wait_for(page: Page, state: str) -> None:
    expect(page.locator(STATE)).to_have_attribute("data-state", state)


def look(page: Page) -> None:
    """As when the window comes to the front: who writes, and what is newest?"""
    page.evaluate("dispatchEvent(new Event('focus'))")


def save(page: Page) -> None:
    with page.expect_navigation():
        page.locator(".act.is-primary > button[form=editor-form]").click()


def test_text_is_saved_as_it_is_written_and_two_windows_of_one_person_lose_nothing(
    desk: Desk, sit: Sit
) -> None:
    first = sit("owner").goto(desk.edit)
    second = first.context.new_page()
    second.goto(first.url)
    type_at_end(first, "甲写的。", 0)
    wait_for(first, "kept")
    assert ":" in first.locator("[data-saved-at]").inner_text()
    assert desk.copy("owner") == "第一段。甲写的。\n第二段。" and len(desk.drafts()) == 1
    type_at_end(second, "乙写的。")
    wait_for(second, "apart")
    expect(second.locator("[data-merge-why]")).to_contain_text("另一个窗口")
    assert desk.copy("owner") == "第一段。甲写的。\n第二段。"
    second.locator("[data-merge]").click()
    wait_for(second, "kept")
    both = "第一段。甲写的。\n第二段。乙写的。"
    assert desk.copy("owner") == both
    type_at_end(first, "又", 1)
    wait_for(first, "apart")
    save(first)
    assert len(desk.drafts()) == 1 and desk.copy("owner") == both, "neither is dropped"
    assert "另一个窗口" in first.locator("#theirs-title").inner_text()
    assert first.locator("#stale-diff ins, #stale-diff del").count()
    second.reload()
    assert "还没有成稿" in second.locator("[data-own-text]").inner_text()
    save(second)
    assert desk.drafts()[0] == ("责任人甲", both) and desk.copy("owner") is None


PASTE = """(text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    const event = new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true});
    document.activeElement.dispatchEvent(event);
}"""


def test_fifty_thousand_characters_are_pasted_typed_on_and_kept(desk: Desk, sit: Sit) -> None:
    long = "\n".join(f"{n:03}" + "全年共举办培训班。" * 11 for n in range(500))
    assert len(long) > 50_000
    page = sit("owner").goto(desk.edit)
    type_at_end(page, "")
    page.keyboard.press("Enter")
    page.evaluate(PASTE, long)
    wait_for(page, "kept")
    page.keyboard.type("又写了一句。")
    wait_for(page, "kept")
    expect(page.locator("[data-count]").first).to_contain_text("51")
    whole = f"第一段。\n第二段。\n{long}又写了一句。"
    assert desk.copy("owner") == whole
    save(page)
    assert desk.drafts()[0] == ("责任人甲", whole)


def test_one_writes_the_other_reads_takes_over_and_the_text_is_a_draft(
    desk: Desk, sit: Sit
) -> None:
    contributor = sit("contributor").goto(desk.edit)
    type_at_end(contributor, "协办写的。")
    wait_for(contributor, "kept")
    owner = sit("owner").goto(desk.edit)
    expect(owner.locator("[data-pen-bar]")).to_contain_text("协办人甲")
    assert owner.locator(AREA).get_attribute("contenteditable") == "false"
    with owner.expect_navigation():
        owner.locator("[data-take-over] button").click()
    assert desk.drafts()[0] == ("协办人甲", "第一段。\n第二段。协办写的。")
    type_at_end(owner, "责任人接着写。", 0)
    wait_for(owner, "kept")
    contributor.keyboard.insert_text("还没写完。")
    wait_for(contributor, "apart")
    expect(contributor.locator("[data-pen-bar]")).to_contain_text("责任人甲")
    contributor.locator("[data-write-alone]").click()
    wait_for(contributor, "kept")
    assert desk.copy("contributor") == "第一段。\n第二段。协办写的。还没写完。"
    save(owner)
    owner.locator("[data-waiting-copy] a").click()
    assert "还没写完" in owner.locator("#copy-diff").inner_text()
    with owner.expect_navigation():
        owner.locator("form[action$='/merge'] button").click()
    save(owner)
    who, text = desk.drafts()[0]
    assert who == "责任人甲" and text == "第一段。责任人接着写。\n第二段。协办写的。还没写完。"


def test_without_a_network_the_text_stays_here_and_goes_when_it_is_back(
    desk: Desk, sit: Sit
) -> None:
    page = sit("owner").goto(desk.edit)
    type_at_end(page, "连着的时候。")
    wait_for(page, "kept")
    page.context.set_offline(True)
    page.keyboard.insert_text("断网以后。")
    wait_for(page, "offline")
    page.locator(".act.is-primary > button[form=editor-form]").click()
    wait_for(page, "offline")
    assert page.url.endswith(desk.edit), "the page is not left"
    page.context.set_offline(False)
    wait_for(page, "kept")
    assert desk.copy("owner") == "第一段。\n第二段。连着的时候。断网以后。"
    page.route("**/copy/**", lambda route: route.abort())
    page.keyboard.insert_text("再也没有回来。")
    wait_for(page, "offline")
    page.wait_for_function(
        """() => new Promise((done) => {
            const request = indexedDB.open("huigao");
            request.onsuccess = () => {
                const all = request.result.transaction("texts").objectStore("texts").getAll();
                all.onsuccess = () => done(JSON.stringify(all.result).includes("再也没有回来"));
            };
        })"""
    )
    again = page.context.new_page()
    again.goto(sit("owner").url + desk.edit)
    again.locator("[data-restore-take]").click()
    wait_for(again, "kept")
    assert desk.copy("owner") == "第一段。\n第二段。连着的时候。断网以后。再也没有回来。"


def test_after_a_new_log_in_the_text_goes_on_and_a_stranger_at_the_desk_sends_none_of_it(
    app: Flask, world: World, desk: Desk, sit: Sit
) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    page = sit("owner").goto(desk.edit)
    cookies = page.context.cookies()
    type_at_end(page, "登录时写的。")
    wait_for(page, "kept")
    page.context.clear_cookies()
    page.keyboard.insert_text("过期后写的。")
    wait_for(page, "expired")
    page.keyboard.press("Control+s")
    wait_for(page, "expired")
    assert page.url.endswith(desk.edit)
    page.context.add_cookies(cookies)  # type: ignore[arg-type]
    look(page)
    wait_for(page, "kept")
    assert desk.copy("owner") == "第一段。\n第二段。登录时写的。过期后写的。"
    page.context.add_cookies(sit("reviewer").page.context.cookies())  # type: ignore[arg-type]
    page.keyboard.insert_text("别人登录后写的。")
    wait_for(page, "expired")
    assert "别人登录" not in (desk.copy("owner") or "") and desk.copy("reviewer") is None
