"""What the editor cannot change stays as it came: tables, pictures, notes, objects, marks."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from editor_desk import HOME, Desk, paragraph, render

from tests.rich import line, marked, note, rich, table

Data = dict[str, Any]
TEXT: list[Data] = rich("a" * 64, "b" * 64, "c" * 64)["blocks"]


def fresh() -> list[Data]:
    return copy.deepcopy(TEXT)


def caret_at(desk: Desk, block: str, offset: int, end: int | None = None) -> None:
    """Into the n-th text node's character of a block, counting its text without atoms."""
    desk.page.locator("[data-editor-area]").focus()
    desk.page.evaluate(
        """([id, from, to]) => {
            const block = document.querySelector(`[data-editor-area] > p[data-id="${id}"]`);
            const point = (offset) => {
                const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
                let left = offset;
                for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                    if (node.parentElement.closest("[data-atom]")) continue;
                    if (left <= node.length) return [node, left];
                    left -= node.length;
                }
                return [block, 0];
            };
            getSelection().setBaseAndExtent(...point(from), ...point(to));
        }""",
        [block, offset, offset if end is None else end],
    )


def card(desk: Desk, block: str) -> Any:
    return desk.page.locator(f'[data-editor-area] > .kept[data-id="{block}"]')


def clipboard(desk: Desk, kind: str) -> dict[str, str]:
    """Cut or copy, and what the clipboard got."""
    return dict(
        desk.page.evaluate(
            """(kind) => {
                const clipboardData = new DataTransfer();
                const event = new ClipboardEvent(kind, {clipboardData, cancelable: true});
                document.querySelector("[data-editor-area]").dispatchEvent(event);
                const types = clipboardData.types;
                return Object.fromEntries(types.map((t) => [t, clipboardData.getData(t)]));
            }""",
            kind,
        )
    )


def paste_all(desk: Desk, data: dict[str, str]) -> None:
    desk.page.evaluate(
        """(data) => {
            const clipboardData = new DataTransfer();
            for (const [type, value] of Object.entries(data)) clipboardData.setData(type, value);
            const event = new ClipboardEvent("paste", {clipboardData, cancelable: true});
            document.querySelector("[data-editor-area]").dispatchEvent(event);
        }""",
        data,
    )


def ids_within(part: Any) -> list[str]:
    if isinstance(part, list):
        return [found for one in part for found in ids_within(one)]
    if not isinstance(part, dict):
        return []
    own = [part["id"]] if isinstance(part.get("id"), str) else []
    return own + [found for one in part.values() for found in ids_within(one)]


def without_ids(part: Any) -> Any:
    if isinstance(part, list):
        return [without_ids(one) for one in part]
    if not isinstance(part, dict):
        return part
    return {name: without_ids(one) for name, one in part.items() if name != "id"}


def test_what_is_opened_is_what_would_be_saved_to_the_last_field(desk: Desk) -> None:
    desk.open(*fresh())
    assert desk.blocks() == TEXT
    assert desk.page.locator("[data-save-state]").get_attribute("data-state") == "saved"


def test_one_changed_word_changes_nothing_else(desk: Desk) -> None:
    desk.open(*fresh())
    caret_at(desk, "p", 2, 6)
    desk.type("（新）")
    wanted = fresh()
    wanted[1]["runs"][0]["text"] = "面积（新）m"
    assert desk.blocks() == wanted


def test_strange_characters_and_empty_lines_from_word_stay(desk: Desk) -> None:
    came = [line("a", "甲\u00a0乙\t丙\u200b"), line("b"), line("c", "丁")]
    desk.open(*came)
    caret_at(desk, "a", 0)
    desk.type("新")
    assert desk.blocks() == [line("a", "新甲\u00a0乙\t丙\u200b"), line("b"), line("c", "丁")]


def test_cards_can_be_read_and_not_written(desk: Desk) -> None:
    desk.open(*fresh())
    shown = card(desk, "t")
    assert shown.locator("td").first.inner_text() == "图书"
    assert shown.get_attribute("contenteditable") == "false"
    assert card(desk, "pic").locator("img").get_attribute("src") == f"/files/{'a' * 64}"
    assert "一季度 12" in card(desk, "i").inner_text()
    assert card(desk, "b").inner_text() == "New page"
    assert desk.page.locator("[data-editor-area] :is(a[href], [id])").count() == 1


def test_notes_are_numbered_and_listed_as_they_stand(desk: Desk) -> None:
    desk.open(*fresh())
    marks = desk.page.locator("[data-editor-area] .note-mark")
    assert marks.all_inner_texts() == ["①", "i", "②", "③"]
    rows = desk.page.locator("[data-editor-notes] .note").all_inner_texts()
    assert [one.replace("\n", "") for one in rows] == ["①按年计", "②含期刊", "③月度", "i末注"]
    caret_at(desk, "p", 15)
    desk.press("ArrowRight", "Delete", "Delete")
    assert marks.all_inner_texts() == ["i", "①", "②"]


