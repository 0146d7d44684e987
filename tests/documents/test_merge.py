"""The assembled document: whole, in the house style, and the same bytes every time."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.documents.content import Content, ListItem, Paragraph, Run, from_text
from workflow.documents.errors import DocumentError
from workflow.documents.merge import Manuscript, Part, assemble
from workflow.documents.profile import profile_named

TEXT = "全年举办“读者日”活动12期。"
PARTS = (
    Part(0, None, "", "", "", False, from_text("现报告如下：")),
    Part(1, "cn_dun", "一、", "工作情况", "", False, None),
    Part(2, "cn_paren", "（一）", "培训", "。", True, from_text(TEXT)),
    Part(3, "ar_dot", "1.", "组织", "", False, from_text("正文")),
)
REPORT = Manuscript("2026年度工作报告", PARTS, "甲单位", "2026年12月31日")


def built(manuscript: Manuscript = REPORT) -> Any:
    return docx.Document(io.BytesIO(assemble(manuscript).data))


def parts_of(manuscript: Manuscript = REPORT) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(assemble(manuscript).data)) as zipped:
        assert len(zipped.namelist()) == len(set(zipped.namelist()))
        return {name: zipped.read(name).decode() for name in zipped.namelist()}


def visible(text: str) -> str:
    return "".join(text.split())


def items(*kinds: tuple[bool, int]) -> Content:
    made = [ListItem(str(n), kind, depth, (Run("项"),)) for n, (kind, depth) in enumerate(kinds)]
    return Content(tuple(made))


def list_numbers(content: Content) -> list[str]:
    document = built(replace(REPORT, parts=(replace(PARTS[3], content=content),)))
    return [one.get(qn("w:val")) for one in document.element.iter(qn("w:numId"))]


def test_the_same_manuscript_gives_the_same_bytes() -> None:
    assert assemble(REPORT).data == assemble(REPORT).data


def test_every_text_is_there_in_order() -> None:
    expected = "2026年度工作报告现报告如下：一、工作情况（一）培训。" + TEXT
    expected += "1.组织正文甲单位2026年12月31日"
    assert visible("".join(one.text for one in built().paragraphs)) == expected


def test_a_run_in_heading_shares_its_paragraph_each_in_its_own_font() -> None:
    (shared,) = [one for one in built().paragraphs if one.text.startswith("（一）")]
    assert shared.text == "（一）培训。" + TEXT
    faces = [one.get(qn("w:eastAsia")) for one in shared._element.iter(qn("w:rFonts"))]
    assert faces == ["楷体_GB2312", "仿宋_GB2312"]


def test_headings_stand_on_their_levels_in_the_numerals_font() -> None:
    found = {
        one.text[:2]: (
            one.style.name,
            next(one._element.iter(qn("w:rFonts"))).get(qn("w:eastAsia")),
        )
        for one in built().paragraphs
        if one.style.name.startswith("Heading")
    }
    assert found == {
        "一、": ("Heading 1", "黑体"),
        "（一": ("Heading 2", "楷体_GB2312"),
        "1.": ("Heading 3", "仿宋_GB2312"),
    }


def test_no_theme_font_and_every_run_names_all_four_faces() -> None:
    parts = parts_of()
    assert not any("Theme" in words or "MS Mincho" in words for words in parts.values())
    for one in built().element.body.iter(qn("w:rFonts")):
        assert {one.get(qn(f"w:{name}")) for name in ("ascii", "hAnsi", "cs")} == {
            "Times New Roman"
        }
        assert one.get(qn("w:hint")) == "eastAsia"


def test_page_and_spacing_follow_gb_t_9704() -> None:
    section = built().sections[0]._sectPr
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    assert (size.get(qn("w:w")), size.get(qn("w:h"))) == ("11906", "16838")
    sides = [margins.get(qn(f"w:{side}")) for side in ("top", "bottom", "left", "right", "footer")]
    assert sides == ["2098", "1984", "1587", "1474", "1304"]
    styles = parts_of()["word/styles.xml"]
    assert 'w:line="579" w:lineRule="exact"' in styles
    assert 'w:firstLineChars="200" w:firstLine="640"' in styles


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages() -> None:
    parts = parts_of()
    assert "evenAndOddHeaders" in parts["word/settings.xml"]
    odd, even = parts["word/footer1.xml"], parts["word/footer2.xml"]
    assert 'w:val="right"' in odd and 'w:rightChars="100"' in odd and "PAGE" in odd
    assert 'w:val="left"' in even and 'w:leftChars="100"' in even and "PAGE" in even


def test_only_a_draft_is_marked_and_never_in_its_text() -> None:
    draft = replace(REPORT, draft_mark=True)
    assert "未定稿" in parts_of(draft)["word/header1.xml"]
    assert "word/header1.xml" not in parts_of()
    assert visible("".join(p.text for p in built(draft).paragraphs)) == visible(
        "".join(p.text for p in built().paragraphs)
    )


def test_an_ordered_list_continues_around_its_inner_list_and_restarts_after_text() -> None:
    first, inner, again = list_numbers(items((True, 0), (False, 1), (True, 0)))
    assert first == again != inner
    apart = Content(
        (
            *items((True, 0)).blocks,
            Paragraph("p", (Run("段"),)),
            ListItem("z", True, 0, (Run("项"),)),
        )
    )
    one, other = list_numbers(apart)
    assert one != other


def test_an_empty_section_is_warned_of() -> None:
    empty = replace(REPORT, parts=(replace(PARTS[3], content=Content()),))
    assert [one.code for one in assemble(empty).warnings] == ["empty"]


def test_an_unknown_style_is_refused_by_name() -> None:
    with pytest.raises(DocumentError) as refused:
        profile_named("none")
    assert "gbt9704" in refused.value.zh


@settings(max_examples=60, deadline=None)
@given(st.text("甲乙a1 。“”<&\t", max_size=40), st.booleans())
def test_no_visible_character_of_a_text_is_lost(text: str, run_in: bool) -> None:
    part = replace(PARTS[2], content=Content((Paragraph("a", (Run(text),)),)), run_in=run_in)
    words = visible("".join(one.text for one in built(Manuscript("", (part,))).paragraphs))
    assert words == visible("（一）培训。" + text)
