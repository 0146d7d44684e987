"""Runs: text, marks by themselves and by style, breaks, signs; what formatting is dropped."""

from __future__ import annotations

import pytest

from tests.documents.reader.reading import (
    blocks,
    lines,
    p,
    read,
    remarks,
    runs,
    sentence,
    style,
    t,
)


def test_marks_of_a_run() -> None:
    marks = {
        "<w:b/>": "bold",
        "<w:i/>": "italic",
        '<w:u w:val="wave"/>': "underline",
        "<w:strike/>": "strike",
        "<w:dstrike/>": "strike",
        '<w:vertAlign w:val="superscript"/>': "superscript",
        '<w:vertAlign w:val="subscript"/>': "subscript",
        '<w:highlight w:val="yellow"/>': "highlight",
        '<w:shd w:val="clear" w:fill="FFFF00"/>': "highlight",
    }
    found = read("".join(p(t("甲", one)) for one in marks))
    assert [one["runs"][0]["marks"] for one in blocks(found)] == [[one] for one in marks.values()]


@pytest.mark.parametrize(
    "off", ('<w:b w:val="0"/>', '<w:u w:val="none"/>', '<w:highlight w:val="none"/>')
)
def test_what_is_switched_off_is_no_mark(off: str) -> None:
    assert runs(read(p(t("甲", off)))) == [{"text": "甲"}]


def test_a_white_or_automatic_shade_is_no_highlight() -> None:
    shades = "".join(
        t("甲", f'<w:shd w:val="clear" w:fill="{one}"/>') for one in ("auto", "FFFFFF")
    )
    assert runs(read(p(shades))) == [{"text": "甲甲"}]


def test_neighbouring_runs_with_the_same_marks_are_one() -> None:
    assert runs(read(p(t("甲", "<w:b/>") + t("乙", "<w:b/>") + t("丙")))) == [
        {"text": "甲乙", "marks": ["bold"]},
        {"text": "丙"},
    ]


STYLES = (
    style("Base", "<w:rPr><w:b/></w:rPr>", "character")
    + style("Strong", '<w:basedOn w:val="Base"/>', "character")
    + style("Body", "<w:rPr><w:b/></w:rPr>")
    + style("heading1", "<w:rPr><w:b/><w:i/></w:rPr>", name="heading 1")
)


def test_a_style_that_is_bold_by_what_it_is_based_on_is_bold() -> None:
    found = read(p(t("甲", '<w:rStyle w:val="Strong"/>')), styles=STYLES)
    assert runs(found) == [{"text": "甲", "marks": ["bold"]}]


def test_a_strong_word_in_a_bold_paragraph_is_light_unless_it_says_so_itself() -> None:
    inner = t("甲") + t("乙", '<w:rStyle w:val="Strong"/>')
    inner += t("丙", '<w:rStyle w:val="Strong"/><w:b/>')
    found = read(p(inner, '<w:pStyle w:val="Body"/>'), styles=STYLES)
    assert runs(found) == [
        {"text": "甲", "marks": ["bold"]},
        {"text": "乙"},
        {"text": "丙", "marks": ["bold"]},
    ]


def test_the_look_of_a_heading_is_no_mark_but_a_bold_word_in_it_is() -> None:
    whole = p(t("甲", "<w:b/>"), '<w:pStyle w:val="heading1"/>')
    part = p(t("甲", "<w:b/>") + t("乙"), '<w:pStyle w:val="heading1"/>')
    found = read(whole + part, styles=STYLES)
    assert [one["type"] for one in blocks(found)] == ["heading", "heading"]
    assert runs(found) == [{"text": "甲"}]
    assert runs(found, 1) == [{"text": "甲", "marks": ["bold"]}, {"text": "乙"}]


def test_breaks_tabs_and_hyphens() -> None:
    inner = "<w:r><w:t>甲</w:t><w:tab/><w:noBreakHyphen/><w:softHyphen/><w:br/><w:cr/></w:r>"
    assert runs(read(p(inner))) == [
        {"text": "甲\t\u2011\u00ad"},
        {"type": "line_break"},
        {"type": "line_break"},
    ]


