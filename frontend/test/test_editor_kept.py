"""What the editor cannot change stays as it came: tables, pictures, notes, objects, marks."""

from __future__ import annotations

import json

import pytest
from editor_desk import HOME, TEXT, Desk, fresh, paragraph, render
from playwright.sync_api import expect

from tests.rich import line, marked, note, table


def test_what_is_opened_is_what_would_be_saved_to_the_last_field(desk: Desk) -> None:
    desk.open(*fresh())
    assert desk.blocks() == TEXT
    assert desk.page.locator("[data-save-state]").get_attribute("data-state") == "saved"


def test_one_changed_word_changes_nothing_else(desk: Desk) -> None:
    desk.open(*fresh())
    desk.caret_at("p", 2, 6)
    desk.type("（新）")
    wanted = fresh()
    wanted[1]["runs"][0]["text"] = "面积（新）m"
    assert desk.blocks() == wanted


def test_strange_characters_and_empty_lines_from_word_stay(desk: Desk) -> None:
    came = [line("a", "甲\u00a0乙\t丙\u200b"), line("b"), line("c", "丁")]
    desk.open(*came)
    desk.caret_at("a", 0)
    desk.type("新")
    assert desk.blocks() == [line("a", "新甲\u00a0乙\t丙\u200b"), line("b"), line("c", "丁")]


def test_objects_are_cards_and_all_else_is_drawn_as_readers_see_it(desk: Desk) -> None:
    desk.open(*fresh())
    cells = desk.block("t").locator("td")
    assert [one.split("\n")[0] for one in cells.all_inner_texts()] == [
        "类别",
        "数量",
        "图书",
        "12",
        "X",
    ]
    assert desk.block("t").locator(".is-head").count() == 2
    assert desk.block("i").get_attribute("contenteditable") == "false"
    assert desk.block("pic").locator("img[src]").get_attribute("src") == f"/files/{'a' * 64}"
    assert "一季度 12" in desk.block("i").inner_text()
    assert desk.block("b").inner_text() == "New page"


def test_notes_are_numbered_and_listed_as_they_stand(desk: Desk) -> None:
    desk.open(*fresh())
    labels = "all => all.map(one => one.dataset.label)"
    marks = desk.page.locator("[data-editor-area] .note-mark")
    assert marks.evaluate_all(labels) == ["①", "i", "②", "③"]
    rows = desk.page.locator("[data-editor-notes] .note").all_inner_texts()
    assert [one.replace("\n", "") for one in rows] == ["①按年计", "②含期刊", "③月度", "i末注"]
    desk.caret_at("p", 15)
    desk.press("ArrowRight", "ArrowRight", "Delete", "Delete")
    assert marks.evaluate_all(labels) == ["i", "①", "②"]


@pytest.mark.parametrize("key", ["Backspace", "Delete"])
def test_a_card_goes_with_the_second_press_and_comes_back_by_undo(desk: Desk, key: str) -> None:
    desk.open(paragraph("a", "前"), table(), paragraph("b", "后"))
    if key == "Backspace":
        desk.caret(1, 0)
    else:
        desk.caret(0, 1)
    desk.press(key)
    assert "selectednode" in (desk.block("t").get_attribute("class") or "")
    expect(desk.page.locator("[data-chosen-hint]")).to_be_visible()
    assert len(desk.blocks()) == 3
    desk.press(key)
    assert desk.shape() == [("p", "前"), ("p", "后")]
    desk.press("Control+z")
    assert desk.blocks() == [paragraph("a", "前"), table(), paragraph("b", "后")]


def test_a_chosen_object_is_let_go_by_an_arrow_and_replaced_by_nothing_else(desk: Desk) -> None:
    island = next(one for one in fresh() if one["id"] == "i")
    desk.open(paragraph("a", "前"), island, paragraph("b", "后"))
    desk.block("i").click()
    desk.press("ArrowRight", "Backspace")
    assert desk.shape() == [("p", "前"), ("island", ""), ("p", "后")]
    desk.press("Enter")
    desk.type("中")
    assert desk.shape() == [("p", "前"), ("island", ""), ("p", "中"), ("p", "后")]
    desk.press("Home", "Backspace", "Delete")
    assert desk.shape() == [("p", "前"), ("p", "中"), ("p", "后")]


def test_a_note_or_object_in_a_line_goes_with_the_second_press(desk: Desk) -> None:
    words = line("a", "前", note("n", "注"), "后")
    desk.open(words)
    desk.caret_at("a", 1)
    desk.press("ArrowRight", "ArrowRight", "Backspace")
    assert desk.blocks() == [words]
    desk.press("Backspace")
    assert desk.blocks() == [line("a", "前后")]
    desk.press("Control+z")
    assert desk.blocks() == [words]


def test_a_selection_over_a_card_takes_it_along(desk: Desk) -> None:
    desk.open(paragraph("a", "前文"), table(), paragraph("b", "后文"))
    desk.page.locator("[data-editor-area]").focus()
    desk.page.evaluate(
        """() => {
            const [first, last] = document.querySelectorAll("[data-editor-area] > p");
            getSelection().setBaseAndExtent(first.firstChild, 1, last.firstChild, 1);
        }"""
    )
    desk.press("Delete")
    assert desk.blocks() == [paragraph("a", "前文")]
    desk.press("Control+z")
    assert desk.blocks() == [paragraph("a", "前文"), table(), paragraph("b", "后文")]


def test_everything_can_be_selected_and_deleted(desk: Desk) -> None:
    desk.open(*fresh())
    desk.caret_at("p", 0)
    desk.press("Control+a", "Backspace")
    assert desk.blocks() == []
    desk.press("Control+z")
    assert desk.blocks() == TEXT


