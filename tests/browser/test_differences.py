"""Two drafts as one text in Chromium: who changed what, moves, and only figures and words."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from tests.browser.serving import Sit, seats
from tests.cast import World
from tests.rich import line, put_rich
from workflow.domain.terms import Verb

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]
Data = dict[str, Any]
LONG = "年初以来检查安全设备，及时消除了隐患。"


@pytest.fixture
def drafts(app: Flask, world: World) -> None:
    """The owner's text, the contributor's figures, the owner's punctuation and order."""
    with app.app_context():
        first = put_rich(world)
        first["blocks"][1:1] = [
            line("s", "全年完成21项，增长8.2%。"),
            line("m", LONG),
            line("q", "标点、只改标点。"),
        ]
        world.do("owner", Verb.SAVE, content=first)
        second = copy.deepcopy(first)
        second["blocks"][1]["runs"][0]["text"] = "全年完成22项，增长8.3%。"
        second["blocks"][8]["rows"][1][1]["blocks"][0]["runs"][0]["text"] = "15"
        world.do("contributor", Verb.SAVE, content=second)
        third = copy.deepcopy(second)
        third["blocks"][3]["runs"][0]["text"] = "标点，只改标点。"
        third["blocks"].append(third["blocks"].pop(2))
        world.do("owner", Verb.SAVE, content=third)


@pytest.fixture
def sit(app: Flask, world: World, drafts: None, chromium: Browser) -> Iterator[Sit]:
    with seats(app, world, chromium) as sit:
        yield sit


def opened(world: World, sit: Sit, width: int = 1280) -> Page:
    return sit("owner", width).goto(f"/sections/{world.section_ids['rules']}/drafts/1..3")


@pytest.mark.parametrize("width", [1280, 390])
def test_changes_are_seen_on_wide_and_on_narrow_screens(world: World, sit: Sit, width: int) -> None:
    page = opened(world, sit, width)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    paper = page.locator(".diff .paper")
    assert paper.locator("p.is-changed").first.inner_text() == "全年完成21项22项，增长8.2%8.3%。"
    assert paper.locator("p.is-left").inner_text() == LONG
    assert paper.locator("p.is-moved").inner_text() == LONG
    assert paper.locator("td.is-changed del").inner_text() == "12"
    assert "4 段有改动，其中 2 段改了数字" in page.locator(".diff-tools").inner_text()


def test_each_changed_passage_names_who_changed_it(app: Flask, world: World, sit: Sit) -> None:
    page = opened(world, sit)
    names = page.locator(".diff .diff-who").all_inner_texts()
    with app.app_context():
        owner, contributor = (world.person(who).name for who in ("owner", "contributor"))
    assert {one.split(" · ")[0] for one in names} == {owner, contributor}
    assert page.locator("p.is-changed ins").first.get_attribute("title") == contributor


def test_only_figures_and_words_leaves_punctuation_out(world: World, sit: Sit) -> None:
    page = opened(world, sit)
    light = page.locator(".diff p.is-light", has_text="只改标点")
    assert light.is_visible()
    page.get_by_label("只看数字和文字的改动").check()
    assert not light.is_visible()
    expect(page.locator(".diff ins", has_text="8.3%")).to_be_visible()
    page.get_by_label("显示未改动的段落").check()
    assert light.is_visible() and light.inner_text() == "标点，只改标点。"
