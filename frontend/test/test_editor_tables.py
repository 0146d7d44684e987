"""Tables: made, walked through, grown, shrunk, merged; header rows and widths go along."""

from __future__ import annotations

from typing import Any

from editor_desk import Desk, paragraph

from tests.rich import line, table

Data = dict[str, Any]


def texts(block: Data) -> list[list[str]]:
    """The words of each cell, row by row."""
    return [
        ["".join(run.get("text", "") for one in cell["blocks"] for run in one["runs"])
         for cell in row]
        for row in block["rows"]
    ]  # fmt: skip


def the_table(desk: Desk) -> Data:
    return next(one for one in desk.blocks() if one["type"] == "table")


def square() -> Data:
    rows = [[{"blocks": [line(f"c{y}{x}", f"{y}{x}")]} for x in range(2)] for y in range(3)]
    return {"id": "t", "type": "table", "header_rows": 1, "rows": rows, "widths": [3, 1]}


def select_cells(desk: Desk, first: str, last: str) -> None:
    """By the mouse, from the middle of one cell to the middle of another."""
    boxes = [desk.block(one).bounding_box() for one in (first, last)]
    (x0, y0), (x1, y1) = [
        (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2) for box in boxes if box
    ]
    desk.page.mouse.move(x0, y0)
    desk.page.mouse.down()
    desk.page.mouse.move(x1, y1, steps=4)
    desk.page.mouse.up()


def test_a_new_table_is_written_cell_by_cell_with_the_tab_key(desk: Desk) -> None:
    desk.open(paragraph("a", "前"))
    desk.caret(0, 1)
    desk.tool("table")
    for text in ("甲", "乙", "丙", "丁"):
        desk.type(text)
        desk.press("Tab")
    desk.press("Shift+Tab", "Shift+Tab")
    desk.type("改")
    found = the_table(desk)
    assert texts(found) == [["甲", "乙", "改"], ["丁", "", ""], ["", "", ""]]
    assert found["header_rows"] == 1
    assert desk.shape()[0] == ("p", "前")


def test_tab_in_the_last_cell_adds_a_row(desk: Desk) -> None:
    desk.open(square())
    desk.caret_at("c21", 2)
    desk.press("Tab")
    desk.type("新")
    assert texts(the_table(desk))[3] == ["新", ""]


def test_rows_and_columns_come_and_go_with_their_widths_and_header(desk: Desk) -> None:
    desk.open(square())
    desk.caret_at("c00", 1)
    desk.tool("row_above")
    assert the_table(desk)["header_rows"] == 2
    desk.tool("remove_row")
    assert texts(the_table(desk)) == [["", ""], ["10", "11"], ["20", "21"]]
    desk.caret_at("c11", 1)
    desk.tool("column_left")
    assert the_table(desk)["widths"] == [3, 1, 1]
    desk.caret_at("c10", 1)
    desk.tool("remove_column")
    found = the_table(desk)
    assert (found["widths"], texts(found)) == ([1, 1], [["", ""], ["", "11"], ["", "21"]])


def test_what_is_undone_is_as_it_was(desk: Desk) -> None:
    desk.open(square())
    desk.caret_at("c00", 1)
    for name in ("row_below", "column_left", "head"):
        desk.tool(name)
    for _ in range(3):
        desk.press("Control+z")
    assert desk.blocks() == [square()]


def test_cells_are_merged_and_split_again(desk: Desk) -> None:
    desk.open(square())
    select_cells(desk, "c10", "c21")
    desk.tool("merge")
    merged = the_table(desk)["rows"]
    assert [(cell.get("columns"), cell.get("rows")) for cell in merged[1]] == [(2, 2)]
    assert merged[2] == []
    assert [one["id"] for one in merged[1][0]["blocks"]] == ["c10", "c11", "c20", "c21"]
    desk.tool("split")
    assert [len(row) for row in the_table(desk)["rows"]] == [2, 2, 2]


def test_the_header_row_is_switched_on_and_off(desk: Desk) -> None:
    desk.open(square())
    desk.caret_at("c10", 1)
    head = desk.page.locator("[data-tool=head]")
    assert head.get_attribute("aria-pressed") == "false"
    desk.tool("head")
    assert the_table(desk)["header_rows"] == 2 and head.get_attribute("aria-pressed") == "true"
    desk.caret_at("c00", 1)
    desk.tool("head")
    assert the_table(desk)["header_rows"] == 0


def test_the_last_row_and_the_table_itself_go(desk: Desk) -> None:
    desk.open(paragraph("a", "前"), square(), paragraph("b", "后"))
    desk.caret_at("c00", 1)
    for _ in range(3):
        desk.tool("remove_row")
    assert desk.shape() == [("p", "前"), ("p", "后")]
    desk.press("Control+z")
    desk.tool("remove_table")
    assert desk.shape() == [("p", "前"), ("p", "后")]


def test_a_row_that_lacks_cells_stays_so_until_it_is_written_in(desk: Desk) -> None:
    ragged = square()
    ragged["rows"][1].pop()
    desk.open(ragged, paragraph("a", "后"))
    desk.caret_at("c00", 2)
    desk.type("改")
    assert [len(row) for row in the_table(desk)["rows"]] == [2, 1, 2]
    desk.caret_at("c10", 2)
    desk.press("Tab")
    desk.type("补")
    assert texts(the_table(desk))[1] == ["10", "补"]


def test_one_changed_cell_changes_nothing_else_of_a_table_with_merged_cells(desk: Desk) -> None:
    desk.open(table())
    desk.caret_at("t10", 2)
    desk.type("馆")
    wanted = table()
    wanted["rows"][1][0]["blocks"][0]["runs"][0]["text"] = "图书馆"
    assert desk.blocks() == [wanted]


def test_lists_and_marks_work_in_cells(desk: Desk) -> None:
    desk.open(square())
    desk.caret_at("c10", 0, 2)
    desk.press("Control+b")
    desk.tool("ordered")
    block = the_table(desk)["rows"][1][0]["blocks"][0]
    assert block == {
        "id": "c10", "type": "list_item", "ordered": True, "depth": 0,
        "runs": [{"text": "10", "marks": ["bold"]}],
    }  # fmt: skip
    assert desk.block("c10").get_attribute("data-sign") == "1."


def test_cells_copied_are_pasted_into_cells(desk: Desk) -> None:
    desk.open(square())
    select_cells(desk, "c00", "c01")
    copied = desk.clipboard("copy")
    desk.caret_at("c20", 0)
    desk.paste(copied)
    found = the_table(desk)
    assert texts(found) == [["00", "01"], ["10", "11"], ["00", "01"]]
    ids = [one["id"] for row in found["rows"] for cell in row for one in cell["blocks"]]
    assert len(ids) == len(set(ids)) and ids[:4] == ["c00", "c01", "c10", "c11"]
