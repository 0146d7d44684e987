"""What comes from Word, from WPS and from the web is clean text in the house style."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest
from editor_desk import STORED, Desk, paragraph, without_ids
from playwright.sync_api import Route

from tests.pictures import pixel
from workflow.documents.content import from_json

Data = dict[str, Any]
CLIPS = Path(__file__).with_name("clips")


def clip(name: str) -> str:
    """A clipboard's HTML; the picture in it is a real one."""
    html = (CLIPS / f"{name}.html").read_text("utf-8")
    return html.replace("PICTURE", base64.b64encode(pixel()).decode())


def pasted(desk: Desk, html: str) -> list[Data]:
    desk.open()
    desk.focus()
    desk.paste({"text/html": html, "text/plain": "ohne"})
    return [without_ids(one) for one in desk.blocks()]


def lines(*runs: str | Data, kind: str = "paragraph", **more: Any) -> Data:
    return {
        "type": kind,
        "runs": [{"text": one} if isinstance(one, str) else one for one in runs],
        **more,
    }


def marked(text: str, *marks: str) -> Data:
    return {"text": text, "marks": list(marks)}


def cell(*texts: str, **more: int) -> Data:
    return {"blocks": [lines(text) for text in texts], **more}


def bold_cell(text: str) -> Data:
    return {"blocks": [lines(marked(text, "bold"))]}


def test_word(desk: Desk) -> None:
    found = pasted(desk, clip("word"))
    assert found == [
        lines("一、履职情况", kind="heading", level=1),
        lines(
            "全年共办理", marked("建议", "bold"), "26件，面积1200m", marked("2", "superscript"),
            "，其中", marked("重点", "underline"), marked("督办", "italic"),
            marked("待核", "highlight"), "。",
            {"text": "详见网页", "link": "https://example.org/a?b=1"}, "附件",
            {"type": "note", "blocks": [lines("按", marked("年", "bold"), "计")]}, " 新增的",
        ),
        lines("健全机制", kind="list_item", ordered=True, depth=0),
        lines("分级", {"type": "line_break"}, "负责", kind="list_item", ordered=False, depth=1),
        {
            "type": "table", "header_rows": 1, "widths": [200, 100],
            "rows": [
                [bold_cell("类别"), bold_cell("数量")],
                [cell("图书", "期刊", rows=2), cell("12")],
                [cell()],
            ],
        },
        {"type": "page_break"},
        lines("分项 小结", kind="heading", level=3),
    ]  # fmt: skip
    assert "1 pictures" in desk.page.locator("[data-editor-said]").inner_text()


def test_wps(desk: Desk) -> None:
    desk.open()
    desk.focus()
    desk.paste({"text/html": clip("wps")})
    desk.page.wait_for_selector("[data-editor-area] figure")
    link = {"text": "联系", "link": "mailto:a@example.org"}
    width = 156 * 36_000
    assert width > STORED["width"]
    assert [without_ids(one) for one in desk.blocks()] == [
        lines("（一）强化保障", kind="heading", level=2),
        lines(
            "本年度投入", marked("350", "bold"), "万元，", marked("注", "superscript"),
            marked("比上年", "underline"), marked("旧", "strike"), "。", link,
            {"type": "note", "blocks": [lines("财政口径")]},
        ),
        lines("培训一次", kind="list_item", ordered=False, depth=0),
        lines("检查两次", kind="list_item", ordered=True, depth=0),
        {
            "type": "table", "header_rows": 0, "widths": [142, 142],
            "rows": [[cell("合计", columns=2)], [cell("甲"), cell("乙")]],
        },
        {"type": "picture", "alt": "", **STORED},
    ]  # fmt: skip
    assert len(desk.sent) == 1 and pixel() in desk.sent[0]


def test_nothing_of_a_web_page_but_its_words_and_structure(desk: Desk) -> None:
    html = (
        '<div onclick="x()"><h5 style="color:red">标</h5><ul><li>甲<ul><li>乙</li></ul></li>'
        '<li><p>丙</p><p>续</p></li></ul><a href="javascript:alert(1)">点</a>'
        '<script>alert(1)</script><b style="font-weight:normal">平</b><br><br></div>'
    )
    assert pasted(desk, html) == [
        lines("标", kind="heading", level=4),
        lines("甲", kind="list_item", ordered=False, depth=0),
        lines("乙", kind="list_item", ordered=False, depth=1),
        lines("丙", kind="list_item", ordered=False, depth=0),
        lines("续"),
        lines("点平"),
    ]


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td rowspan=9>甲</td><td colspan=70>乙</td></tr></table>",
        "<table><tr><td>甲</td><td rowspan=2>乙</td></tr><tr><td colspan=2>丙</td></tr></table>",
        "<table></table><p>甲</p>",
        "<table><tr><td><table><tr><td><table><tr><td><table><tr><td>深</td></tr></table>"
        "</td></tr></table></td></tr></table></td></tr></table>",
    ],
)
def test_whatever_table_comes_can_be_saved(desk: Desk, html: str) -> None:
    pasted(desk, html)
    from_json({"version": 1, "blocks": desk.blocks()})