def test_typing_around_a_card_leaves_it_alone(desk: Desk) -> None:
    desk.open(table(), paragraph("a", "后"))
    desk.page.locator("[data-editor-area] > p").first.click()
    desk.type("前")
    caret_at(desk, "a", 0)
    desk.press("Enter")
    desk.press("ArrowUp")
    desk.type("中")
    found = desk.blocks()
    assert found[1] == table()
    assert desk.shape() == [("p", "前"), ("table", ""), ("p", "中"), ("p", "后")]


@pytest.mark.parametrize("key", ["Backspace", "Delete"])
def test_a_card_goes_with_the_second_press_and_comes_back_by_undo(desk: Desk, key: str) -> None:
    desk.open(paragraph("a", "前"), table(), paragraph("b", "后"))
    if key == "Backspace":
        desk.caret(1, 0)
    else:
        desk.caret(0, 1)
    desk.press(key)
    assert card(desk, "t").evaluate("card => card.classList.contains('is-chosen')")
    assert desk.page.locator("[data-chosen-hint]").is_visible()
    assert len(desk.blocks()) == 3
    desk.press(key)
    assert desk.shape() == [("p", "前"), ("p", "后")]
    desk.press("Control+z")
    assert desk.blocks() == [paragraph("a", "前"), table(), paragraph("b", "后")]


def test_a_chosen_card_is_let_go_by_anything_else(desk: Desk) -> None:
    desk.open(paragraph("a", "前"), table(), paragraph("b", "后"))
    desk.caret(1, 0)
    desk.press("Backspace", "ArrowRight", "Backspace")
    assert desk.shape() == [("p", "前"), ("table", "")]
    card(desk, "t").click()
    desk.page.keyboard.type("x")
    assert ("table", "") in desk.shape() and ("p", "x") in desk.shape()


def test_a_clicked_card_goes_with_one_press(desk: Desk) -> None:
    desk.open(paragraph("a", "前"), table(), paragraph("b", "后"))
    card(desk, "t").click()
    desk.press("Delete")
    assert desk.shape() == [("p", "前"), ("p", "后")]


def test_a_note_or_object_in_a_line_goes_with_the_second_press(desk: Desk) -> None:
    words = line("a", "前", note("n", "注"), "后")
    desk.open(words)
    caret_at(desk, "a", 1)
    desk.press("ArrowRight", "Backspace")
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
    caret_at(desk, "p", 0)
    desk.press("Control+a", "Backspace")
    assert desk.blocks() == []
    desk.press("Control+z")
    assert desk.blocks() == TEXT


def test_a_copy_gets_new_ids_at_every_depth_and_the_original_keeps_its_own(desk: Desk) -> None:
    desk.open(*fresh())
    caret_at(desk, "p", 0)
    desk.press("Control+a")
    copied = clipboard(desk, "copy")
    assert "面积1200m2" in copied["text/plain"] and "<sup>2</sup>" in copied["text/html"]
    caret_at(desk, "w", 5)
    paste_all(desk, copied)
    found = desk.blocks()
    ids = ids_within(found)
    assert len(ids) == len(set(ids))
    assert found[: len(TEXT) - 1] == TEXT[:-1]
    tables = [one for one in found if one["type"] == "table"]
    assert without_ids(tables[0]) == without_ids(tables[1])
    assert len(card(desk, tables[1]["id"]).locator("td").all()) == 3
    desk.press("Control+z")
    assert desk.blocks() == TEXT


def test_what_is_cut_and_pasted_elsewhere_keeps_its_ids(desk: Desk) -> None:
    desk.open(paragraph("a", "前"), table(), paragraph("b", "后"))
    card(desk, "t").click()
    cut = clipboard(desk, "cut")
    assert desk.shape() == [("p", "前"), ("p", "后")]
    desk.caret(1, 1)
    paste_all(desk, cut)
    assert desk.blocks() == [paragraph("a", "前"), paragraph("b", "后"), table()]


def test_part_of_a_line_is_copied_with_its_marks_and_atoms(desk: Desk) -> None:
    words = line("a", "面积", marked("1200", "bold", "italic"), note("n", "注"), "平方米")
    desk.open(words, line("b", "贴在", marked("这里", "bold")))
    caret_at(desk, "a", 4, 8)
    copied = clipboard(desk, "copy")
    caret_at(desk, "b", 3)
    paste_all(desk, copied)
    runs = desk.blocks()[1]["runs"]
    assert runs[0] == {"text": "贴在"}
    assert runs[1] == {"text": "这", "marks": ["bold"]}
    assert runs[2] == {"text": "00", "marks": ["bold", "italic"]}
    assert without_ids(runs[3]) == without_ids(note("n", "注"))
    assert runs[4:] == [{"text": "平方"}, {"text": "里", "marks": ["bold"]}]


