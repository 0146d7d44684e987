"""Numerals: written, read back, and kept in the frame that the author used."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.documents.numerals import (
    DEFAULT_FRAME,
    KINDS,
    chinese_number,
    chinese_value,
    frame_of,
    numeral_text,
)

FRAMES = {
    "cn_dun": ["#、", "#．", "#⼗、", "#⼀⼆⼋⼗、"],
    "cn_paren": ["（#）", "(#)", "（#）、"],
    "ar_dot": ["#.", "#．", "＃．", "#、", "##."],
    "ar_paren": ["（#）", "(#)", "（＃）"],
    "circled": ["#", "#、"],
    "zhang": ["第#章"],
    "jie": ["第#节"],
    "tiao": ["第#条"],
}
FRAMED = [(kind, frame) for kind, frames in FRAMES.items() for frame in frames]


@pytest.mark.parametrize(
    ("value", "text"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (105, "一百零五"),
     (110, "一百一十"), (1001, "一千零一"), (1010, "一千零一十")],
)  # fmt: skip
def test_a_number_is_written_in_chinese(value: int, text: str) -> None:
    assert chinese_number(value) == text


@pytest.mark.parametrize("value", range(1, 100))
def test_a_chinese_number_is_read_back(value: int) -> None:
    assert chinese_value(chinese_number(value)) == value


@pytest.mark.parametrize("text", ["", "一一", "十十", "一十", "百", "0"])
def test_what_is_no_chinese_number_has_no_value(text: str) -> None:
    assert chinese_value(text) is None


@given(st.sampled_from(FRAMED), st.integers(1, 50))
@settings(deadline=None)
def test_a_numeral_comes_back_from_its_own_frame(framed: tuple[str, str], value: int) -> None:
    kind, frame = framed
    numeral = numeral_text(kind, value, frame)
    assert numeral_text(kind, value, frame_of(numeral, kind)) == numeral


@pytest.mark.parametrize(
    ("numeral", "kind", "frame"),
    [("一、", "cn_dun", "#、"), ("（十一）、", "cn_paren", "（#）、"), ("01.", "ar_dot", "##."),
     ("１２．", "ar_dot", "＃．"), ("⼗一、", "cn_dun", "#⼗、"), ("③", "circled", "#"),
     ("第 十 章", "zhang", "第#章"), ("( 3 )", "ar_paren", "(#)")],
)  # fmt: skip
def test_a_frame_keeps_what_the_author_typed(numeral: str, kind: str, frame: str) -> None:
    assert frame_of(numeral, kind) == frame


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_a_frame_of_its_own(kind: str) -> None:
    assert frame_of(numeral_text(kind, 2), kind) == DEFAULT_FRAME[kind]


def test_a_circled_number_beyond_fifty_is_written_in_brackets() -> None:
    assert numeral_text("circled", 20) == "⑳"
    assert numeral_text("circled", 50) == "㊿"
    assert numeral_text("circled", 51) == "(51)"


@pytest.mark.parametrize(
    ("kind", "value", "frame"),
    [("roman", 1, None), ("cn_dun", 0, None), ("cn_dun", 1, "一、"), ("cn_dun", 10_000, None)],
)
def test_an_impossible_numeral_is_refused(kind: str, value: int, frame: str | None) -> None:
    with pytest.raises(ValueError, match=r"numeral"):
        numeral_text(kind, value, frame)


def test_a_text_without_number_has_no_frame() -> None:
    with pytest.raises(ValueError, match=r"no numeral"):
        frame_of("前言", "cn_dun")
