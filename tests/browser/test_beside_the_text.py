"""What stands beside a section's text, in Chromium: the preview on the paper of its style."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.serving import Sit
from tests.cast import World
from workflow.actions.outline.earlier_reading import read_file
from workflow.documents.word.limits import Limits
from workflow.domain.terms import Verb
from workflow.store import db

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]


def address(world: World, more: str = "") -> str:
    return f"/sections/{world.section_ids['rules']}{more}"


def measured(page: Page, selector: str) -> list[float]:
    """Pixels of the font, of a line, and of the box's width."""
    found: list[float] = page.evaluate(
        """(selector) => {
            const one = document.querySelector(selector), style = getComputedStyle(one);
            const box = one.getBoundingClientRect();
            return [parseFloat(style.fontSize), parseFloat(style.lineHeight), box.width];
        }""",
        selector,
    )
    return found


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_the_preview_is_the_paper_wide_and_narrow(world: World, sit: Sit) -> None:
    page = sit("owner").goto(address(world, "/preview"))
    point = 4 / 3
    heading = page.locator(".house-sheet [data-kind='cn_paren']")
    assert heading.inner_text() == "（一）制度建设"
    size, line, _ = measured(page, ".house-sheet > p:not([data-kind])")
    assert (round(size / point, 2), round(line / point, 2)) == (16, 28.95)
    assert round(measured(page, ".house-sheet")[2] / point, 1) == 595.3
    assert "KaiTi" in heading.evaluate("one => getComputedStyle(one).fontFamily")
    assert page.locator(".house-sheet td.is-figure").inner_text().startswith("12")

    narrow = sit("owner", width=390).goto(address(world, "/preview"))
    assert fits(narrow)
    size, line, _ = measured(narrow, ".house-sheet > p:not([data-kind])")
    assert round(line / size, 2) == round(28.95 / 16, 2)
    assert size > 12


THEN = (
    "2025 年度工作报告\n一、工作情况\n（一）制度建设\n去年修订制度3项，开展培训5期。\n"
    "二、财务审计\n审计2次。\n"
)


def test_last_years_text_opens_beside_the_editor(app: Flask, world: World, sit: Sit) -> None:
    with app.app_context():
        brought = read_file("2025年度工作报告.txt", THEN.encode(), Limits())
        world.do_report("editor", Verb.BRING_EARLIER, brought=brought)
        world.section().quota_min = 80
        db.session.commit()
    page = sit("owner").goto(address(world, "/edit"))
    quota = page.locator("#brief [data-quota]")
    assert quota.inner_text() == "还差 5 字"
    page.locator("[data-editor-area] p[data-id='w']").click()
    page.keyboard.type("先写五个字")
    assert quota.inner_text() == "字数合适"
    for words in ("新写六个汉字", "再加一句"):
        page.keyboard.type(words)
        with page.expect_popup() as opened:
            page.get_by_role("button", name="预览").click()
        assert words in opened.value.locator(".house-sheet").inner_text()
        assert "编辑器中的文字" in opened.value.locator("p.standing").inner_text()
        opened.value.close()
        page.locator("[data-editor-area] p[data-id='w']").click()
    text = page.locator(".earlier-text")
    assert text.count() == 0
    page.locator("#earlier summary").press("Enter")
    text.wait_for()
    assert text.inner_text() == "去年修订制度3项，开展培训5期。"
    page.get_by_role("link", name="左右对照、看改动").click()
    expect(page.locator("#earlier-diff del").first).to_be_visible()
    assert page.locator(".two-texts .paper-heading").first.inner_text() == "（一）制度建设"
    page.select_option("#earlier-id", label="二、财务审计")
    page.get_by_role("button", name="用作参照").click()
    assert "二、财务审计" in page.locator("p.standing").inner_text()
    narrow = sit("owner", width=390).goto(address(world, "/earlier"))
    assert fits(narrow)


def test_evidence_hangs_on_the_words_selected(app: Flask, world: World, sit: Sit) -> None:
    page = sit("owner").goto(address(world))
    page.locator("#evidence summary").click()
    block = page.locator("[data-paper] p[data-id='p']")
    block.evaluate(
        """(block) => {
            const text = document.createTreeWalker(block, NodeFilter.SHOW_TEXT).nextNode();
            getSelection().setBaseAndExtent(text, 0, text, 6);
        }"""
    )
    page.get_by_role("button", name="挂在选中的文字上").click()
    assert page.locator("#evidence-form [data-quote]").inner_text() == "面积1200"
    page.fill("#evidence-about", "测绘报告第3页")
    file: FilePayload = {"name": "测绘报告.pdf", "mimeType": "", "buffer": b"%PDF-1.7"}
    page.set_input_files("#evidence-file", file)
    page.get_by_role("button", name="添加佐证材料").click()
    item = page.locator(".evidence-item")
    assert "未扫描" in item.inner_text()
    item.locator(".quote").click()
    with page.expect_download() as saved:
        item.get_by_role("link", name="测绘报告.pdf").click()
    assert saved.value.suggested_filename == "测绘报告.pdf"
    narrow = sit("owner", width=390).goto(f"/reports/{world.report_id}/evidence")
    assert fits(narrow)
    low = narrow.locator(".evidence-file").evaluate("one => one.getBoundingClientRect().height")
    assert low >= 36
