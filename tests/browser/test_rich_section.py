"""A section with a table, a picture, notes, links and kept objects, in Chromium.

Read on a wide and on a narrow screen, commented on, edited by a word, saved over another's text.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from tests.browser.serving import Sit, seats
from tests.cast import World
from tests.rich import put_rich
from workflow.documents.content import from_json, to_json
from workflow.domain.terms import Verb
from workflow.store.draft import drafts_of

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]
Data = dict[str, Any]


@pytest.fixture
def text(app: Flask, world: World) -> Data:
    with app.app_context():
        made = put_rich(world)
        world.do("owner", Verb.SAVE, content=made)
    return to_json(from_json(made))


@pytest.fixture
def sit(app: Flask, world: World, text: Data, chromium: Browser) -> Iterator[Sit]:
    """``sit("owner", width=390)`` is a browser; no page may complain."""
    # A stale save answers so.
    with seats(app, world, chromium, allowed="409 (CONFLICT)") as sit:
        yield sit


def address(world: World, more: str = "") -> str:
    return f"/sections/{world.section_ids['rules']}{more}"


def stored(app: Flask, world: World) -> list[Data]:
    """The content of each draft, newest first."""
    with app.app_context():
        return [one.content for one in drafts_of(world.section_ids["rules"])]


def put_caret(page: Page, block: str, offset: int, end: int | None = None) -> None:
    """Into the first text node of a block."""
    page.evaluate(
        """async ([id, from, to]) => {
            const block = document.querySelector(`[data-paper] p[data-id="${id}"]`);
            const text = document.createTreeWalker(block, NodeFilter.SHOW_TEXT).nextNode();
            block.closest("[contenteditable]")?.focus();
            // an editor puts its own selection back a moment after it is focused
            await new Promise((done) => setTimeout(done, 40));
            getSelection().setBaseAndExtent(text, from, text, to);
        }""",
        [block, offset, offset if end is None else end],
    )


def save(page: Page) -> None:
    with page.expect_navigation():
        page.locator(".act.is-primary > button[form=editor-form]").click()


def changed(text: Data, words: str) -> Data:
    new = copy.deepcopy(text)
    new["blocks"][1]["runs"][0]["text"] = words
    return new


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("more", ["", "/edit", "/drafts/1"])
def test_everything_is_seen_and_nothing_is_wider_than_the_screen(
    world: World, sit: Sit, width: int, more: str
) -> None:
    page = sit("owner", width).goto(address(world, more))
    page.wait_for_function("document.querySelector('.prose figure img').naturalWidth > 0")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for seen in ("td", "figcaption", ".note-mark", ".island-inline", ".kept-card", ".page-break"):
        assert page.locator(f".prose {seen}").first.is_visible(), seen
    assert page.locator(".notes .note").count() == 4


def test_a_mark_leads_to_its_note_and_the_note_back(world: World, sit: Sit) -> None:
    page = sit("owner").goto(address(world))
    page.locator(".prose .note-mark a").first.click()
    assert page.locator(".note:target").inner_text().replace("\n", "") == "①按年计"
    page.locator(".note:target .note-label").click()
    assert page.locator(".note-mark :target").inner_text() == "①"


def test_one_word_changed_in_the_editor_is_all_that_changes(
    app: Flask, world: World, text: Data, sit: Sit
) -> None:
    page = sit("owner").goto(address(world, "/edit"))
    put_caret(page, "p", 0, 2)
    page.keyboard.insert_text("总面积")
    save(page)
    newest, first = stored(app, world)
    assert first == text
    assert newest == changed(text, "总面积1200m")


def test_opening_and_saving_makes_no_draft(app: Flask, world: World, sit: Sit) -> None:
    page = sit("owner").goto(address(world, "/edit"))
    save(page)
    assert "内容没有变化" in page.locator("#messages").inner_text()
    assert len(stored(app, world)) == 1


def test_a_table_is_cut_and_pasted_by_the_keyboard(
    app: Flask, world: World, text: Data, sit: Sit
) -> None:
    page = sit("owner").goto(address(world, "/edit"))
    page.locator("[data-editor-area] figcaption").click()
    page.locator("[data-editor-area] td").first.click()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Delete")
    page.keyboard.press("Control+x")
    assert page.locator("[data-editor-area] table").count() == 0
    put_caret(page, "w", 5)
    page.keyboard.press("Control+v")
    save(page)
    moved = copy.deepcopy(text)
    moved["blocks"].append(moved["blocks"].pop(5))
    assert stored(app, world)[0] == moved


def test_a_stale_save_loses_nothing_of_either_text(
    app: Flask, world: World, text: Data, sit: Sit
) -> None:
    page = sit("owner").goto(address(world, "/edit"))
    with app.app_context():
        world.do("contributor", Verb.SAVE, content=changed(text, "他的1200m"))
    put_caret(page, "p", 0, 2)
    page.keyboard.insert_text("我的")
    save(page)
    assert page.locator("#stale-diff .paper ins").first.inner_text() == "我"
    assert page.locator(".two-texts table").count() == 2
    save(page)
    mine, theirs, _ = stored(app, world)
    assert (mine, theirs) == (changed(text, "我的1200m"), changed(text, "他的1200m"))


def test_words_around_a_note_are_commented_on_and_found_again(world: World, sit: Sit) -> None:
    page = sit("reviewer").goto(address(world))
    page.evaluate(
        """() => {
            const block = document.querySelector('[data-paper] p[data-id="p"]');
            const range = document.createRange();
            range.setStartBefore(block.querySelector(".figure-ref"));
            range.setEnd(block.querySelector(".note-mark").nextSibling, 2);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
        }"""
    )
    page.locator("[data-anchor]").click()
    page.locator("#comment-form-text").fill("口径请再核。")
    with page.expect_navigation():
        page.locator("#comment-form button[type=submit]").click()
    assert page.locator(".comment button[data-go-to-block]").inner_text() == "，按"
    page.locator(".comment button[data-go-to-block]").click()
    assert page.locator('.prose p[data-id="p"].is-marked.has-comment').count() == 1
    for name in ("comment", "comment-chosen"):
        marked = page.evaluate("name => [...CSS.highlights.get(name)].map(String)", name)
        assert [re.sub(r"\s|①", "", one) for one in marked] == ["8%，按"]


def test_the_director_reads_it_in_the_approval(world: World, sit: Sit) -> None:
    page = sit("director", 390).goto(f"/reports/{world.report_id}/approval")
    page.wait_for_function("document.querySelector('.prose figure img').naturalWidth > 0")
    assert page.locator(".part table td").first.inner_text() == "图书"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
