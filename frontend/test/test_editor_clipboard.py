"""What is copied or cut within the product comes back with all that it holds."""

from __future__ import annotations

from editor_desk import HOME, TEXT, Desk, fresh, ids_within, paragraph, render, without_ids
from playwright.sync_api import expect

from tests.rich import line, marked, note, table


def test_a_copy_gets_new_ids_at_every_depth_and_the_original_keeps_its_own(desk: Desk) -> None:
    desk.open(*fresh())
    desk.caret_at("p", 0)
    desk.press("Control+a")
    copied = desk.clipboard("copy")
    assert "面积1200m2" in copied["text/plain"] and "<sup>2</sup>" in copied["text/html"]
    desk.caret_at("w", 5)
    desk.paste(copied)
    found = desk.blocks()
    ids = ids_within(found)
    assert len(ids) == len(set(ids))
    assert found[: len(TEXT) - 1] == TEXT[:-1]
    tables = [one for one in found if one["type"] == "table"]
    assert without_ids(tables[0]) == without_ids(tables[1])
    assert desk.block(tables[1]["id"]).locator("td").count() == 5
    desk.press("Control+z")
    assert desk.blocks() == TEXT


def test_what_is_cut_and_pasted_elsewhere_keeps_its_ids(desk: Desk) -> None:
    desk.open(paragraph("a", "前"), table(), paragraph("b", "后"))
    desk.caret_at("b", 0)
    desk.press("Backspace")
    cut = desk.clipboard("cut")
    assert desk.shape() == [("p", "前"), ("p", "后")]
    desk.caret(1, 1)
    desk.paste(cut)
    assert desk.blocks() == [paragraph("a", "前"), paragraph("b", "后"), table()]


def test_part_of_a_line_is_copied_with_its_marks_and_atoms(desk: Desk) -> None:
    words = line("a", "面积", marked("1200", "bold", "italic"), note("n", "注"), "平方米")
    desk.open(words, line("b", "贴在", marked("这里", "bold")))
    desk.caret_at("a", 4, 8)
    copied = desk.clipboard("copy")
    desk.caret_at("b", 3)
    desk.paste(copied)
    runs = desk.blocks()[1]["runs"]
    assert runs[0] == {"text": "贴在"}
    assert runs[1] == {"text": "这", "marks": ["bold"]}
    assert runs[2] == {"text": "00", "marks": ["bold", "italic"]}
    assert without_ids(runs[3]) == without_ids(note("n", "注"))
    assert runs[4:] == [{"text": "平方"}, {"text": "里", "marks": ["bold"]}]


def test_files_stay_behind_when_pasted_into_another_section(desk: Desk) -> None:
    desk.open(*fresh())
    desk.caret_at("p", 0)
    desk.press("Control+a")
    copied = desk.clipboard("copy")
    desk.html = render([]).replace('data-editor="1-7"', 'data-editor="1-8"')
    desk.page.goto(HOME)
    desk.page.locator("[data-editor-area]").click()
    desk.paste(copied)
    found = desk.blocks()
    assert {one["type"] for one in found} == {
        "heading", "paragraph", "list_item", "table", "page_break",
    }  # fmt: skip
    assert '"hash"' not in str(found).replace("'", '"')
    expect(desk.page.locator("[data-editor-said]")).to_be_visible()