def test_files_stay_behind_when_pasted_into_another_section(desk: Desk) -> None:
    desk.open(*fresh())
    caret_at(desk, "p", 0)
    desk.press("Control+a")
    copied = clipboard(desk, "copy")
    desk.html = render([]).replace('data-editor="1-7"', 'data-editor="1-8"')
    desk.page.goto(HOME)
    desk.page.locator("[data-editor-area]").click()
    paste_all(desk, copied)
    found = desk.blocks()
    assert {one["type"] for one in found} == {
        "heading", "paragraph", "list_item", "table", "page_break",
    }  # fmt: skip
    assert '"hash"' not in str(found).replace("'", '"')
    assert desk.page.locator("[data-left-out]").is_visible()
    assert "类别" in desk.page.locator("[data-editor-area] .kept").first.inner_text()


def test_joining_and_splitting_keep_marks_links_and_atoms(desk: Desk) -> None:
    first = line("a", "前", marked("粗", "bold"))
    second = line(
        "b", marked("链", link="https://a.example/"), note("n", "注"), marked("2", "superscript")
    )
    desk.open(first, second)
    caret_at(desk, "b", 0)
    desk.press("Backspace")
    assert desk.blocks() == [line("a", *first["runs"], *second["runs"])]
    desk.press("Enter")
    split = desk.blocks()
    assert split[0] == first and split[1]["runs"] == second["runs"]


def test_splitting_inside_marks_and_links_keeps_them_on_both_halves(desk: Desk) -> None:
    desk.open(line("a", marked("甲乙", "italic", "underline", link="#x")))
    caret_at(desk, "a", 1)
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
    caret_at(desk, "h", 2)
    desk.press("Enter")
    desk.type("正文")
    caret_at(desk, "l", 3)
    desk.press("Enter")
    desk.type("第四项")
    caret_at(desk, "w", 1)
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
    caret_at(desk, "a", 2)
    desk.type("面")
    assert desk.blocks()[0]["runs"] == [
        {"text": "上"}, {"type": "line_break"}, {"text": "下面"}, {"type": "line_break"},
    ]  # fmt: skip
    caret_at(desk, "a", 1)
    desk.press("Delete")
    assert desk.blocks()[0]["runs"] == [{"text": "上下面"}, {"type": "line_break"}]


def test_a_composition_beside_a_note_leaves_it_alone(desk: Desk) -> None:
    words = line("a", "会", note("n", "注"), "议")
    desk.open(words)
    caret_at(desk, "a", 1)
    tab = desk.page.context.new_cdp_session(desk.page)
    tab.send("Input.imeSetComposition", {"text": "yi", "selectionStart": 2, "selectionEnd": 2})
    tab.send("Input.insertText", {"text": "一"})
    assert desk.blocks() == [line("a", "会一", note("n", "注"), "议")]


def test_bold_may_be_put_on_words_around_an_atom(desk: Desk) -> None:
    desk.open(line("a", "甲", note("n", "注"), marked("乙", "superscript")))
    caret_at(desk, "a", 0, 2)
    desk.press("Control+b")
    assert desk.blocks() == [
        line("a", marked("甲", "bold"), note("n", "注"), marked("乙", "bold", "superscript"))
    ]


def test_the_copy_in_the_browser_holds_everything(desk: Desk) -> None:
    desk.open(*fresh())
    caret_at(desk, "h", 0)
    desk.page.once("dialog", lambda dialog: dialog.accept())
    desk.page.keyboard.type("x")
    desk.page.wait_for_timeout(800)
    desk.open(paragraph("z", "别人的新稿"))
    desk.page.locator("[data-restore-take]").click()
    wanted = fresh()
    wanted[0]["runs"][0]["text"] = "x小标题"
    assert desk.blocks() == wanted
    assert "类别" in card(desk, "t").inner_text()
    caret_at(desk, "w", 1)
    desk.type("y")
    assert desk.blocks()[5:9] == TEXT[5:9]


def test_a_kind_that_nobody_knows_yet_is_kept_too(desk: Desk) -> None:
    strange = {"id": "x", "type": "hologram", "text": "立体图", "of": [1]}
    begin = '"blocks": ['
    desk.html = render([paragraph("a", "甲")]).replace(begin, f"{begin}{json.dumps(strange)}, ")
    desk.page.goto(HOME)
    assert desk.blocks() == [strange, paragraph("a", "甲")]
    assert card(desk, "x").inner_text() == "立体图"


def test_words_in_a_cell_and_beside_a_note_can_be_commented_on(desk: Desk) -> None:
    desk.open(line("a", "前", note("n", "注"), "后文"), table())
    caret_at(desk, "a", 0, 2)
    desk.page.locator("[data-anchor]").click()
    assert desk.page.locator("[name=quote]").input_value() == "前\ufffc后"
    assert desk.page.locator("[data-quote]").inner_text() == "前后"
    desk.page.evaluate(
        """() => {
            const cell = document.querySelector('[data-id="t10"]').firstChild;
            getSelection().setBaseAndExtent(cell, 0, cell, 2);
        }"""
    )
    desk.page.locator("[data-anchor]").click()
    assert desk.page.locator("[name=block_id]").input_value() == "t10"
    assert desk.page.locator("[name=quote]").input_value() == "图书"