def test_blanks_at_the_edges_count_only_where_they_are_to_be_kept() -> None:
    inner = '<w:r><w:t> 甲 </w:t><w:t xml:space="preserve"> 乙\n</w:t></w:r>'
    assert lines(read(p(inner))) == ["甲 乙 "]


def test_a_page_break_cuts_the_paragraph() -> None:
    turn = '<w:r><w:br w:type="page"/></w:r>'
    found = read(p(t("甲") + turn + t("乙")) + p(turn) + p(turn + t("丙")) + p(t("丁") + turn))
    assert [one["type"] for one in blocks(found)] == [
        *("paragraph", "page_break", "paragraph"),
        *("page_break", "page_break", "paragraph", "paragraph", "page_break"),
    ]
    assert "".join(lines(found)) == "甲乙丙丁"


def test_a_heading_behind_a_page_break_stays_a_heading() -> None:
    inner = '<w:r><w:br w:type="page"/></w:r>' + t("甲")
    found = read(p(inner, '<w:outlineLvl w:val="1"/>'))
    assert [one["type"] for one in blocks(found)] == ["page_break", "heading"]


def test_a_paragraph_that_begins_a_page_has_a_break_before_it_unless_it_is_the_first() -> None:
    found = read(p("甲", "<w:pageBreakBefore/>") * 2)
    assert [one["type"] for one in blocks(found)] == ["paragraph", "page_break", "paragraph"]


def test_a_column_break_becomes_a_line_break() -> None:
    found = read(p('<w:r><w:t>甲</w:t><w:br w:type="column"/><w:t>乙</w:t></w:r>'))
    assert lines(found) == ["甲\ufffc乙"]
    assert remarks(found)["column_break"] == 1


def test_a_sign_of_a_symbol_font_is_an_island_that_reads_as_its_character() -> None:
    inner = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    inner += '<w:r><w:sym w:font="宋体" w:char="2460"/></w:r>'
    inner += t("o", '<w:rFonts w:ascii="Wingdings"/>')
    found = runs(read(p(inner)))
    assert [(one.get("kind"), one["text"]) for one in found] == [
        ("symbol", "☑"),
        (None, "①"),
        ("symbol", "☐"),
    ]


def test_hidden_text_is_text_and_is_told_of() -> None:
    found = read(p(t("甲") + t("机密", "<w:vanish/>")))
    assert lines(found) == ["甲机密"]
    assert "“机密”" in sentence(found, "hidden_text")


def test_wrappers_are_transparent() -> None:
    inner = t("乙")
    for name in ("smartTag", "customXml", "dir", "bdo", "strange"):
        inner = f"<w:{name}>{inner}</w:{name}>"
    assert lines(read(p(t("甲") + inner))) == ["甲乙"]


def test_text_between_paragraphs_gets_one_of_its_own() -> None:
    assert lines(read(t("甲") + p("乙") + f"<w:customXml>{p('丙')}</w:customXml>")) == list(
        "甲乙丙"
    )


def test_each_kind_of_formatting_that_is_dropped_is_counted_once_a_place() -> None:
    looks = '<w:rFonts w:ascii="Arial" w:eastAsia="黑体"/><w:color w:val="FF0000"/>'
    looks += '<w:sz w:val="32"/><w:szCs w:val="32"/><w:em w:val="dot"/><w:lang w:val="en-US"/>'
    place = '<w:pStyle w:val="Quote"/><w:spacing w:line="579"/><w:ind w:firstLine="31680"/>'
    place += '<w:jc w:val="center"/>'
    found = read(p(t("甲", looks) + t("乙", looks), place), styles=style("Quote", name="引文"))
    assert remarks(found) == {
        "format_dropped:line_spacing": 1,
        "format_dropped:indent": 1,
        "format_dropped:alignment": 1,
        "format_dropped:style": 1,
        "format_dropped:font": 2,
        "format_dropped:colour": 2,
        "format_dropped:size": 2,
        "format_dropped:emphasis": 2,
    }
    assert "“引文”" in sentence(found, "format_dropped:style")


def test_a_hint_is_no_font() -> None:
    assert not remarks(read(p(t("“甲”", '<w:rFonts w:hint="eastAsia"/>'))))
