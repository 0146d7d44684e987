"""Footnotes are written at the foot of the paper."""

from __future__ import annotations

from editor_desk import Desk, paragraph, without_ids
from playwright.sync_api import expect

from tests.rich import line, note


def rows(desk: Desk) -> list[str]:
    found = desk.page.locator("[data-editor-notes] .note").all_inner_texts()
    return [one.replace("\n", "") for one in found]


def test_a_footnote_is_put_and_written_without_a_mouse(desk: Desk) -> None:
    desk.open(paragraph("a", "面积增长。"))
    desk.caret(0, 2)
    desk.press("Control+Alt+f")
    desk.type("按年计")
    desk.press("Control+b")
    desk.type("算")
    desk.press("Escape")
    desk.type("（总）")
    runs = desk.blocks()[0]["runs"]
    assert [one.get("text") for one in runs] == ["面积", None, "（总）增长。"]
    assert without_ids(runs[1]["blocks"]) == [
        {"type": "paragraph", "runs": [{"text": "按年计"}, {"text": "算", "marks": ["bold"]}]}
    ]
    assert rows(desk) == ["①按年计算"]
    assert desk.page.locator("[data-count]").inner_text() == "12"


def test_a_note_is_changed_at_its_foot_and_keeps_its_ids(desk: Desk) -> None:
    desk.open(line("a", "前", note("n", "旧注"), "后"))
    desk.page.locator(".note-label").click()
    desk.press("End", "Enter")
    desk.type("第二行")
    blocks = desk.blocks()[0]["runs"][1]["blocks"]
    assert blocks[0] == line("n", "旧注") and blocks[1]["runs"] == [{"text": "第二行"}]
    assert blocks[1]["id"] not in ("", "n")


def test_undo_goes_through_text_and_notes_alike(desk: Desk) -> None:
    came = line("a", "前", note("n", "旧注"), "后")
    desk.open(came)
    desk.page.locator(".note-label").click()
    desk.press("End")
    desk.type("改")
    assert rows(desk) == ["①旧注改"]
    desk.press("Control+z")
    assert desk.blocks() == [came] and rows(desk) == ["①旧注"]
    desk.press("Control+y")
    assert rows(desk) == ["①旧注改"]


def test_the_mark_leads_to_its_words_by_keyboard(desk: Desk) -> None:
    desk.open(line("a", "前", note("n", "注"), "后"))
    desk.caret_at("a", 1)
    desk.press("ArrowRight", "Enter", "End")
    desk.type("文")
    assert rows(desk) == ["①注文"]


def test_notes_that_have_moved_are_still_opened_and_one_follows_the_other(desk: Desk) -> None:
    desk.open(line("a", "前", note("n", "甲"), "中", note("m", "乙"), "后"))
    desk.caret_at("a", 0)
    desk.type("新写的")
    desk.page.locator(".note-label").nth(0).click()
    desk.press("End")
    desk.type("一")
    desk.page.locator(".note-words").nth(1).click()
    desk.press("End")
    desk.type("二")
    desk.press("Control+z")
    assert rows(desk) == ["①甲一", "②乙"]
    desk.type("三")
    assert rows(desk) == ["①甲一", "②乙三"]
    assert desk.blocks()[0]["runs"][1] == note("n", "甲一")


def test_a_note_goes_with_its_mark_even_while_it_is_open(desk: Desk) -> None:
    desk.open(line("a", "前", note("n", "注"), "后"))
    desk.page.locator(".note-label").click()
    desk.caret_at("a", 1)
    desk.press("Delete", "Delete")
    assert desk.blocks() == [line("a", "前后")]
    expect(desk.page.locator("[data-editor-notes]")).to_be_hidden()


def test_a_note_holds_no_note_table_or_heading(desk: Desk) -> None:
    desk.open(line("a", "前", note("n", "注"), "后"))
    desk.page.locator(".note-label").click()
    desk.press("End", "Control+Alt+f", "Control+Alt+1")
    assert desk.page.locator("[data-tool=table]").get_attribute("aria-disabled") == "true"
    desk.paste({"text/html": "<h1>标</h1><p>文</p><table><tr><td>格</td></tr></table>"})
    found = desk.blocks()
    assert len(found) == 1 and {one["type"] for one in found[0]["runs"][1]["blocks"]} == {
        "paragraph"
    }


def test_a_composition_in_a_note_is_left_alone(desk: Desk) -> None:
    desk.open(line("a", "前", note("n", "注")))
    desk.page.locator(".note-label").click()
    desk.press("End")
    tab = desk.page.context.new_cdp_session(desk.page)
    tab.send("Input.imeSetComposition", {"text": "yi", "selectionStart": 2, "selectionEnd": 2})
    tab.send("Input.insertText", {"text": "一"})
    assert rows(desk) == ["①注一"]
