"""Differences as pages draw them: cells, pictures and kept objects beside lines of text."""

from __future__ import annotations

import copy
from typing import Any

from tests.rich import line, rich
from workflow.actions.showing.compared import Compared, ComparedRow, compared
from workflow.documents.content import from_json

Data = dict[str, Any]
TEXT = rich("a" * 64, "b" * 64, "c" * 64)


def changes(old: Data, new: Data) -> list[Compared]:
    found = compared(from_json(old), from_json(new))
    return [one for one in found if one.kind != "equal"]


def edited(**blocks: Data | None) -> Data:
    """The text with some blocks' fields changed; None takes a block out."""
    new = copy.deepcopy(TEXT)
    new["blocks"] = [
        one | (blocks.get(one["id"]) or {})
        for one in new["blocks"]
        if blocks.get(one["id"], {}) is not None
    ]
    return new


def words(row: ComparedRow) -> list[list[tuple[str, str]]]:
    return [[(str(s.kind), s.text) for s in cell.segments] for cell in row.cells]


def test_the_same_text_has_no_changes() -> None:
    assert changes(TEXT, copy.deepcopy(TEXT)) == []
    assert len(compared(from_json(TEXT), from_json(TEXT))) == len(TEXT["blocks"])


def test_a_table_is_compared_cell_by_cell() -> None:
    rows = copy.deepcopy(TEXT["blocks"][5]["rows"])
    rows[1][1]["blocks"][0]["runs"][0]["text"] = "15"
    (change,) = changes(TEXT, edited(t={"rows": rows}))
    assert (change.type, change.kind) == ("table", "changed")
    assert [str(row.kind) for row in change.rows] == ["equal", "changed"]
    assert words(change.rows[1])[1] == [
        ("delete", "12"), ("insert", "15"), ("equal", "〔含期刊〕"),
    ]  # fmt: skip
    assert change.rows[0].cells[1].columns == 2


def test_rows_that_came_and_went_are_told_apart_from_changed_ones() -> None:
    old = grid(["甲", "1"], ["乙", "2"], ["丙", "3"])
    (change,) = changes(old, grid(["甲", "1"], ["丙", "3"], ["丁", "4"]))
    assert [(str(row.kind), words(row)[0]) for row in change.rows] == [
        ("equal", [("equal", "甲")]),
        ("removed", [("delete", "乙")]),
        ("equal", [("equal", "丙")]),
        ("added", [("insert", "丁")]),
    ]


def grid(*rows: list[str]) -> Data:
    cells = [
        [{"blocks": [line(f"c{y}{x}", word)]} for x, word in enumerate(row)]
        for y, row in enumerate(rows)
    ]
    return {"blocks": [{"id": "t", "type": "table", "rows": cells}]}


def test_tables_of_another_shape_with_tall_cells_stand_one_below_the_other() -> None:
    tall = grid(["甲", "1"], ["2"])
    tall["blocks"][0]["rows"][0][0]["rows"] = 2
    assert [str(one.kind) for one in changes(grid(["甲", "1"], ["乙", "2"]), tall)] == [
        "removed", "added",
    ]  # fmt: skip


def test_another_picture_stands_beside_the_old_one() -> None:
    (change,) = changes(TEXT, edited(pic={"hash": "d" * 64}))
    assert change.other_picture and not change.same_words
    assert change.before and change.after
    assert (change.before["hash"], change.after["hash"]) == ("a" * 64, "d" * 64)


def test_another_size_or_form_is_said_where_no_word_changed() -> None:
    for new in (
        edited(pic={"width": 2_000_000}),
        edited(h={"level": 2}),
        edited(t={"header_rows": 0}),
        edited(i={"hash": "e" * 64}),
    ):
        (change,) = changes(TEXT, new)
        assert change.same_words, change.type


def test_what_was_taken_out_is_shown_as_it_was() -> None:
    found = changes(TEXT, edited(pic=None, i=None, b=None))
    assert [(one.type, str(one.kind)) for one in found] == [
        ("picture", "removed"), ("island", "removed"), ("page_break", "removed"),
    ]  # fmt: skip
    assert all(one.after for one in found)


def test_a_line_that_became_a_table_went_and_came() -> None:
    old = {"blocks": [line("x", "甲 乙")]}
    new = {"blocks": [{"id": "x", "type": "table", "rows": [[{"blocks": [line("y", "甲 乙")]}]]}]}
    assert [(one.type, str(one.kind)) for one in changes(old, new)] == [
        ("line", "removed"), ("table", "added"),
    ]  # fmt: skip
