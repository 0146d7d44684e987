"""Words: numbers stay whole, sentences begin where they begin, each difference has a nature."""

from __future__ import annotations

import time

import pytest

from workflow.documents.compare import Kind, Nature, compare_text

SIGNS = {Kind.EQUAL: "=", Kind.DELETE: "-", Kind.INSERT: "+"}


def said(old: str, new: str) -> list[str]:
    return [SIGNS[one.kind] + one.text for one in compare_text(old, new)]


def natures(old: str, new: str) -> set[Nature]:
    return {one.nature for one in compare_text(old, new) if one.nature is not None}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("8.2%", "8.3%"),
        ("1,200万元", "1,300万元"),
        ("百分之八", "百分之九"),
        ("三分之一", "三分之二"),
        ("第三季度", "第四季度"),
        ("十二项", "十三项"),
        ("3月5日", "3月6日"),
        ("-5%", "5%"),
        ("100余人", "200余人"),
        ("25kg", "26kg"),
    ],
)
def test_a_number_changes_with_its_unit_as_one(old: str, new: str) -> None:
    shared = [part for part in said(f"增长{old}。", f"增长{new}。") if part.startswith("=")]
    assert shared[0].startswith("=增长") and shared[-1].endswith("。")
    changed = [part for part in said(f"增长{old}。", f"增长{new}。") if not part.startswith("=")]
    assert len(changed) == 2
    assert natures(f"增长{old}。", f"增长{new}。") == {Nature.NUMBERS}


@pytest.mark.parametrize(
    ("old", "new", "nature"),
    [
        ("增长较快", "下降较快", Nature.MEANING),
        ("甲，乙", "甲、乙", Nature.PUNCTUATION),
        ("１２％", "12%", Nature.PUNCTUATION),
        ("1,000元", "1000元", Nature.PUNCTUATION),
        ("十分重要", "非常重要", Nature.MEANING),
        ("共8%", "共百分之八", Nature.NUMBERS),
        ("见A3图", "见A4图", Nature.NUMBERS),
        ("有一个问题", "有一种问题", Nature.MEANING),
        ("有一个问题", "有两个问题", Nature.NUMBERS),
        ("甲 乙", "甲乙", Nature.PUNCTUATION),
        ("in to", "into", Nature.MEANING),
        ("完成38项。", "完成。", Nature.NUMBERS),
    ],
)
def test_the_nature_of_a_difference(old: str, new: str, nature: Nature) -> None:
    assert natures(old, new) == {nature}


def test_latin_text_changes_by_words() -> None:
    assert said("The quick fox", "The brown fox") == ["=The ", "-quick", "+brown", "= fox"]


def test_a_sentence_that_came_in_begins_where_it_begins() -> None:
    assert said("甲方完成。乙方完成。", "甲方完成。丙方完成。乙方完成。") == [
        "=甲方完成。", "+丙方完成。", "=乙方完成。",
    ]  # fmt: skip


def test_lone_words_between_two_changes_are_no_islands() -> None:
    assert said("按照计划完成任务。", "根据安排的完结工作。") == [
        "-按照计划完成任务", "+根据安排的完结工作", "=。",
    ]  # fmt: skip


def test_a_number_between_two_changes_stands() -> None:
    assert "=8%" in said("各项增长8%左右", "全部增加8%上下")


def test_long_texts_of_few_letters_take_no_longer_than_they_must() -> None:
    """Quadratic work would take minutes here."""
    start = time.process_time()
    compare_text("的一" * 60_000, "一的" * 50_000 + "了")
    assert time.process_time() - start < 20
