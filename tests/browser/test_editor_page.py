"""The page on which a section is written, before the real server: weight, pictures, reach."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Page, Response, expect

from tests.browser.serving import Seat, Sit
from tests.cast import World
from tests.pictures import pixel
from workflow.store import Person, db
from workflow.store.draft import drafts_of

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]
MOST_SCRIPT = 250_000
"""Bytes of JavaScript, gzipped, on the page of the editor."""


def address(world: World, more: str = "/edit") -> str:
    return f"/sections/{world.section_ids['rules']}{more}"


def newest(app: Flask, world: World) -> list[dict[str, Any]]:
    with app.app_context():
        blocks: list[dict[str, Any]] = drafts_of(world.section_ids["rules"])[0].content["blocks"]
        return blocks


def save(page: Page) -> None:
    with page.expect_navigation():
        page.locator(".act.is-primary > button[form=editor-form]").click()


def scripts_of(seat: Seat, path: str) -> dict[str, int]:
    """The scripts of a page and what each weighs gzipped."""
    found: dict[str, int] = {}

    def weigh(answer: Response) -> None:
        if answer.request.resource_type == "script":
            found[answer.url.rsplit("/", 1)[1].split(".")[0]] = len(gzip.compress(answer.body()))

    seat.page.on("response", weigh)
    seat.goto(path).wait_for_load_state("networkidle")
    seat.page.remove_listener("response", weigh)
    return found


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_stands_in_the_way_of_anyone(
    app: Flask, world: World, sit: Sit, width: int, language: str
) -> None:
    with app.app_context():
        db.session.get_one(Person, world.ids["owner"]).language = language
        db.session.commit()
    page = sit("owner", width).goto(address(world))
    page.locator("[data-editor-area] td").last.click()
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_script_is_light_and_on_no_other_page(world: World, sit: Sit) -> None:
    owner = sit("owner")
    scripts = scripts_of(owner, address(world))
    assert set(scripts) == {"app", "editor"} and sum(scripts.values()) < MOST_SCRIPT
    for path in (address(world, ""), "/"):
        assert "editor" not in scripts_of(owner, path)


def test_a_picture_is_chosen_described_sized_saved_and_read(
    app: Flask, world: World, sit: Sit, tmp_path: Path
) -> None:
    file = tmp_path / "走势.png"
    file.write_bytes(pixel((9, 99, 9), 400, 200))
    page = sit("owner").goto(address(world))
    page.locator("[data-editor-area] p").last.click()
    page.locator("[data-picture-files]").set_input_files(file)
    page.locator("[data-editor-area] figure").nth(1).wait_for()
    page.locator("[data-editor-area] figure > img").nth(1).click()
    page.locator("[data-picture-width]").select_option("50")
    page.locator("[data-picture-alt]").fill("一条绿线")
    page.locator("[data-picture-alt]").press("Enter")
    save(page)
    found = [one for one in newest(app, world) if one["type"] == "picture"][1]
    assert (found["alt"], found["width"], found["height"]) == ("一条绿线", 78 * 36_000, 39 * 36_000)
    shown = page.goto(page.url.removesuffix("/edit"))
    assert shown and shown.ok
    page.wait_for_function("[...document.images].every((one) => one.naturalWidth > 0)")
    assert page.locator("img[alt='一条绿线']").count() == 1


def test_all_of_it_is_reached_without_a_mouse(app: Flask, world: World, sit: Sit) -> None:
    page = sit("owner").goto(address(world))
    page.locator("[data-editor-area]").focus()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text("尾")
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Alt+F10")
    reached = []
    for _ in range(22):
        reached.append(page.evaluate("document.activeElement.dataset.tool ?? 'kind'"))
        page.keyboard.press("ArrowRight")
        if reached[-1] == "subscript":
            page.keyboard.press("ArrowLeft")
            page.keyboard.press("Enter")
            page.keyboard.press("ArrowRight")
    assert {"bold", "link", "note", "table", "picture", "page_break", "undo"} <= set(reached)
    page.keyboard.press("Escape")
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    assert newest(app, world)[-1]["runs"][-1] == {"text": "尾", "marks": ["subscript"]}


def test_a_link_is_set_changed_and_taken_off(app: Flask, world: World, sit: Sit) -> None:
    page = sit("owner").goto(address(world))
    page.locator("[data-editor-area]").focus()
    page.keyboard.press("Control+End")
    page.keyboard.press("Control+k")
    page.locator("#link-address").fill("javascript:alert(1)")
    page.keyboard.press("Enter")
    expect(page.locator("[data-link-wrong]")).to_be_visible()
    page.locator("#link-address").fill("example.org/a")
    page.keyboard.press("Enter")
    save(page)
    link = {"text": "https://example.org/a", "link": "https://example.org/a"}
    assert newest(app, world)[-1]["runs"][-1] == link
    page.locator("[data-editor-area] a").last.click()
    page.keyboard.press("Control+k")
    page.locator("[data-link-remove]").click()
    save(page)
    assert "link" not in newest(app, world)[-1]["runs"][-1]


def test_the_words_of_a_comment_stay_marked_while_the_text_around_them_is_written(
    world: World, sit: Sit
) -> None:
    page = sit("owner").goto(address(world, ""))
    page.evaluate(
        """() => {
            const text = document.querySelector('[data-paper] [data-id="w"]').firstChild;
            getSelection().setBaseAndExtent(text, 1, text, 3);
        }"""
    )
    page.locator("[data-anchor]").click()
    page.locator("#comment-form-text").fill("请核。")
    with page.expect_navigation():
        page.locator("#comment-form button[type=submit]").click()
    page.goto(page.url.split("#")[0].rstrip("/") + "/edit")
    words = page.locator("[data-editor-area] .comment-words")
    assert words.inner_text() == "排的"
    page.locator("[data-editor-area] [data-id=w]").click()
    page.keyboard.press("Home")
    page.keyboard.insert_text("新写的")
    assert words.inner_text() == "排的"
    page.locator(".comment button[data-go-to-block]").click()
    assert page.locator("[data-editor-area] .is-chosen-comment").inner_text() == "排的"
    assert page.locator("[data-editor-area] [data-id=w].is-marked.has-comment").count() == 1
