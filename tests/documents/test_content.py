"""Content: checked in, canonical, and named by a hash that sees what readers see."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.documents.content import (
    Content,
    ContentError,
    ListItem,
    Paragraph,
    Run,
    content_hash,
    count_characters,
    from_json,
    from_text,
    plain_text,
    to_json,
    with_ids_from,
)

BOLD = frozenset({"bold"})
runs = st.lists(
    st.builds(Run, st.text("甲乙a1 。"), st.sampled_from([frozenset(), BOLD])), max_size=4
).map(tuple)
blocks = st.lists(
    st.one_of(
        st.builds(lambda found: Paragraph("", found), runs),
        st.builds(lambda kind, depth, found: ListItem("", kind, depth, found),
                  st.booleans(), st.integers(0, 4), runs),
    ),
    max_size=6,
)  # fmt: skip


def stored(block: dict[str, Any]) -> dict[str, Any]:
    return {"version": 1, "blocks": [block]}


def paragraph(**changed: Any) -> dict[str, Any]:
    return {"id": "a", "type": "paragraph", "runs": [{"text": "甲"}]} | changed


@given(blocks)
def test_json_out_and_in_keeps_every_character_and_mark(made: list[Any]) -> None:
    numbered = [
        type(one)(str(place), *[getattr(one, name) for name in one.__slots__ if name != "id"])
        for place, one in enumerate(made)
    ]
    content = Content(tuple(numbered))
    again = from_json(json.loads(json.dumps(to_json(content))))
    assert plain_text(again) == plain_text(content)
    assert from_json(to_json(again)) == again


@pytest.mark.parametrize(
    ("block", "place"),
    [
        ("no block", "blocks[0]"),
        (paragraph(id="§"), "blocks[0].id"),
        (paragraph(type="video"), "blocks[0].type"),
        (paragraph(runs="甲"), "blocks[0].runs"),
        (paragraph(runs=[{"text": 1}]), "blocks[0].runs[0].text"),
        (paragraph(runs=[{"text": "甲", "marks": ["blink"]}]), "blocks[0].runs[0].marks"),
        (paragraph(type="list_item", depth=9), "blocks[0].depth"),
        (paragraph(type="list_item", ordered="yes"), "blocks[0].ordered"),
    ],
)
def test_what_is_wrong_is_named_by_its_place(block: Any, place: str) -> None:
    with pytest.raises(ContentError) as refused:
        from_json(stored(block))
    assert refused.value.place == place
    assert place in refused.value.zh and place in refused.value.en


def test_a_block_id_that_is_used_twice_is_refused() -> None:
    with pytest.raises(ContentError):
        from_json({"version": 1, "blocks": [paragraph(), paragraph()]})


def test_too_many_blocks_are_refused_before_they_are_read() -> None:
    with pytest.raises(ContentError):
        from_json({"version": 1, "blocks": [None] * 5_001})


def test_control_characters_that_xml_cannot_hold_are_left_out() -> None:
    assert plain_text(from_json(stored(paragraph(runs=[{"text": "甲\x01乙"}])))) == "甲乙"


def test_the_hash_ignores_ids_and_the_splitting_of_runs() -> None:
    one = from_json(stored(paragraph(runs=[{"text": "甲"}, {"text": "乙"}])))
    other = from_json(stored(paragraph(id="b", runs=[{"text": "甲乙"}, {"text": ""}])))
    assert content_hash("题", one) == content_hash("题", other)


def test_the_hash_sees_title_text_marks_and_kind_of_block() -> None:
    variants = [
        paragraph(),
        paragraph(runs=[{"text": "乙"}]),
        paragraph(runs=[{"text": "甲", "marks": ["bold"]}]),
        paragraph(type="list_item"),
        paragraph(type="list_item", ordered=True),
        paragraph(type="list_item", depth=1),
    ]
    hashes = {content_hash("题", from_json(stored(one))) for one in variants}
    hashes.add(content_hash("另题", from_json(stored(variants[0]))))
    assert len(hashes) == len(variants) + 1


def test_blocks_that_stayed_alike_keep_their_ids() -> None:
    old = from_text("甲\n乙\n丙")
    new = with_ids_from(old, from_text("甲\n新\n丙"))
    ids = [block.id for block in new.blocks]
    assert (ids[0], ids[2]) == (old.blocks[0].id, old.blocks[2].id)
    assert ids[1] != old.blocks[1].id and len(set(ids)) == 3


def test_characters_are_counted_without_blanks() -> None:
    assert count_characters(from_text("甲 乙\n\u3000丙1")) == 4
