"""What pages are told of a text beside its JSON: signs, labels, notes, shares of a table."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rich import line, rich, table
from workflow.actions.showing.list_signs import ListSigns, circled, letter, roman
from workflow.actions.showing.prose import prose_of
from workflow.documents.content import from_json, to_json

HASHES = ("a" * 64, "b" * 64, "c" * 64)


def drawn(*blocks: dict[str, Any]) -> list[dict[str, Any]]:
    return prose_of(from_json({"blocks": list(blocks)}), 7).blocks


def item(depth: int, ordered: bool = True, **more: Any) -> dict[str, Any]:
    return {"type": "list_item", "depth": depth, "ordered": ordered, **more}


def signs(*blocks: dict[str, Any]) -> list[str]:
    counting = ListSigns()
    return [counting.next(one) for one in blocks]


def test_lists_count_by_depth_and_begin_anew_after_text() -> None:
    outline = [item(0), item(1), item(1), item(2), item(3), item(4), item(0), item(1)]
    assert signs(*outline) == ["1.", "（1）", "（2）", "①", "a.", "i.", "2.", "（1）"]
    assert signs(item(0), {"type": "paragraph"}, item(0)) == ["1.", "", "1."]
    assert signs(item(0, False), item(1, False), item(0)) == ["●", "○", "1."]
    assert signs(item(0, start=5), item(0)) == ["5.", "6."]


def test_numbers_that_have_no_sign_are_written_otherwise() -> None:
    assert (circled(1), circled(20), circled(21)) == ("①", "⑳", "（21）")
    assert [roman(n) for n in (1, 4, 9, 14, 49, 50)] == ["i", "iv", "ix", "xiv", "xlix", "50"]
    assert [letter(n) for n in (1, 26, 27)] == ["a", "z", "aa"]


def test_notes_are_collected_from_lines_cells_and_captions_with_endnotes_last() -> None:
    prose = prose_of(from_json(rich(*HASHES)), 7, "mine")
    assert [(one.label, one.name) for one in prose.notes] == [
        ("①", "mine-note-1"), ("②", "mine-note-2"), ("③", "mine-note-3"), ("i", "mine-endnote-1"),
    ]  # fmt: skip
    assert [one.lines[0]["runs"][0]["text"] for one in prose.notes] == [
        "按年计", "含期刊", "月度", "末注",
    ]  # fmt: skip
    mark = next(one for one in prose.blocks[1]["runs"] if one.get("type") == "note")
    assert (mark["label"], mark["name"], mark["said"]) == ("①", "mine-note-1", "按年计")


def test_a_table_knows_its_shares_and_a_head_that_html_can_hold() -> None:
    (found,) = drawn(table())
    assert (found["shares"], found["head"]) == ([50.0, 25.0, 25.0], 1)
    tall = table() | {"rows": [[{"blocks": [], "rows": 2}, {"blocks": []}], [{"blocks": []}]]}
    (found,) = drawn({**tall, "widths": []})
    assert (found["shares"], found["head"]) == ([], 0)


@pytest.mark.parametrize(
    ("media", "visible"),
    [("image/png", True), ("image/svg+xml", True), ("image/x-emf", False), ("image/tiff", False)],
)
def test_a_picture_knows_its_size_in_pixels_and_whether_it_can_be_seen(
    media: str, visible: bool
) -> None:
    size = {"width": 914_400, "height": 457_200}
    shown = {"id": "x", "type": "picture", "hash": HASHES[0], "media": media, **size}
    (found,) = drawn(shown)
    assert (found["across"], found["down"], found["visible"]) == (96, 48, visible)


def test_islands_are_called_by_their_kind_in_both_languages() -> None:
    island = {"id": "x", "type": "island", "hash": HASHES[0], "text": ""}
    chart, strange = drawn({**island, "kind": "chart"}, {**island, "id": "y", "kind": "hologram"})
    assert (chart["label"].zh, chart["label"].en) == ("图表", "chart")
    assert strange["label"].zh == "Word 对象"


def test_drawing_leaves_the_content_alone() -> None:
    content = from_json(rich(*HASHES))
    before = to_json(content)
    prose_of(content, 7)
    assert to_json(content) == before
    assert drawn(line("a", "甲"))[0]["runs"] == [{"text": "甲"}]
