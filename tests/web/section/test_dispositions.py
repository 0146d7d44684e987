"""The table of comments and their disposition: a section's, the report's, and as files."""

from __future__ import annotations

import io

import pytest
from docx import Document
from flask import Flask

from tests.cast import World
from tests.conftest import As
from workflow.domain.terms import CommentKind, Verb

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def talk(app: Flask, world: World) -> World:
    """Comments on two sections: one not adopted, one open."""
    with app.app_context():
        world.write("owner", "第一稿。")
        world.do("reviewer", Verb.COMMENT, text="=请核对", kind=CommentKind.MUST_FIX)
        world.do("editor", Verb.COMMENT, "team", text="请补充队伍情况")
        world.do("owner", Verb.ANSWER, comment_id=1, disposition="rejected", note="数字无误")
    return world


def test_a_section_lists_its_own_and_a_report_all_in_order(talk: World, as_: As) -> None:
    client = as_("owner")
    own = client.get(f"/sections/{talk.section_ids['rules']}/dispositions").text
    assert "=请核对" in own and "不采纳" in own and "数字无误" in own and "请补充" not in own
    whole = client.get(f"/reports/{talk.report_id}/dispositions").text
    assert whole.index("=请核对") < whole.index("请补充队伍情况")
    assert "共 2 条意见" in whole and "未处理 1" in whole
    for who, seen in (("second_owner", True), ("owner", False)):
        mine = as_(who).get(f"/reports/{talk.report_id}/dispositions?show=mine").text
        assert ("请补充队伍情况" in mine) is seen and "=请核对" not in mine
    assert (
        "没有这样的意见"
        in as_("owner").get(f"/reports/{talk.report_id}/dispositions?show=must").text
    )


def test_the_files_hold_what_offices_ask_for(talk: World, as_: As) -> None:
    base = f"/reports/{talk.report_id}/dispositions"
    sent = as_("editor").get(f"{base}.docx")
    (table,) = Document(io.BytesIO(sent.data)).tables
    head, first, second = ([cell.text for cell in row.cells] for row in table.rows)
    assert head == [
        "序号", "章节", "位置/原文", "意见", "提出人", "提出时间", "处理结果", "说明", "处理人",
    ]  # fmt: skip
    assert first[:5] == ["1", "（一）制度建设", "全篇", "=请核对", "审核人甲"]
    assert first[6:] == ["不采纳", "数字无误", "责任人甲"] and second[6:] == ["未处理", "", ""]
    book = as_("editor").get(f"{base}.xlsx")
    assert book.data.startswith(b"PK") and "attachment" in book.headers["Content-Disposition"]
    assert as_("outsider").get(f"{base}.xlsx").status_code == 404
