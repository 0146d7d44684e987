"""Faults that people reported of other programs that merge: numbers, styles, pages."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from tests.documents.merge.kept_files import (
    KEEP,
    Out,
    W,
    codes,
    crafted,
    ending,
    kept,
    merged,
    out,
    para,
    section,
    style,
    styled,
    text,
    with_story,
    written,
)
from tests.documents.word.packages import values, words
from workflow.documents.merge import Assembled, KeptPart, Policy
from workflow.documents.word.source import Source


def level(depth: int, form: str, pattern: str, tied: str = "") -> str:
    tie = f'<w:pStyle w:val="{tied}"/>' if tied else ""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{tie}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def numbering(*levels: str, nums: str = "") -> str:
    own = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{nums or own}'


def listed(words_: str, own: str = "1", depth: int = 0) -> str:
    place = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{own}"/></w:numPr>'
    return f"<w:p><w:pPr>{place}</w:pPr>{text(words_)}</w:p>"


def labels(made: Assembled | bytes) -> list[str]:
    """Number and text of each paragraph, as Word shows them."""
    source = Source.open(made if isinstance(made, bytes) else made.data)
    return [source.numbering.label(one) + words(one) for one in source.body.iter(f"{W}p")]


def outlined() -> KeptPart:
    """A section whose headings are numbered by their styles: 一、 and （一）."""
    styles = "".join(
        style(
            str(n),
            f"heading {n}",
            f'<w:pPr><w:numPr><w:ilvl w:val="{n - 1}"/><w:numId w:val="1"/></w:numPr></w:pPr>',
        )
        for n in (1, 2)
    )
    levels = (
        level(0, "chineseCounting", "%1、", "1"),
        level(1, "chineseCounting", "（%2）", "2"),
    )
    body = styled("1", "甲") + styled("2", "乙") + styled("2", "丙")
    made = with_story(crafted(body), "styles", styles)
    return kept(with_story(made, "numbering", numbering(*levels)).data())


@pytest.mark.parametrize("policy", [Policy(), KEEP])
def test_docxcompose_12_11_ten_sections_number_on_and_their_parts_anew(policy: Policy) -> None:
    found = [one for one in labels(merged(*[outlined()] * 10, policy=policy)) if one]
    numbers = "一二三四五六七八九十"
    assert found == [one for n in numbers for one in (f"{n}、甲", "（一）乙", "（二）丙")]


def test_numbers_that_the_houses_styles_lack_stay_and_are_told_of() -> None:
    made = merged(outlined())
    assert codes(made) == ["numbers_kept"] and values(Out(made).body, "pStyle")[0] == "Heading1"


def test_template_500_merging_what_was_merged_leaves_labels() -> None:
    ordered = with_story(
        crafted(listed("甲") + listed("乙")), "numbering", numbering(level(0, "decimal", "%1."))
    )
    once = merged(outlined(), kept(ordered.data()), kept(ordered.data()), outlined())
    again = merged(kept(once.data))
    assert labels(again) == labels(once)
    assert labels(once)[3:7] == ["1. 甲", "2. 乙", "1. 甲", "2. 乙"]


def test_power_tools_84_three_nums_on_one_list_restart_three_times() -> None:
    begin = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    nums = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="0"/>{begin}</w:num>' for n in (1, 2, 3)
    )
    body = "".join(listed(f"{n}{one}", str(n)) for n in (1, 2, 3) for one in "甲乙")
    defined = numbering(level(0, "decimal", "%1."), nums=nums)
    file = with_story(crafted(body), "numbering", defined).data()
    expected = [f"{k}. {n}{one}" for n in (1, 2, 3) for k, one in ((1, "甲"), (2, "乙"))]
    assert labels(merged(kept(file), kept(file))) == expected * 2


def test_docxcompose_68_numbered_paragraphs_without_a_numbering_part() -> None:
    made = merged(kept(crafted(listed("甲")).data()))
    assert labels(made) == ["甲"] and codes(made) == ["lost_list"]


def test_docxcompose_48_an_undefined_style_falls_to_normal() -> None:
    made = merged(kept(crafted(styled("nowhere", "甲")).data()))
    assert values(Out(made).body, "pStyle") == [] and codes(made) == ["undefined_style"]


def test_docxcompose_81_a_table_style_arrives_with_what_it_is_based_on() -> None:
    table = (
        '<w:tbl><w:tblPr><w:tblStyle w:val="b"/></w:tblPr><w:tblGrid/><w:tr><w:tc>'
        f"{para(text('格'))}</w:tc></w:tr></w:tbl>"
    )
    styles = style("a", "底表", kind="table") + style("b", "彩表", kind="table", based="a")
    made = out(kept(with_story(crafted(table + para("")), "styles", styles).data()))
    (own,) = values(made.body, "tblStyle")
    by_id = {one.get(f"{W}styleId"): one for one in made.root("styles").iter(f"{W}style")}
    (based,) = values(by_id[str(own)], "basedOn")
    assert values(by_id[str(based)], "name") == ["底表"]


@pytest.mark.parametrize("name", ["heading 1", "Heading 1", "heading  1"])
def test_python_docx_1333_spellings_and_numeric_ids_are_one_style(name: str) -> None:
    made = out(kept(with_story(crafted(styled("1", "题")), "styles", style("1", name)).data()))
    assert values(made.body, "pStyle") == ["Heading1"]


def test_docxcompose_85_95_the_sources_look_is_kept_under_another_name() -> None:
    font = '<w:rPr><w:rFonts w:ascii="A" w:eastAsia="楷体" w:hAnsi="A"/><w:sz w:val="30"/></w:rPr>'
    file = with_story(crafted(styled("1", "题")), "styles", style("1", "heading 1", font)).data()
    made = out(written("前"), kept(file), policy=KEEP)
    house, own = values(made.body, "pStyle")[0], values(made.body, "pStyle")[-1]
    by_id = {one.get(f"{W}styleId"): one for one in made.root("styles").iter(f"{W}style")}
    assert house == "Heading1" != own
    assert values(by_id[str(own)], "rFonts", "eastAsia") == ["楷体"]
    assert values(by_id[str(own)], "sz") == ["30"]


def test_python_docx_154_1396_1601_no_theme_decides_a_font() -> None:
    fonts = '<w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia"/></w:rPr>'
    body = f'<w:p><w:pPr><w:pStyle w:val="1"/></w:pPr><w:r>{fonts}<w:t>字</w:t></w:r></w:p>'
    file = with_story(crafted(body), "styles", style("1", "Normal", fonts)).data()
    for policy in (Policy(), KEEP):
        made = out(kept(file), policy=policy)
        whole = b"".join(made.data[f"word/{one}.xml"] for one in ("document", "styles"))
        assert b"Theme=" not in whole and "MS Mincho" not in whole.decode()


def test_docxcompose_10_19_and_officer_431_breaks_and_pages_stay() -> None:
    inner = ending("一", section("continuous")) + ending("二", section("oddPage", wide=True))
    file = crafted(inner + para(text("三")) + section("evenPage")).data()
    made = out(kept(file), policy=KEEP)
    found = [
        (values(one, "type"), values(one, "pgSz", "orient")) for one in made.body.iter(f"{W}sectPr")
    ]
    assert found == [
        (["continuous"], [None]),
        (["oddPage"], ["landscape"]),
        (["evenPage"], [None]),
    ]


def test_unoconv_484_the_contents_equal_the_headings() -> None:
    parts = [replace(outlined(), level=1, title=f"第{n}部分") for n in "一二"]
    data = merged(*parts, contents=True).data
    made = Source.open(data)
    (gallery,) = made.body.iter(f"{W}sdt")
    lines = [words(one).rstrip("1") for one in gallery.iter(f"{W}p")][1:]
    first, second = ["一、甲", "（一）乙", "（二）丙"], ["二、甲", "（一）乙", "（二）丙"]
    assert lines == ["第一部分", *first, "第二部分", *second]
    anchors = values(gallery, "hyperlink", "anchor")
    assert set(anchors) == set(values(made.body, "bookmarkStart", "name"))
    behind = [one for one in labels(data) if one][len(lines) + 1 :]
    assert behind == lines


def test_python_docx_opens_what_was_merged() -> None:
    import docx

    document = docx.Document(io.BytesIO(merged(outlined(), outlined()).data))
    assert [one.text for one in document.paragraphs] == ["甲", "乙", "丙"] * 2
