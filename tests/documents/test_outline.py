"""Headings in plain text: which lines are, which are not, and what their titles are."""

import pytest

from workflow.documents.outline import Outline, recognise


def rows(outline: Outline) -> list[tuple[str, str | None, int | None, str, tuple[str, ...]]]:
    return [(s.id, s.kind, s.value, s.title, s.flags) for s in outline.sections]


def test_headings_of_two_kinds_make_two_levels() -> None:
    outline = recognise(
        "年度工作报告\n现汇报如下：\n一、工作情况\n（一）培训\n办班三期。\n二、打算"
    )
    assert rows(outline) == [
        ("1", "cn_dun", 1, "工作情况", ()),
        ("1.1", "cn_paren", 1, "培训", ()),
        ("2", "cn_dun", 2, "打算", ()),
    ]
    assert outline.title is not None and outline.title.text == "年度工作报告"
    assert outline.preamble is not None and outline.preamble.text == "现汇报如下："
    assert outline.body_text(outline.section("1.1")) == "办班三期。"
    assert outline.parent(outline.section("1.1")) == outline.section("1")
    assert [s.id for s in outline.children("1")] == ["1.1"]
    assert [s.id for s in outline.children(None)] == ["1", "2"]


@pytest.mark.parametrize(
    "text",
    [
        "1.5万人参加了学习。",
        "12.8%的项目已经完工。",
        "2021.6月底前验收。",
        "一、二年级学生参加。",
        "三、四季度完成投资。",
        "一、二、三等奖共三十名。",
        "1、2号楼已经封顶。",
        "一是压实责任。二是强化督导。",
        "三年来，完成项目四十个。",
        "按照第二部分（三）的要求办理。",
        "一、工作情况……1\n二、存在问题\t3\n三、下步打算......12",
        "附件：1.责任清单\n　　　2.数据台账\n　　　3.佐证材料",
        "附件：\n1.责任清单\n2.数据台账",
    ],
)
def test_what_only_looks_like_a_numeral_is_no_heading(text: str) -> None:
    assert recognise(text).sections == ()


def test_headings_go_on_behind_a_list_of_attachments() -> None:
    outline = recognise("附件：1.清单\n2.台账\n\n一、说明\n1.口径")
    assert [s.title for s in outline.sections] == ["说明", "口径"]


@pytest.mark.parametrize(
    ("line", "title", "tail", "flags"),
    [
        ("（一）完善制度。修订六项，废止两项。", "完善制度", "。", ("run_in",)),
        ("（一）加强学习：集中学习十二次。", "加强学习", "：", ("run_in",)),
        ("（一）怎么干？我们说三条。", "怎么干？", "", ("run_in",)),
        ("（一）9:30开会的安排", "9:30开会的安排", "", ()),
        ("（一）各项工作完成情况", "各项工作完成情况", "", ()),
        ("（一）工作情况：", "工作情况", "：", ()),
        ("（一）一年来，我们做了许多事，也有不足。以后改。", "", "", ("numbered_paragraph",)),
        ("（一）做好宣传工作。", "", "", ("numbered_paragraph",)),
        ("第一条 为规范管理，制定本办法。", "", "", ("numbered_paragraph",)),
        ("（一）" + "长" * 41, "", "", ("numbered_paragraph",)),
    ],
)
def test_a_title_ends_where_rule_four_says(
    line: str, title: str, tail: str, flags: tuple[str, ...]
) -> None:
    section = recognise(line).sections[0]
    assert (section.title, section.tail, section.flags) == (title, tail, flags)
    assert section.shares_line == (section.body is not None)


def test_a_full_stop_closes_a_heading_when_text_or_children_follow() -> None:
    above_text = recognise("一、做好宣传工作。\n全年发稿。").sections[0]
    above_child = recognise("一、做好宣传工作。\n（一）发稿").sections[0]
    for section in (above_text, above_child):
        assert (section.title, section.tail) == ("做好宣传工作", "。")
        assert section.flags == ("trailing_period",)
    assert not above_text.shares_line


