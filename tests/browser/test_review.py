"""A section's review in Chromium: 加签, back to an earlier stage, straight back, pass."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from tests.browser.serving import Sit, seats
from tests.cast import World
from workflow.actions.chain import chains
from workflow.actions.work import transaction
from workflow.domain.terms import SectionState, StageRule, Verb

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]
STAGES = (("一审", "reviewer"), ("二审", "countersigner"), ("三审", "second_countersigner"))


@pytest.fixture
def sit(app: Flask, world: World, chromium: Browser) -> Iterator[Sit]:
    with app.app_context():
        with transaction():
            chains.replace(world.report, [_stage(world, name, who) for name, who in STAGES])
        world.write("owner", "正文第一稿，培训12期。")
        world.do("owner", Verb.SUBMIT)
    with seats(app, world, chromium) as sit:
        yield sit


def _stage(world: World, name: str, who: str) -> dict[str, object]:
    lines = ["数据一致", "文号无误"] if name == "一审" else []
    members = [world.ids[who]]
    return {"name": name, "rule": StageRule.ANY, "member_ids": members, "checklist": lines}


def act(page: Page, verb: str, **fields: str) -> None:
    """Open the dialog of a verb, in the menu where it is there, and confirm it."""
    opener = page.locator(f'main [data-dialog="{verb}"]').first
    folded = opener.locator("xpath=ancestor::details[not(@open)]")
    if folded.count():
        folded.first.locator("summary").first.click()
    opener.click()
    dialog = page.locator(f"dialog#{verb}")
    for box in dialog.locator("[name=tick]").all():
        box.check()
    if "note" in fields:
        dialog.locator("[name=note]").fill(fields["note"])
    for name in ("person_id", "to_stage"):
        if name in fields:
            dialog.locator(f"[name={name}]").select_option(label=fields[name])
    for name in ("placement", "straight"):
        if name in fields:
            dialog.locator(f"[name={name}][value='{fields[name]}']").check()
    with page.expect_navigation():
        dialog.locator(".dialog-confirm").click()


def said(page: Page) -> str:
    return page.locator("#messages").inner_text()


def test_an_added_reviewer_a_way_back_and_straight_back_to_the_last_pass(
    app: Flask, world: World, sit: Sit
) -> None:
    here = f"/sections/{world.section_ids['rules']}"
    reviewer = sit("reviewer").goto(here)
    act(reviewer, "add_reviewer", person_id="局外人甲 · 综合科", placement="before")
    assert "现由 局外人甲 一审" in said(reviewer)
    outsider = sit("outsider").goto(here)
    act(outsider, "pass")
    assert "现由 审核人甲 一审" in said(outsider)
    reviewer.reload()
    act(reviewer, "pass")
    second = sit("countersigner").goto(here)
    act(second, "pass")
    third = sit("second_countersigner").goto(here)
    act(third, "send_back", note="请重看数字", to_stage="一审", straight="1")
    assert "现由" in said(third) and "一审" in said(third)
    for page in (outsider, reviewer):
        page.reload()
        act(page, "pass")
    third.reload()
    assert "三审" in third.locator(".standing").inner_text()
    act(third, "pass")
    assert "已通过" in said(third)
    with app.app_context():
        assert world.section().state is SectionState.SIGNED_OFF
