"""Titles broken by meaning, signature and date, attachments."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.documents.house.attachments import attachment_head, attachment_list
from workflow.documents.house.measure import characters
from workflow.documents.house.signature import (
    indents,
    signature_block,
    signature_under_title,
)
from workflow.documents.house.title_words import NOT_FIRST
from workflow.documents.house.titles import title_lines, title_paragraph
from workflow.documents.house.xml import w
from workflow.documents.profile import GB_T_9704, TIMES, Profile, Signature

SEALED = replace(GB_T_9704, signature=Signature(seal=True))
UNDER = replace(GB_T_9704, signature=Signature(place="under_title"))


def text_of(made: Any) -> str:
    return "".join(one.text or "" for one in made.iter(w("t")))


def indent(made: Any, name: str) -> int:
    return int(next(made.iter(w("ind"))).get(w(name)))


@pytest.mark.parametrize(
    "lines",
    [
        ("2026年度工作报告",),
        ("某某市教育局关于2026年度", "党风廉政建设责任制落实情况的工作报告"),
        ("某某大学图书馆2026年度", "工作总结暨2027年工作计划"),
        ("某某公司领导班子2026年度", "述职述廉述学述法报告"),
        ("2026年度某某局办公室主任", "述职报告及2027年工作打算"),
        ("全民阅读推广工作调研报告", "——以某某市公共图书馆为例"),
        (
            "中共某某市委某某区委员会",
            "关于2026年上半年落实全面从严治党主体责任",
            "和意识形态工作责任制情况的专题报告",
        ),
        (
            "某某市人民政府办公室",
            "关于印发《某某市推进营商环境优化三年",
            "行动方案（2026—2028年）》的通知",
        ),
    ],
    ids=lambda lines: lines[0],
)
def test_a_title_is_broken_by_meaning(lines: tuple[str, ...]) -> None:
    assert title_lines("".join(lines)) == lines


def test_line_ends_of_the_author_stay() -> None:
    written = "某某市图书馆\n2026年度全民阅读推广工作报告"
    assert title_lines(written) == tuple(written.split("\n"))


@given(st.text("关于年度的报告工作阅读推广2026《》（）、，", min_size=1, max_size=70))
def test_a_broken_title_loses_nothing_and_fits(title: str) -> None:
    lines = title_lines(title)
    assert "".join(lines) == title
    assert all(characters(one) <= 21 for one in lines)


@given(st.lists(st.sampled_from(["工作", "报告", "建设", "的", "责任制"]), min_size=8, max_size=24))
def test_no_line_begins_in_a_word_or_with_a_closing_sign(words: list[str]) -> None:
    lines = title_lines("".join(words))
    assert not any(one[0] in NOT_FIRST for one in lines[1:] if words[0] != "的")
    assert not any(one.startswith(("作", "告", "设", "任", "制")) for one in lines)


def test_a_title_is_one_run_with_line_breaks() -> None:
    made = title_paragraph(
        "某某大学图书馆2026年度工作总结暨2027年工作计划", GB_T_9704, new_page=True
    )
    assert len(made.findall(w("r"))) == 1 and len(list(made.iter(w("br")))) == 1
    assert len(list(made.iter(w("pageBreakBefore")))) == 1


def test_without_seal_the_date_begins_two_behind_the_signature() -> None:
    signature, date = "某某市图书馆办公室", "2026年12月31日"
    of_signature, of_date = indents(signature, date, GB_T_9704)
    assert of_signature == 2
    start = of_signature + characters(signature)
    assert start - (of_date + characters(date)) == 2


def test_a_date_longer_than_the_signature_stands_in_by_two() -> None:
    of_signature, of_date = indents("甲", "2026年12月31日", GB_T_9704)
    assert of_date == 2
    assert of_signature + characters("甲") - (of_date + characters("2026年12月31日")) == 2


def test_with_a_seal_the_signature_is_centred_above_the_date() -> None:
    for signature in ("甲局", "某某市图书馆办公室", "某某市某某区某某局某某办公室某某科"):
        of_signature, of_date = indents(signature, "2026年1月5日", SEALED)
        middle = of_signature + characters(signature) / 2
        assert middle == pytest.approx(of_date + characters("2026年1月5日") / 2)
        assert of_date >= 4 and of_signature >= 0


@given(
    st.text("甲乙", max_size=40),
    st.sampled_from(["", "2026年12月31日"]),
    st.sampled_from([GB_T_9704, SEALED]),
)
def test_signature_and_date_stay_within_the_text_area(
    signature: str, date: str, profile: Profile
) -> None:
    made = signature_block(signature, date, profile)
    assert "".join(map(text_of, made)) == signature + date
    for one in made:
        for place in one.iter(w("ind")):
            assert int(place.get(w("right"), "0")) >= 0


def test_signature_and_date_stay_together_below_an_empty_line() -> None:
    empty, signature, date = signature_block("甲局", "2026年1月5日", GB_T_9704)
    assert [text_of(one) for one in (empty, signature, date)] == ["", "甲局", "2026年1月5日"]
    kept = [len(list(one.iter(w("keepNext")))) for one in (empty, signature, date)]
    assert kept == [1, 1, 0]
    assert signature_block("", "", GB_T_9704) == []


def test_under_the_title_the_date_stands_in_brackets() -> None:
    assert signature_block("甲局", "2026年1月5日", UNDER) == []
    made = signature_under_title("甲局", "2026年1月5日", UNDER)
    assert [text_of(one) for one in made] == ["甲局", "（2026年1月5日）", ""]
    assert signature_under_title("甲局", "2026年1月5日", GB_T_9704) == []


def test_later_lines_of_an_attachment_stand_below_its_name() -> None:
    empty, first, second = attachment_list(["一览表", "调研报告"], GB_T_9704)
    assert [text_of(one) for one in (empty, first, second)] == [
        "",
        "附件：1.一览表",
        "2.调研报告",
    ]
    assert indent(first, "leftChars") == indent(second, "leftChars") == 575
    assert indent(first, "hangingChars") == 375 and indent(second, "hangingChars") == 75


def test_a_single_attachment_has_no_number() -> None:
    assert text_of(attachment_list(["一览表"], GB_T_9704)[1]) == "附件：一览表"
    assert [text_of(one) for one in attachment_head(None, "", GB_T_9704)] == ["附件"]
    assert attachment_list([], GB_T_9704) == []


def test_widths_follow_the_face_of_digits() -> None:
    assert characters("附件：1.", TIMES) == 3.75
    assert characters("附件：1.") == 4
    assert characters("“读者”") == 4
