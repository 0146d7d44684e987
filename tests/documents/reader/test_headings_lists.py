"""Headings by level, and automatic numbers: lists stay lists, all others become text."""

from __future__ import annotations

from typing import Any

from tests.documents.reader.reading import (
    blocks,
    lines,
    p,
    read,
    remarks,
    runs,
    sentence,
    style,
)
from workflow.documents.reader import ReadDocument

LIST = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr>'


def level(depth: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*levels: str, overrides: str = "") -> str:
    """List 1 on these levels; list 2 likewise, with overrides."""
    return (
        f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{overrides}</w:num>'
    )


DECIMAL = numbering(level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)"))


def items(found: ReadDocument) -> list[tuple[Any, ...]]:
    return [
        (one.get("ordered"), one.get("depth"), one.get("start"), one["runs"][0]["text"])
        for one in blocks(found)
    ]


def test_headings_by_outline_level_by_style_and_by_its_name() -> None:
    styles = style("a", '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>') + style("2", name="标题 2")
    body = p("甲", '<w:outlineLvl w:val="0"/>') + p("乙", '<w:pStyle w:val="a"/>')
    found = read(body + p("丙", '<w:pStyle w:val="2"/>') + p("丁"), styles=styles)
    assert [one.get("level") for one in blocks(found)] == [1, 3, 2, None]


def test_a_heading_deeper_than_six_is_read_as_six() -> None:
    found = read(p("甲", '<w:outlineLvl w:val="7"/>'))
    assert blocks(found)[0]["level"] == 6
    assert remarks(found)["heading_too_deep"] == 1


def test_plain_numbers_and_bullets_are_lists() -> None:
    bullets = numbering(level(0, "bullet", "\uf0b7"))
    body = p("甲", LIST.format(0, 1)) + p("乙", LIST.format(1, 1)) + p("丙", LIST.format(0, 1))
    assert items(read(body, numbering=DECIMAL)) == [
        (True, 0, None, "甲"),
        (True, 1, None, "乙"),
        (True, 0, None, "丙"),
    ]
    assert items(read(p("甲", LIST.format(0, 1)), numbering=bullets)) == [(False, 0, None, "甲")]


def test_an_item_keeps_its_number_where_the_list_was_interrupted() -> None:
    item = LIST.format(0, 1)
    found = read(p("甲", item) + p("间") + p("乙", item) + p("丙", item), numbering=DECIMAL)
    assert [one.get("start") for one in blocks(found)] == [None, None, 2, None]


def test_a_list_that_begins_at_another_number_says_so() -> None:
    started = numbering(
        level(0, "decimal", "%1."),
        overrides='<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>',
    )
    found = read(p("甲", LIST.format(0, 2)) + p("乙", LIST.format(0, 2)), numbering=started)
    assert [one.get("start") for one in blocks(found)] == [5, None]


def test_two_lists_in_a_row_each_count_from_one() -> None:
    restarted = numbering(
        level(0, "decimal", "%1."),
        overrides='<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>',
    )
    body = p("甲", LIST.format(0, 1)) * 2 + p("乙", LIST.format(0, 2)) * 2
    found = read(body, numbering=restarted)
    assert [one.get("start") for one in blocks(found)] == [None, None, 1, None]


def test_three_lists_on_one_definition_restart_three_times() -> None:
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    lists = "".join(
        f'<w:num w:numId="{own}"><w:abstractNumId w:val="0"/>{start}</w:num>' for own in (3, 4, 5)
    )
    body = "".join(p("甲", LIST.format(0, own)) * 2 + p("间") for own in (3, 4, 5))
    found = read(body, numbering=DECIMAL + lists)
    assert all("start" not in one for one in blocks(found))


def test_other_numbers_become_text_and_are_told_of() -> None:
    forms = {
        ("chineseCounting", "（%1）"): "（一）",
        ("decimal", "第%1条"): "第1条 ",
        ("upperRoman", "%1."): "I. ",
        ("decimal", "（%1）"): "（1）",
    }
    for (form, text), label in forms.items():
        found = read(p("甲", LIST.format(0, 1)), numbering=numbering(level(0, form, text)))
        assert lines(found) == [label + "甲"], form
        assert blocks(found)[0]["type"] == "paragraph"
        assert f"“{label.strip()}”" in sentence(found, "number_became_text")


def test_a_number_of_several_levels_becomes_text() -> None:
    two = numbering(level(0, "decimal", "%1."), level(1, "decimal", "%1.%2", "<w:isLgl/>"))
    found = read(p("甲", LIST.format(0, 1)) + p("乙", LIST.format(1, 1)) * 2, numbering=two)
    assert lines(found) == ["甲", "1.1 乙", "1.2 乙"]


def test_the_number_of_a_heading_becomes_text_and_its_bullet_goes() -> None:
    body = p("甲", LIST.format(0, 1) + '<w:outlineLvl w:val="0"/>')
    assert lines(read(body, numbering=DECIMAL)) == ["1. 甲"]
    assert lines(read(body, numbering=numbering(level(0, "bullet", "●")))) == ["甲"]


def test_the_number_of_a_style_counts() -> None:
    styles = style("N", f"<w:pPr>{LIST.format(0, 1)}</w:pPr>")
    found = read(p("甲", '<w:pStyle w:val="N"/>'), styles=styles, numbering=DECIMAL)
    assert items(found) == [(True, 0, None, "甲")]


def test_numbers_within_islands_count_on() -> None:
    item = LIST.format(0, 1)
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{p('乙', item)}</w:sdtContent></w:sdt>"
    found = read(p("甲", item) + control + p("丙", item), numbering=DECIMAL)
    assert blocks(found)[2]["start"] == 3


def test_a_list_without_a_definition_is_plain_text() -> None:
    found = read(p("甲", LIST.format(0, 9)) + p("乙", LIST.format(0, 0)))
    assert [one["type"] for one in blocks(found)] == ["paragraph", "paragraph"]


def test_a_label_stands_behind_a_page_break_at_the_start() -> None:
    chinese = numbering(level(0, "chineseCounting", "%1、"))
    turn = '<w:r><w:br w:type="page"/><w:t>甲</w:t></w:r>'
    found = read(p(turn, LIST.format(0, 1)), numbering=chinese)
    assert [one["type"] for one in blocks(found)] == ["page_break", "paragraph"]
    assert runs(found, 1) == [{"text": "一、甲"}]
