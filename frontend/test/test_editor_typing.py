"""Typing, splitting, joining, lists, pasting and Chinese input in the section editor."""

from __future__ import annotations

from editor_desk import Desk, item, paragraph


def test_what_is_opened_is_what_would_be_saved(desk: Desk) -> None:
    words = paragraph("a", "全年", ("26 次", "bold"), "会议")
    blocks = [words, item("b", "一", True), item("c", "二", depth=1)]
    desk.open(*blocks)
    assert desk.blocks() == blocks


def test_markup_in_the_text_stays_text(desk: Desk) -> None:
    desk.open(paragraph("a", "</script><b>粗</b>&amp;"))
    assert desk.shape() == [("p", "</script><b>粗</b>&amp;")]


def test_on_a_split_the_first_half_keeps_the_id(desk: Desk) -> None:
    desk.open(paragraph("a", "前半后半"))
    desk.caret(0, 2)
    desk.press("Enter")
    assert desk.shape() == [("p", "前半"), ("p", "后半")]
    first, second = desk.ids()
    assert first == "a" and second != "a"


def test_enter_at_the_very_start_leaves_the_id_with_the_words(desk: Desk) -> None:
    desk.open(paragraph("a", "正文"))
    desk.caret(0, 0)
    desk.press("Enter")
    assert desk.ids() == ["a"]


def test_undo_takes_a_split_back(desk: Desk) -> None:
    desk.open(paragraph("a", "前半后半"))
    desk.caret(0, 2)
    desk.press("Enter", "Control+z")
    assert desk.shape() == [("p", "前半后半")]
    assert desk.ids() == ["a"]


def test_backspace_at_the_start_joins_paragraphs(desk: Desk) -> None:
    desk.open(paragraph("a", "前"), paragraph("b", "后"))
    desk.caret(1, 0)
    desk.press("Backspace")
    assert desk.shape() == [("p", "前后")]
    assert desk.ids() == ["a"]


def test_backspace_at_the_start_of_an_item_leaves_the_list_step_by_step(desk: Desk) -> None:
    desk.open(item("a", "甲"), item("b", "乙", depth=1))
    desk.caret(1, 0)
    desk.press("Backspace")
    assert desk.shape()[1] == ("*0", "乙")
    desk.press("Backspace")
    assert desk.shape()[1] == ("p", "乙")


def test_enter_continues_a_list_and_on_an_empty_item_leaves_it(desk: Desk) -> None:
    desk.open(item("a", "甲", ordered=True))
    desk.caret(0, 1)
    desk.press("Enter")
    desk.type("乙")
    desk.press("Enter", "Enter")
    desk.type("丙")
    assert desk.shape() == [("#0", "甲"), ("#0", "乙"), ("p", "丙")]
    assert len(set(desk.ids())) == 3


def test_tab_moves_items_and_never_more_than_one_step_below_the_one_before(desk: Desk) -> None:
    desk.open(item("a", "甲"), item("b", "乙"))
    desk.caret(1, 1)
    desk.press("Tab", "Tab")
    assert desk.shape() == [("*0", "甲"), ("*1", "乙")]
    desk.press("Shift+Tab")
    assert desk.shape()[1] == ("*0", "乙")


def test_the_toolbar_turns_paragraphs_into_a_list_and_back(desk: Desk) -> None:
    desk.open(paragraph("a", "甲"), paragraph("b", "乙"))
    desk.caret(0, 0)
    desk.press("Control+a")
    desk.page.locator("[data-tool=ordered]").click()
    assert desk.shape() == [("#0", "甲"), ("#0", "乙")]
    assert desk.page.locator("[data-tool=ordered]").get_attribute("aria-pressed") == "true"
    desk.page.locator("[data-tool=ordered]").click()
    assert desk.shape() == [("p", "甲"), ("p", "乙")]
    assert desk.ids() == ["a", "b"]


def test_control_b_makes_words_bold(desk: Desk) -> None:
    desk.open(paragraph("a", "普通粗体"))
    desk.caret(0, 2, 4)
    desk.press("Control+b")
    assert desk.blocks() == [paragraph("a", "普通", ("粗体", "bold"))]


def test_pasted_lines_become_blocks_with_ids_of_their_own(desk: Desk) -> None:
    desk.open(paragraph("a", "前后"))
    desk.caret(0, 1)
    desk.paste({"text/plain": "一\n\n二\n三"})
    assert desk.shape() == [("p", "前一"), ("p", "二"), ("p", "三后")]
    assert desk.ids()[0] == "a" and len(set(desk.ids())) == 3


