"""Comments, changes and remarks as JSON: out and in they are the same, wrong ones are named."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents.contents import lines, words
from workflow.documents.content import Cell, ContentError, Paragraph, Run
from workflow.documents.talk import Remark, Suggestion, WordComment
from workflow.documents.talk_json import (
    MOST_COMMENTS,
    comments_from_json,
    comments_to_json,
    remarks_from_json,
    remarks_to_json,
    suggestions_from_json,
    suggestions_to_json,
)

ids = st.text("abc123_-", min_size=1, max_size=8)
texts = st.text("甲乙a1 \n“”", max_size=8)
spans = st.tuples(st.integers(0, 99), st.integers(0, 99)).map(sorted)


@st.composite
def comments(draw: st.DrawFn) -> WordComment:
    start, end = draw(spans)
    own, block, parent = draw(ids), draw(ids | st.just("")), draw(ids | st.just(""))
    author, text, quote = draw(words), draw(texts), draw(texts)
    return WordComment(
        own, author, "2026-01-01", text, block, start, end, quote, parent, draw(st.booleans())
    )


@st.composite
def suggestions(draw: st.DrawFn) -> Suggestion:
    start, end = draw(spans)
    blocks = (Paragraph("new", (Run("新"),)),) if draw(st.booleans()) else ()
    line = tuple(one for one in draw(lines) if isinstance(one, Run))
    rows = ((Cell((Paragraph("c", (Run("格"),)),)),),) if draw(st.booleans()) else ()
    block, removed = draw(ids | st.just("")), draw(st.booleans())
    return Suggestion(draw(words), "", block, start, end, line, blocks, removed, rows)


@given(st.lists(comments(), max_size=4).map(tuple))
def test_comments_go_out_and_in(made: tuple[WordComment, ...]) -> None:
    assert comments_from_json(json.loads(json.dumps(comments_to_json(made)))) == made


@given(st.lists(suggestions(), max_size=4).map(tuple))
def test_suggestions_go_out_and_in(made: tuple[Suggestion, ...]) -> None:
    again = suggestions_from_json(json.loads(json.dumps(suggestions_to_json(made))))
    assert suggestions_from_json(suggestions_to_json(again)) == again
    for one, other in zip(made, again, strict=True):
        assert (one.block, one.start, one.end) == (other.block, other.start, other.end)
        assert one.rows == other.rows
        assert (one.blocks, one.removed) == (other.blocks, other.removed)
        assert _text(one) == _text(other)


def _text(one: Suggestion) -> str:
    return "".join(each.text for each in one.runs if isinstance(each, Run))


def test_remarks_go_out_and_in() -> None:
    made = (Remark("a", "甲。", "A."), Remark("b", "乙。", "B.", "block1", 3))
    assert remarks_from_json(json.loads(json.dumps(remarks_to_json(made)))) == made


def comment(**changed: Any) -> dict[str, Any]:
    return {"key": "1", "text": "", "block": "a", "quote": ""} | changed


@pytest.mark.parametrize(
    ("read", "stored", "place"),
    [
        (comments_from_json, {}, "comments"),
        (comments_from_json, [1], "comments[0]"),
        (comments_from_json, [comment(key=1)], "comments[0].key"),
        (comments_from_json, [comment(start=5, end=2)], "comments[0].end"),
        (comments_from_json, [comment(start=-1)], "comments[0].start"),
        (comments_from_json, [comment(done="yes")], "comments[0].done"),
        (comments_from_json, [comment()] * (MOST_COMMENTS + 1), "comments"),
        (suggestions_from_json, [{"runs": [{"text": 1}]}], "suggestions[0].runs[0].text"),
        (suggestions_from_json, [{"blocks": [{}]}], "suggestions[0].blocks[0].type"),
        (remarks_from_json, [{"code": "a"}], "warnings[0].zh"),
    ],
)
def test_what_is_wrong_is_named_by_its_place(read: Any, stored: Any, place: str) -> None:
    with pytest.raises(ContentError) as refused:
        read(stored)
    assert refused.value.place == place


def test_a_wrong_block_is_named() -> None:
    with pytest.raises(ContentError) as refused:
        comments_from_json([comment(block="§")])
    assert refused.value.place == "comments[0].block"


def test_none_at_all_is_none() -> None:
    assert comments_from_json(None) == suggestions_from_json(None) == ()