def test_joining_and_splitting_keep_marks_links_and_atoms(desk: Desk) -> None:
    first = line("a", "前", marked("粗", "bold"))
    second = line(
        "b", marked("链", link="https://a.example/"), note("n", "注"), marked("2", "superscript")
    )
    desk.open(first, second)
    desk.caret_at("b", 0)
    desk.press("Backspace")
    assert desk.blocks() == [line("a", *first["runs"], *second["runs"])]
    desk.press("Enter")
    split = desk.blocks()
    assert split[0] == first and split[1]["runs"] == second["runs"]


def test_splitting_inside_marks_and_links_keeps_them_on_both_halves(desk: Desk) -> None:
    desk.open(line("a", marked("甲乙", "italic", "underline", link="#x")))
    desk.caret_at("a", 1)
    desk.press("Enter")
    runs = [one["runs"] for one in desk.blocks()]
    both = {"marks": ["italic", "underline"], "link": "#x"}
    assert runs == [[{"text": "甲", **both}], [{"text": "乙", **both}]]


def test_headings_starts_and_wide_pages_stay_with_their_block(desk: Desk) -> None:
    desk.open(
        line("h", "标题", kind="heading", level=2),
        line("l", "第三项", kind="list_item", ordered=True, depth=6, start=3),
        line("w", "宽", landscape=True),
    )
    desk.caret_at("h", 2)
    desk.press("Enter")
    desk.type("正文")
    desk.caret_at("l", 3)
    desk.press("Enter")
    desk.type("第四项")
    desk.caret_at("w", 1)
    desk.press("Enter")
    desk.type("也宽")
    found = [{k: v for k, v in one.items() if k not in ("id", "runs")} for one in desk.blocks()]
    item = {"type": "list_item", "ordered": True, "depth": 6}
    assert found == [
        {"type": "heading", "level": 2}, {"type": "paragraph"}, {**item, "start": 3}, item,
        {"type": "paragraph", "landscape": True}, {"type": "paragraph", "landscape": True},
    ]  # fmt: skip
    signs = desk.page.locator("p[data-type=list_item]").evaluate_all(
        "all => all.map(x => x.dataset.sign)"
    )
    assert signs == ["iii.", "iv."]


def test_a_line_break_of_words_own_stays_and_can_be_deleted(desk: Desk) -> None:
    broken = line("a", "上", {"type": "line_break"}, "下", {"type": "line_break"})
    desk.open(broken)
    desk.caret_at("a", 2)
    desk.type("面")
    assert desk.blocks()[0]["runs"] == [
        {"text": "上"}, {"type": "line_break"}, {"text": "下面"}, {"type": "line_break"},
    ]  # fmt: skip
    desk.caret_at("a", 1)
    desk.press("Delete")
    assert desk.blocks()[0]["runs"] == [{"text": "上下面"}, {"type": "line_break"}]


def test_a_composition_beside_a_note_leaves_it_alone(desk: Desk) -> None:
    words = line("a", "会", note("n", "注"), "议")
    desk.open(words)
    desk.caret_at("a", 1)
    tab = desk.page.context.new_cdp_session(desk.page)
    tab.send("Input.imeSetComposition", {"text": "yi", "selectionStart": 2, "selectionEnd": 2})
    tab.send("Input.insertText", {"text": "一"})
    assert desk.blocks() == [line("a", "会一", note("n", "注"), "议")]


def test_bold_may_be_put_on_words_around_an_atom(desk: Desk) -> None:
    desk.open(line("a", "甲", note("n", "注"), marked("乙", "superscript")))
    desk.caret_at("a", 0, 2)
    desk.press("Control+b")
    assert desk.blocks() == [
        line("a", marked("甲", "bold"), note("n", "注"), marked("乙", "bold", "superscript"))
    ]


def test_the_copy_in_the_browser_holds_everything(desk: Desk) -> None:
    desk.open(*fresh())
    desk.caret_at("h", 0)
    desk.page.once("dialog", lambda dialog: dialog.accept())
    desk.page.keyboard.type("x")
    desk.wait_until_kept("x小标题")
    desk.open(paragraph("z", "别人的新稿"))
    desk.page.locator("[data-restore-take]").click()
    wanted = fresh()
    wanted[0]["runs"][0]["text"] = "x小标题"
    assert desk.blocks() == wanted
    assert "类别" in desk.block("t").inner_text()
    desk.caret_at("w", 1)
    desk.type("y")
    assert desk.blocks()[5:9] == TEXT[5:9]


def test_a_kind_that_nobody_knows_yet_locks_the_editor(desk: Desk) -> None:
    strange = {"id": "x", "type": "hologram", "text": "立体图", "of": [1]}
    begin = '"blocks": ['
    desk.html = render([paragraph("a", "甲")]).replace(begin, f"{begin}{json.dumps(strange)}, ")
    desk.page.goto(HOME)
    expect(desk.page.locator(".when-unreadable")).to_be_visible()
    assert desk.page.locator("[data-editor-area]").get_attribute("contenteditable") == "false"


def test_words_in_a_cell_and_beside_a_note_can_be_commented_on(desk: Desk) -> None:
    desk.open(line("a", "前", note("n", "注"), "后文"), table())
    desk.caret_at("a", 0, 2)
    desk.page.locator("[data-anchor]").click()
    assert desk.page.locator("[name=quote]").input_value() == "前\ufffc后"
    assert desk.page.locator("[data-quote]").inner_text() == "前后"
    desk.caret_at("t10", 0, 2)
    desk.page.locator("[data-anchor]").click()
    assert desk.page.locator("[name=block_id]").input_value() == "t10"
    assert desk.page.locator("[name=quote]").input_value() == "图书"