def test_pasted_html_keeps_bold_and_drops_everything_else(desk: Desk) -> None:
    desk.open(paragraph("a", "前"))
    desk.caret(0, 1)
    html = (
        '<style>p{color:red}</style><p data-id="a" style="color:red">一<b>粗</b></p>'
        '<div><span style="font-weight:700">二</span><img src="x" onerror="alert(1)"></div>'
    )
    desk.paste({"text/html": html})
    assert desk.shape() == [("p", "前一粗"), ("p", "二")]
    assert [run.get("marks") for run in desk.blocks()[0]["runs"]] == [None, ["bold"]]
    assert len(set(desk.ids())) == 2
    assert desk.page.locator("[data-editor-area] img, [data-editor-area] [style]").count() == 0


def test_a_paste_is_taken_back_by_undo(desk: Desk) -> None:
    desk.open(paragraph("a", "前后"))
    desk.caret(0, 1)
    desk.paste({"text/plain": "一\n二"})
    for _ in range(6):
        desk.press("Control+z")
    assert desk.shape() == [("p", "前后")]
    assert desk.ids() == ["a"]


def test_everything_deleted_can_be_written_anew(desk: Desk) -> None:
    desk.open(paragraph("a", "甲"), item("b", "乙"))
    desk.caret(0, 0)
    desk.press("Control+a", "Delete")
    assert desk.shape() == []
    assert "is-empty" in (desk.page.locator("[data-editor-area]").get_attribute("class") or "")
    desk.type("新")
    assert [text for _, text in desk.shape()] == ["新"]


def test_a_composition_is_left_alone_until_it_ends(desk: Desk) -> None:
    desk.open(paragraph("a", "会"))
    desk.caret(0, 1)
    tab = desk.page.context.new_cdp_session(desk.page)
    tab.send("Input.imeSetComposition", {"text": "yi", "selectionStart": 2, "selectionEnd": 2})
    node_before = desk.page.evaluate("getSelection().focusNode.data")
    tab.send("Input.imeSetComposition", {"text": "议", "selectionStart": 1, "selectionEnd": 1})
    tab.send("Input.insertText", {"text": "议"})
    assert node_before == "会yi"
    assert desk.blocks() == [paragraph("a", "会议")]


def test_deleting_across_blocks_keeps_the_first_and_no_looks(desk: Desk) -> None:
    desk.open(paragraph("a", "前半"), item("b", "中"), paragraph("c", "后", ("半", "bold")))
    desk.page.locator("[data-editor-area]").focus()
    desk.page.evaluate(
        """() => {
            const blocks = document.querySelectorAll("[data-editor-area] > p");
            getSelection().setBaseAndExtent(blocks[0].firstChild, 1, blocks[2].firstChild, 1);
        }"""
    )
    desk.press("Delete")
    desk.type("新")
    assert desk.blocks() == [paragraph("a", "前新", ("半", "bold"))]


def test_typing_and_enter_replace_a_selection_across_blocks(desk: Desk) -> None:
    desk.open(paragraph("a", "甲乙"), paragraph("b", "丙丁"))
    desk.caret(0, 1)
    desk.press("Shift+ArrowDown")
    desk.page.keyboard.press("x")
    assert desk.shape() == [("p", "甲x丁")]
    assert desk.ids() == ["a"]


def test_delete_at_the_end_joins_the_next_paragraph(desk: Desk) -> None:
    desk.open(paragraph("a", "前"), paragraph("b", "后"))
    desk.caret(0, 1)
    desk.press("Delete")
    desk.type("、")
    assert desk.shape() == [("p", "前、后")]


def test_a_join_is_taken_back_by_undo(desk: Desk) -> None:
    desk.open(paragraph("a", "前"), paragraph("b", "后"))
    desk.caret(1, 0)
    desk.press("Backspace")
    for _ in range(3):
        desk.press("Control+z")
    assert desk.shape() == [("p", "前"), ("p", "后")]
    assert len(set(desk.ids())) == 2


def test_a_paste_over_a_selection_replaces_it(desk: Desk) -> None:
    desk.open(paragraph("a", "甲乙"), paragraph("b", "丙丁"))
    desk.caret(0, 0)
    desk.press("Control+a")
    desk.paste({"text/plain": "一\n二"})
    assert desk.shape() == [("p", "一"), ("p", "二")]
    assert len(set(desk.ids())) == 2
