"""Tables, pictures, notes and islands as JSON: what is right comes back, what is wrong is named."""

from __future__ import annotations

import json
from typing import Any

import pytest

from workflow.documents.content import (
    ATOM,
    Content,
    ContentError,
    Paragraph,
    Run,
    blobs_of,
    block_text,
    content_hash,
    count_characters,
    every_block,
    from_json,
    plain_text,
    to_json,
    with_ids_from,
)

HASH, OTHER = "a" * 64, "b" * 64


def line(own: str, *runs: Any, **more: Any) -> dict[str, Any]:
    made = [{"text": one} if isinstance(one, str) else one for one in runs]
    return {"id": own, "type": "paragraph", "runs": made} | more


def cell(*blocks: dict[str, Any], **more: int) -> dict[str, Any]:
    return {"blocks": list(blocks)} | more


def table(own: str, *rows: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return {"id": own, "type": "table", "header_rows": 0, "rows": list(rows)} | more


def picture(**changed: Any) -> dict[str, Any]:
    size = {"width": 3_600_000, "height": 1_800_000}
    made = {"id": "p", "type": "picture", "hash": HASH, "media": "image/png", "alt": "柱状图"}
    return made | size | changed


def note(*blocks: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "note", "blocks": list(blocks)} | more


EVERYTHING: dict[str, Any] = {
    "version": 1,
    "blocks": [
        {"id": "h", "type": "heading", "level": 2, "runs": [{"text": "收入"}]},
        line(
            "a",
            {"text": "增长", "marks": ["bold", "superscript"]},
            {"type": "line_break"},
            {"text": "官网", "link": "https://example.org/年报?a=1"},
            {"type": "bookmark", "name": "_Ref1"},
            {"type": "figure", "figure": "income", "version": 3, "text": "8.2%"},
            {"type": "island", "hash": OTHER, "kind": "equation", "text": "x+y"},
            note(line("n", "据统计局"), endnote=True),
            landscape=True,
        ),
        {
            "id": "l",
            "type": "list_item",
            "ordered": True,
            "depth": 8,
            "start": 3,
            "runs": [{"text": "第三项"}],
        },
        table(
            "t",
            [cell(line("c1", "项目"), rows=2), cell(line("c2", "金额"), columns=2)],
            [cell(line("c3", "万元")), cell(table("t2", [cell(line("c4", "内"))]))],
            widths=[200, 400, 400],
            header_rows=1,
        ),
        picture(caption=[{"text": "图1"}]),
        {"id": "b", "type": "page_break"},
        {"id": "i", "type": "island", "hash": OTHER, "kind": "chart", "text": "图表标题"},
    ],
}


def test_every_kind_comes_back_as_it_was() -> None:
    content = from_json(EVERYTHING)
    assert to_json(content) == EVERYTHING
    assert from_json(json.loads(json.dumps(to_json(content)))) == content


def test_text_of_cells_notes_captions_figures_and_islands_counts() -> None:
    content = from_json(EVERYTHING)
    text = plain_text(content)
    for words in ("收入", "8.2%", "x+y", "据统计局", "第三项", "内", "图1", "图表标题"):
        assert words in text
    assert count_characters(content) == len("".join(text.split()))


def test_comment_offsets_count_an_atom_as_one() -> None:
    block = from_json(EVERYTHING).blocks[1]
    assert block_text(block) == f"增长{ATOM}官网{ATOM * 4}"


def test_pictures_and_islands_are_named_once_in_reading_order() -> None:
    assert blobs_of(from_json(EVERYTHING)) == (OTHER, HASH)


def test_the_hash_sees_all_but_ids() -> None:
    renamed = json.loads(json.dumps(EVERYTHING).replace('"id": "', '"id": "x'))
    assert content_hash("甲", from_json(renamed)) == content_hash("甲", from_json(EVERYTHING))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"据统计局"', '"据统计"'),
        ('"内"', '"外"'),
        (f'"hash": "{HASH}"', f'"hash": "{OTHER}"'),
        ('"version": 3', '"version": 4'),
        ('"8.2%"', '"8.3%"'),
        ('"superscript"', '"subscript"'),
        ('"columns": 2', '"columns": 3'),
        ('"header_rows": 1', '"header_rows": 0'),
        ('"landscape": true', '"landscape": false'),
        ('"start": 3', '"start": 4'),
        ("https://example.org/", "https://example.com/"),
    ],
)
def test_the_hash_changes_with_what_a_reader_sees(before: str, after: str) -> None:
    stored = json.dumps(EVERYTHING, ensure_ascii=False)
    assert before in stored
    changed = from_json(json.loads(stored.replace(before, after)))
    assert content_hash("甲", changed) != content_hash("甲", from_json(EVERYTHING))