def test_words_go_into_the_line_and_the_rest_follows(desk: Desk) -> None:
    desk.open(paragraph("a", "前后"))
    desk.caret(0, 1)
    desk.paste({"text/html": "<p>一</p><table><tr><td>格</td></tr></table><p>二</p>"})
    assert desk.shape() == [("p", "前一"), ("table", ""), ("p", "二后")]
    assert desk.ids()[0] == "a"
    desk.press("Control+z")
    assert desk.blocks() == [paragraph("a", "前后")]


def test_a_picture_alone_is_stored_and_put_where_the_caret_was(desk: Desk) -> None:
    desk.open(paragraph("a", "前"), paragraph("b", "后"))
    desk.caret(0, 1)
    paste_file(desk, "image/png")
    desk.page.wait_for_selector("[data-editor-area] figure")
    assert desk.shape() == [("p", "前"), ("picture", ""), ("p", "后")]


def test_a_refused_picture_leaves_the_text_alone_and_says_why(desk: Desk) -> None:
    desk.open(paragraph("a", "前"))
    desk.caret(0, 1)
    desk.answer = (422, {"sentence": "Not a picture."})
    desk.errors = Quiet()
    paste_file(desk, "image/png")
    desk.page.wait_for_selector("[data-editor-said]:not([hidden])")
    assert desk.page.locator("[data-editor-said]").inner_text() == "Not a picture."
    assert desk.blocks() == [paragraph("a", "前")]


def test_a_dropped_picture_comes_to_where_it_was_dropped(desk: Desk) -> None:
    desk.open(paragraph("a", "前"), paragraph("b", "后"))
    desk.page.evaluate(
        """(bytes) => {
            const dataTransfer = new DataTransfer();
            const data = Uint8Array.from(atob(bytes), (one) => one.charCodeAt(0));
            dataTransfer.items.add(new File([data], "图.png", {type: "image/png"}));
            const line = document.querySelector('[data-editor-area] [data-id="b"]');
            const {right, top, height} = line.getBoundingClientRect();
            const place = {clientX: right - 2, clientY: top + height / 2};
            const how = {dataTransfer, cancelable: true, bubbles: true, ...place};
            line.dispatchEvent(new DragEvent("drop", how));
        }""",
        base64.b64encode(pixel()).decode(),
    )
    desk.page.wait_for_selector("[data-editor-area] figure")
    assert desk.shape() == [("p", "前"), ("p", "后"), ("picture", "")]


def test_one_writes_on_while_a_picture_is_on_its_way(desk: Desk) -> None:
    desk.open(paragraph("a", "前"), paragraph("b", "后"))
    desk.caret(0, 1)
    held: list[Route] = []
    desk.page.route("**/files/", lambda route: held.append(route))
    paste_file(desk, "image/png")
    desk.page.wait_for_selector(".uploading")
    desk.page.wait_for_timeout(100)  # the editor puts its own selection back while it draws
    desk.caret(0, 0)
    desk.type("先")
    desk.caret(1, 1)
    desk.type("写")
    held[0].fulfill(status=201, json=STORED)
    desk.page.wait_for_selector("[data-editor-area] figure")
    assert desk.shape() == [("p", "先前"), ("picture", ""), ("p", "后写")]
    assert desk.page.locator(".uploading").count() == 0


class Quiet(list[str]):
    """The browser itself reports an answer of 422; here it is asked for."""

    def append(self, said: str) -> None:
        if "422" not in said:
            super().append(said)


def paste_file(desk: Desk, media: str) -> None:
    desk.page.evaluate(
        """([bytes, type]) => {
            const clipboardData = new DataTransfer();
            const data = Uint8Array.from(atob(bytes), (one) => one.charCodeAt(0));
            clipboardData.items.add(new File([data], "图.png", {type}));
            const event = new ClipboardEvent("paste", {clipboardData, cancelable: true});
            document.querySelector("[data-editor-area]").dispatchEvent(event);
        }""",
        [base64.b64encode(pixel()).decode(), media],
    )