def test_a_glued_heading_is_found_only_as_the_next_of_its_kind() -> None:
    outline = recognise("一、甲\n（一）乙\n写了。（二）丙\n又写。（四）丁。（一）戊。二、己")
    assert [(s.id, s.glued_to_previous) for s in outline.sections] == [
        ("1", False), ("1.1", False), ("1.2", True), ("2", True),
    ]  # fmt: skip
    assert outline.section("2").doubtful
    assert outline.body_text(outline.section("1.2")) == "又写。（四）丁。（一）戊。"


def test_a_glued_numeral_does_not_carry_its_count_into_a_new_part() -> None:
    outline = recognise("一、甲\n（一）乙\n（二）丙\n二、丁\n如前所述。（三）是参照。")
    assert [s.id for s in outline.sections] == ["1", "1.1", "1.2", "2"]


def test_levels_follow_the_kinds_as_they_are_met() -> None:
    outline = recognise("一、甲\n1.乙\n（1）丙\n①丁\n2.戊\n二、己\n（一）庚\n1.辛")
    assert [(s.id, s.level) for s in outline.sections] == [
        ("1", 1), ("1.1", 2), ("1.1.1", 3), ("1.1.1.1", 4), ("1.2", 2), ("2", 1), ("2.1", 2),
        ("2.1.1", 3),
    ]  # fmt: skip


def test_a_chapter_ends_what_stood_before_it() -> None:
    outline = recognise(
        "1.前言\n第一章 总则\n第一节 目的\n第一条 写明。\n第二章 附则\n第二条 施行。"
    )
    assert [(s.id, s.kind) for s in outline.sections] == [
        ("1", "ar_dot"), ("2", "zhang"), ("2.1", "jie"), ("2.1.1", "tiao"), ("3", "zhang"),
        ("3.1", "tiao"),
    ]  # fmt: skip
    assert outline.section("3.1").flags == ("numbered_paragraph",)


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("二、甲", [("sequence_start",)]),
        ("一、甲\n三、乙", [(), ("sequence_gap",)]),
        ("一、甲\n一、乙", [(), ("sequence_repeat",)]),
        ("一、甲\n（一）乙\n二、丙\n（一）丁", [(), (), (), ()]),
        ("一．甲", [("nonstandard_separator",)]),
        ("1、甲", [("nonstandard_separator",)]),
        ("（一）、甲", [("extra_dun",)]),
    ],
)
def test_odd_numerals_are_flagged_and_kept(text: str, flags: list[tuple[str, ...]]) -> None:
    assert [s.flags for s in recognise(text).sections] == flags


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("ー、工作概况", "look_alike"),
        ("(-)基本情况", "look_alike"),
        ("1）财务", "look_alike"),
        ("一，工作概况", "look_alike"),
        ("一 工作概况", "no_separator"),
        ("第一章总则", "no_separator"),
        ("1２.混排", "mixed_forms"),
    ],
)
def test_a_look_alike_is_only_a_suggestion(line: str, reason: str) -> None:
    outline = recognise(line)
    assert outline.sections == () and outline.title is None
    assert [(s.text, s.reason) for s in outline.suggestions] == [(line, reason)]


@pytest.mark.parametrize(
    "text",
    ["一、甲\v（一）乙", "一、甲\r\n（一）乙", "　一、甲\n\t（一）乙", "⼀、甲\u2028( 一 )乙"],
)
def test_breaks_blanks_and_radicals_are_folded(text: str) -> None:
    assert [(s.level, s.title) for s in recognise(text).sections] == [(1, "甲"), (2, "乙")]


@pytest.mark.parametrize("line", ["目录", "各位领导：", "全年完成培训。", "字" * 61, "概述\t3"])
def test_a_first_line_that_does_not_read_like_a_title_is_none(line: str) -> None:
    outline = recognise(line + "\n一、甲")
    assert outline.title is None
    assert outline.preamble is not None and outline.preamble.text == line


def test_a_tail_holds_no_blanks() -> None:
    section = recognise("一、甲" + " " * 100 + "。\n写了。").sections[0]
    assert (section.title, section.tail, section.flags) == ("甲", "。", ("trailing_period",))


def test_an_empty_text_has_an_empty_outline() -> None:
    outline = recognise("")
    assert (outline.title, outline.preamble, outline.sections) == (None, None, ())


def test_an_unknown_section_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        recognise("一、甲").section("2")