@pytest.mark.parametrize(
    ("block", "place"),
    [
        ({"id": "h", "type": "heading", "level": 7, "runs": []}, "blocks[0].level"),
        (line("a", {"type": "video"}), "blocks[0].runs[0].type"),
        (line("a", {"text": "x", "link": "javascript:alert(1)"}), "blocks[0].runs[0].link"),
        (line("a", {"text": "x", "link": "file:///etc/passwd"}), "blocks[0].runs[0].link"),
        (line("a", {"type": "bookmark", "name": 'a"b'}), "blocks[0].runs[0].name"),
        (line("a", {"type": "island", "hash": "../etc"}), "blocks[0].runs[0].hash"),
        (
            line("a", {"type": "figure", "figure": "f", "version": 0, "text": ""}),
            "blocks[0].runs[0].version",
        ),
        (line("a", note(line("n", note(line("m"))))), "blocks[0].runs[0].blocks[0].runs[0]"),
        (line("a", note(picture())), "blocks[0].runs[0].blocks[0].type"),
        (picture(media="text/html"), "blocks[0].media"),
        (picture(width=0), "blocks[0].width"),
        (picture(height=10**9), "blocks[0].height"),
        (table("t"), "blocks[0].rows"),
        (table("t", [cell(columns=64)]), "blocks[0].rows[0][0].columns"),
        (table("t", [cell(rows=2)]), "blocks[0].rows[0][0].rows"),
        (table("t", [cell(), cell(rows=2)], [cell(columns=2)]), "blocks[0].rows[1][0]"),
        (table("t", [cell()], header_rows=2), "blocks[0].header_rows"),
        (table("t", [cell(columns=40), cell(columns=40)]), "blocks[0].rows[0]"),
        (line("a", landscape="yes"), "blocks[0].landscape"),
    ],
)
def test_what_is_wrong_is_named_by_its_place(block: dict[str, Any], place: str) -> None:
    with pytest.raises(ContentError) as refused:
        from_json({"version": 1, "blocks": [block]})
    assert refused.value.place == place
    assert place in refused.value.zh and place in refused.value.en


def test_tables_nest_three_deep_and_no_deeper() -> None:
    inner = line("x", "内")
    for depth in range(3):
        inner = table(f"t{depth}", [cell(inner)])
    assert "内" in plain_text(from_json({"blocks": [inner]}))
    with pytest.raises(ContentError):
        from_json({"blocks": [table("t", [cell(inner)])]})


def test_a_tower_of_nested_data_is_refused_not_followed() -> None:
    inner: Any = line("x", "内")
    for _ in range(900):
        inner = {"id": "t", "type": "table", "rows": [[{"blocks": [inner]}]]}
    with pytest.raises(ContentError):
        from_json({"blocks": [inner]})


def test_an_id_used_in_a_cell_and_outside_is_refused() -> None:
    with pytest.raises(ContentError):
        from_json({"blocks": [line("c", "甲"), table("t", [cell(line("c", "乙"))])]})


def test_blocks_within_cells_count_towards_the_limit() -> None:
    rows = [[cell(line(f"{y}x{x}"), line(f"{y}y{x}")) for x in range(60)] for y in range(170)]
    with pytest.raises(ContentError) as refused:
        from_json({"blocks": [table("t", *rows)]})
    assert "20000" in refused.value.zh


def test_restoring_an_older_text_never_uses_an_id_twice() -> None:
    old = from_json(EVERYTHING)
    shuffled = Content((*old.blocks[3:], Paragraph("c1", (Run("新"),)), *old.blocks[:3]))
    made = with_ids_from(Content(tuple(one for one in old.blocks if one.id != "zz")), shuffled)
    ids = [one.id for one in every_block(made.blocks)]
    assert len(ids) == len(set(ids))
    assert plain_text(made) == plain_text(shuffled)
