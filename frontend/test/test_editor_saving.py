"""Counting, saving, the copy kept in the browser, and anchors for comments."""

from __future__ import annotations

from editor_desk import HOME, Desk, paragraph, render
from playwright.sync_api import expect


def test_characters_are_counted_without_blanks(desk: Desk) -> None:
    desk.open(paragraph("a", "会议 26 次"))
    assert desk.page.locator("[data-count]").inner_text() == "5"
    desk.caret(0, 2)
    desk.type("纪要 ")
    assert desk.page.locator("[data-count]").inner_text() == "7"


def test_control_s_sends_the_text_with_the_draft_it_is_based_on(desk: Desk) -> None:
    desk.open(paragraph("a", "甲"))
    desk.caret(0, 1)
    desk.type("乙")
    with desk.page.expect_request(HOME + "save") as request:
        desk.press("Control+s")
    sent = request.value.post_data or ""
    assert 'name="seen_draft"\r\n\r\n3\r\n' in sent and '"text":"甲乙"' in sent


def test_unsaved_text_is_shown_as_unsaved_and_typing_it_back_is_not(desk: Desk) -> None:
    desk.open(paragraph("a", "甲"))
    state = desk.page.locator("[data-save-state]")
    desk.caret(0, 1)
    desk.type("乙")
    assert state.get_attribute("data-state") == "dirty"
    desk.press("Backspace")
    assert state.get_attribute("data-state") == "saved"


def test_leaving_with_unsaved_text_asks_and_without_it_does_not(desk: Desk) -> None:
    asked: list[str] = []
    desk.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    desk.open(paragraph("a", "甲"))
    desk.caret(0, 1)
    desk.page.reload()
    assert asked == []
    desk.page.locator("[data-editor-area]").click()
    desk.press("End")
    desk.page.keyboard.type("b")
    desk.page.reload()
    assert asked == ["beforeunload"]


def leave_unsaved(desk: Desk, text: str) -> None:
    desk.page.once("dialog", lambda dialog: dialog.accept())
    desk.caret(0, 1)
    desk.page.keyboard.type(text)
    desk.wait_until_kept(text)


def test_text_left_unsaved_is_offered_and_restored(desk: Desk) -> None:
    desk.open(paragraph("a", "甲"))
    leave_unsaved(desk, "xyz")
    desk.open(paragraph("a", "甲"))
    expect(desk.page.locator("[data-restore]")).to_be_visible()
    expect(desk.page.locator("[data-restore-older]")).to_be_hidden()
    desk.page.locator("[data-restore-take]").click()
    assert desk.shape() == [("p", "甲xyz")]
    assert desk.page.locator("[data-save-state]").get_attribute("data-state") == "dirty"


def test_text_left_unsaved_can_be_given_up_for_good(desk: Desk) -> None:
    desk.open(paragraph("a", "甲"))
    leave_unsaved(desk, "xyz")
    desk.open(paragraph("a", "甲"))
    desk.page.locator("[data-restore-drop]").click()
    desk.page.reload()
    expect(desk.page.locator("[data-restore]")).to_be_hidden()


def test_restored_text_keeps_its_older_base_so_that_the_server_can_compare(desk: Desk) -> None:
    desk.open(paragraph("a", "甲"))
    leave_unsaved(desk, "xyz")
    desk.html = render([paragraph("a", "别人的新稿")]).replace('value="3"', 'value="4"')
    desk.page.goto(HOME)
    expect(desk.page.locator("[data-restore-older]")).to_be_visible()
    desk.page.locator("[data-restore-take]").click()
    assert desk.page.locator("[name=seen_draft]").input_value() == "3"


def test_saved_text_is_not_offered_again(desk: Desk) -> None:
    desk.open(paragraph("a", "甲"))
    leave_unsaved(desk, "xyz")
    desk.open(paragraph("a", "甲xyz"))
    expect(desk.page.locator("[data-restore]")).to_be_hidden()


def test_a_selection_can_be_commented_on(desk: Desk) -> None:
    desk.open(paragraph("a", "全年会议"), paragraph("b", "第二段"))
    desk.caret(1, 0, 2)
    desk.page.locator("[data-anchor]").click()
    assert desk.page.locator("[name=block_id]").input_value() == "b"
    assert desk.page.locator("[name=quote]").input_value() == "第二"
    assert desk.page.evaluate("document.activeElement.tagName") == "TEXTAREA"


def test_text_that_was_never_saved_counts_as_unsaved_from_the_start(desk: Desk) -> None:
    desk.html = render([paragraph("a", "甲")]).replace(
        "data-editor=", "data-unsaved-start data-editor="
    )
    desk.page.goto(HOME)
    assert desk.page.locator("[data-save-state]").get_attribute("data-state") == "dirty"
    desk.wait_until_kept("甲")
    desk.open(paragraph("a", "别的"))
    expect(desk.page.locator("[data-restore]")).to_be_visible()


def test_text_that_cannot_be_read_is_locked_and_never_taken_for_empty(desk: Desk) -> None:
    desk.html = render([paragraph("a", "甲")]).replace('"blocks"', '"stones"')
    desk.page.goto(HOME)
    expect(desk.page.locator(".when-unreadable")).to_be_visible()
    assert desk.page.locator("[data-editor-area]").get_attribute("contenteditable") == "false"
    desk.page.evaluate("document.querySelector('#editor-form').requestSubmit()")
    assert desk.page.url == HOME
