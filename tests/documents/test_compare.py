"""Differences: either side can be read back, and the changes read well in Chinese."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workflow.documents.compare import Kind, compare, compare_text
from workflow.documents.content import Content, Paragraph, Run, from_text

lines = st.lists(st.text("甲乙丙丁1。", min_size=1, max_size=12), max_size=6)


@given(st.text("甲乙丙1。"), st.text("甲乙丙1。"))
def test_segments_give_back_either_side(old: str, new: str) -> None:
    segments = compare_text(old, new)
    assert "".join(one.text for one in segments if one.kind is not Kind.INSERT) == old
    assert "".join(one.text for one in segments if one.kind is not Kind.DELETE) == new


@given(lines, lines)
def test_the_new_side_comes_out_whole_and_in_order(old: list[str], new: list[str]) -> None:
    changes = compare(from_text("\n".join(old)), from_text("\n".join(new)))
    kept = [one for one in changes if one.kind not in (Kind.REMOVED, Kind.LEFT)]
    read = [
        "".join(part.text for part in one.segments if part.kind is not Kind.DELETE) for one in kept
    ]
    assert [one for one in read if one] == [one for one in new if one]


def test_a_changed_number_is_shown_as_one_change() -> None:
    old = Content((Paragraph("a", (Run("全年举办活动21场，参与300人次。"),)),))
    new = Content((Paragraph("a", (Run("全年举办活动214场，参与300人次。"),)),))
    (change,) = compare(old, new)
    assert change.kind is Kind.CHANGED
    changed = [one.text for one in change.segments if one.kind is not Kind.EQUAL]
    assert changed == ["21场", "214场"]


def test_bold_alone_is_a_change_of_the_block() -> None:
    old = Content((Paragraph("a", (Run("甲"),)),))
    new = Content((Paragraph("a", (Run("甲", frozenset({"bold"})),)),))
    assert [one.kind for one in compare(old, new)] == [Kind.CHANGED]


def test_a_removed_and_an_added_paragraph_are_told_apart() -> None:
    changes = compare(from_text("第一段文字\n第二段说明"), from_text("第一段文字\nABCDEFG"))
    assert {one.kind for one in changes} == {Kind.EQUAL, Kind.REMOVED, Kind.ADDED}
