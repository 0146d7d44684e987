"""Rule 9: whatever the text and whatever is decided, no character is lost."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.documents.numerals import frame_of, numeral_text
from workflow.documents.outline import Decisions, Outline, recognise
from workflow.documents.outline.as_json import to_json

PIECES = [
    "一、", "二、", "三、", "（一）", "(二)", "（三）、", "1.", "2．", "３.", "(1)", "（2）",
    "①", "②", "第一章 ", "第二节　", "第一条 ", "第三条", "ー、", "(-)", "1)", "⼀、",
    "⼗⼀、", "1２.", "一．", "一是", "二是", "三要", "第一，", "附件：", "工作", "情况",
    "完善制度", "，", "；", "：", "。", "！", "？", ".", "、", "\n", "\n", "\r\n", "\r", "\x0b",
    "\u2028", " ", "　", "\u200b", "\ufeff", "\t", "X", "××", "《", "》", "……1", "5", "a",
    "𠀀", "😀", "”", "）", "…", "《甲》",
]  # fmt: skip
rich_texts = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
texts = st.one_of(st.text(max_size=200), rich_texts)
offsets = st.frozensets(st.integers(-2, 120), max_size=12)
all_decisions = st.builds(
    Decisions,
    rejected=offsets,
    accepted=offsets,
    added=offsets,
    cuts=offsets,
    levels=st.dictionaries(st.integers(-2, 120), st.integers(-3, 40), max_size=12),
)


def packed(text: str) -> str:
    return "".join(text.split())


def everything(outline: Outline) -> str:
    parts = [outline.title.text if outline.title else ""]
    parts.append(outline.preamble.text if outline.preamble else "")
    for section in outline.sections:
        parts += [outline.heading_text(section), outline.body_text(section)]
    return packed("".join(parts))


def assert_whole(outline: Outline) -> None:
    assert everything(outline) == packed(outline.text)
    for section in outline.sections:
        heading = packed(section.numeral + section.title + section.tail)
        assert heading == packed(outline.heading_text(section))


@given(texts)
@settings(deadline=None)
def test_every_character_stays_in_order(text: str) -> None:
    assert_whole(recognise(text))


@given(rich_texts, all_decisions)
@settings(max_examples=300, deadline=None)
def test_every_character_stays_whatever_is_decided(text: str, decisions: Decisions) -> None:
    outline = recognise(text, decisions)
    assert_whole(outline)
    assert not {s.start for s in outline.sections} & decisions.rejected


@given(rich_texts, all_decisions)
@settings(deadline=None)
def test_levels_never_skip_and_ids_follow_them(text: str, decisions: Decisions) -> None:
    level, seen = 0, set()
    for section in recognise(text, decisions).sections:
        assert 1 <= section.level <= level + 1
        assert section.id.count(".") == section.level - 1 and section.id not in seen
        assert section.parent is None or section.parent in seen
        seen.add(section.id)
        level = section.level


@given(rich_texts)
@settings(max_examples=300, deadline=None)
def test_every_recognised_numeral_can_be_written_again(text: str) -> None:
    for section in recognise(text).sections:
        assert section.kind is not None and section.value is not None
        frame = frame_of(section.numeral, section.kind)
        assert section.frame == frame
        assert numeral_text(section.kind, section.value, frame) == packed(section.numeral)


@given(texts, all_decisions)
@settings(deadline=None)
def test_the_counts_of_the_json_add_up(text: str, decisions: Decisions) -> None:
    answer = to_json(recognise(text, decisions))
    title, preamble, sections = answer["title"], answer["preamble"], answer["sections"]
    assert isinstance(sections, list)
    total = sum(part["chars"] for part in (title, preamble) if isinstance(part, dict))
    total += sum(len(packed(s["heading_text"])) + s["body_chars"] for s in sections)
    assert total == len(packed(text))
    top = sum(s["subtree_body_chars"] for s in sections if s["parent"] is None)
    assert top == sum(s["body_chars"] for s in sections)


@pytest.mark.parametrize(
    "text",
    [
        "年度报告\n" + "一、工作情况\n（一）完善制度\n修订制度六项，一是甲。二是乙。\n" * 10_000,
        "一、" + "工作情况。（二）" * 25_000,
        "字" * 200_000,
        "一" * 200_000,
        "(" * 200_000,
        "." * 200_000,
        " " * 200_000 + "一、甲",
        ("。" + " " * 500) * 400,
        "X " * 100_000,
        "《" * 200_000,
    ],
    ids=range(10),
)
def test_long_texts_take_no_longer_than_their_length(text: str) -> None:
    begun = time.process_time()
    outline = recognise(text)
    # Quadratic work on these takes minutes; the bound leaves room for a busy machine.
    assert time.process_time() - begun < 4
    assert everything(outline) == packed(text)
