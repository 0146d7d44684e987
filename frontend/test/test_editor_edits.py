"""Whatever is done to whatever text: what would be saved can be saved, and ids stay unique."""

from __future__ import annotations

from typing import Any

import pytest
from editor_desk import Desk, ids_within, paragraph
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.documents.contents import contents
from tests.rich import line, marked
from workflow.documents.content import Content, from_json, to_json

KEYS = (
    "Enter", "Enter", "Backspace", "Delete", "Tab", "Shift+Tab", "ArrowUp", "ArrowDown",
    "ArrowLeft", "ArrowRight", "Shift+ArrowDown", "Shift+ArrowRight", "Shift+Enter", "Home",
    "End", "Control+z", "Control+y", "Control+b", "Control+Enter", "Control+Alt+f",
    "Control+Alt+2", "Escape",
)  # fmt: skip
TOOLS = (
    "bullet", "ordered", "table", "row_above", "row_below", "column_left", "column_right", "merge",
    "split", "head", "remove_row", "remove_column", "superscript", "clear", "page_break",
)  # fmt: skip
acts = st.lists(
    st.one_of(
        st.sampled_from(KEYS),
        st.sampled_from(TOOLS).map(lambda name: f"tool:{name}"),
        st.sampled_from(("字", "abc", "𠮷")).map(lambda text: f"type:{text}"),
        st.sampled_from(("copy:", "cut:", "paste:")),
        st.integers(0, 30).map(lambda n: f"caret:{n}"),
    ),
    min_size=4,
    max_size=16,
)
INTO_A_LINE = """(n) => {
    const lines = [...document.querySelectorAll("[data-editor-area] p[data-id]")];
    const line = lines[n % lines.length];
    document.querySelector("[data-editor-area]").focus();
    getSelection().collapse(line, 0);
}"""
CLICK = """(name) => {
    const tool = document.querySelector(`[data-tool=${name}]`);
    if (tool.offsetParent) tool.click();
}"""


def do(desk: Desk, act: str, clip: dict[str, str]) -> dict[str, str]:
    """One act; the clipboard after it."""
    kind, _, what = act.partition(":")
    if kind == "tool":
        desk.page.evaluate(CLICK, what)
    elif kind == "type":
        desk.type(what)
    elif kind == "caret":
        desk.page.evaluate(INTO_A_LINE, int(what))
        desk.page.wait_for_timeout(30)
    elif kind in ("copy", "cut"):
        return desk.clipboard(kind) or clip
    elif kind == "paste":
        desk.paste(clip)
    else:
        desk.press(act)
    return clip


def without_widths(part: Any) -> Any:
    """Documents give the widths of columns their own unit."""
    if isinstance(part, list):
        return [without_widths(one) for one in part]
    if not isinstance(part, dict):
        return part
    return {name: without_widths(one) for name, one in part.items() if name != "widths"}


@given(content=contents(), script=acts)
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_any_script_of_edits_leaves_content_that_can_be_saved(
    desk: Desk, content: Content, script: list[str]
) -> None:
    desk.accept_dialogs()
    desk.page.goto("about:blank")
    desk.open(*to_json(content)["blocks"])
    desk.focus()
    clip: dict[str, str] = {}
    for act in script:
        clip = do(desk, act, clip)
    found = desk.blocks()
    ids = ids_within(found)
    assert len(ids) == len(set(ids)) and all(ids)
    saved = to_json(from_json({"version": 1, "blocks": found}))["blocks"]
    assert without_widths(saved) == without_widths(found)


@pytest.mark.parametrize(
    ("tool", "mark"),
    [("bold", "bold"), ("italic", "italic"), ("underline", "underline"), ("strike", "strike"),
     ("superscript", "superscript"), ("subscript", "subscript"), ("highlight", "highlight")],
)  # fmt: skip
def test_each_look_is_put_on_and_taken_off(desk: Desk, tool: str, mark: str) -> None:
    desk.open(paragraph("a", "普通重点"))
    desk.caret(0, 2, 4)
    desk.tool(tool)
    assert desk.blocks() == [line("a", "普通", marked("重点", mark))]
    assert desk.page.locator(f"[data-tool={tool}]").get_attribute("aria-pressed") == "true"
    desk.tool(tool)
    assert desk.blocks() == [paragraph("a", "普通重点")]


def test_words_stand_above_the_line_or_below_it_never_both(desk: Desk) -> None:
    desk.open(line("a", marked("2", "superscript")))
    desk.caret_at("a", 0, 1)
    desk.tool("subscript")
    assert desk.blocks() == [line("a", marked("2", "subscript"))]


def test_plain_words_lose_their_looks_and_keep_their_notes(desk: Desk) -> None:
    desk.open(line("a", marked("粗", "bold", "italic"), marked("链", link="#x")))
    desk.caret_at("a", 0, 2)
    desk.tool("clear")
    assert desk.blocks() == [paragraph("a", "粗链")]


def test_headings_come_from_the_menu_and_go_again(desk: Desk) -> None:
    desk.open(paragraph("a", "标题"), paragraph("b", "正文"))
    desk.caret(0, 1)
    kinds = desk.page.locator("[data-block-kind]")
    kinds.select_option("2")
    assert desk.blocks()[0] == line("a", "标题", kind="heading", level=2)
    assert kinds.input_value() == "2"
    desk.press("Control+Alt+0")
    assert desk.blocks()[0] == paragraph("a", "标题")


def test_a_page_break_is_put_between_lines(desk: Desk) -> None:
    desk.open(paragraph("a", "前"), paragraph("b", "后"))
    desk.caret(0, 1)
    desk.press("Control+Enter")
    assert desk.shape() == [("p", "前"), ("page_break", ""), ("p", "后")]
