"""Links, bookmarks and fields."""

from __future__ import annotations

from typing import Any

import pytest

from tests.documents.reader.reading import blocks, lines, p, read, remarks, runs, t
from tests.documents.word.packages import Link, field_runs

WEB = Link("rWeb", "hyperlink", "https://example.org/?a=1", outside=True)
MARK = '<w:bookmarkStart w:id="1" w:name="place"/><w:bookmarkEnd w:id="1"/>'
BEGIN, SEPARATE, END = (
    f'<w:r><w:fldChar w:fldCharType="{one}"/></w:r>' for one in ("begin", "separate", "end")
)


def code(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


@pytest.mark.parametrize(
    "address", ("https://example.org/", "http://a.cn/b", "mailto:a@b.cn", "tel:+86 10", "ftp://a/b")
)
def test_an_outside_link(address: str) -> None:
    link = Link("r9", "hyperlink", address, outside=True)
    found = read(p(f'{t("甲")}<w:hyperlink r:id="r9">{t("乙", "<w:b/>")}</w:hyperlink>'), link)
    assert runs(found) == [{"text": "甲"}, {"text": "乙", "marks": ["bold"], "link": address}]


def test_a_link_to_a_place_on_another_page_keeps_the_place() -> None:
    found = read(p(f'<w:hyperlink r:id="rWeb" w:anchor="s2">{t("甲")}</w:hyperlink>'), WEB)
    assert runs(found)[0]["link"] == "https://example.org/?a=1#s2"


@pytest.mark.parametrize("address", ("file:///c:/a.docx", "javascript:alert(1)", "a.docx", "NULL"))
def test_a_link_that_leads_elsewhere_is_text_and_a_remark(address: str) -> None:
    link = Link("r9", "hyperlink", address, outside=True)
    found = read(p(f'<w:hyperlink r:id="r9">{t("甲")}</w:hyperlink>'), link)
    assert runs(found) == [{"text": "甲"}]
    assert remarks(found)["external_link"] == 1


def test_a_link_without_its_relation_is_text() -> None:
    found = read(p(f'<w:hyperlink r:id="r9">{t("甲")}</w:hyperlink>'))
    assert runs(found) == [{"text": "甲"}]
    assert "missing_part" in remarks(found)


def test_a_link_within_the_text_and_the_bookmark_that_it_leads_to() -> None:
    found = read(p(MARK + t("甲")) + p(f'<w:hyperlink w:anchor="place">{t("乙")}</w:hyperlink>'))
    assert runs(found) == [{"type": "bookmark", "name": "place"}, {"text": "甲"}]
    assert runs(found, 1) == [{"text": "乙", "link": "#place"}]


def test_a_link_to_a_bookmark_that_is_not_there_is_text_and_a_remark() -> None:
    found = read(p(f'<w:hyperlink w:anchor="gone">{t("乙")}</w:hyperlink>'))
    assert runs(found) == [{"text": "乙"}]
    assert remarks(found)["link_lost"] == 1


def test_a_bookmark_that_nothing_refers_to_goes() -> None:
    found = read(p(MARK + t("甲")) + p(f'<w:bookmarkStart w:id="2" w:name="_GoBack"/>{t("乙")}'))
    assert lines(found) == ["甲", "乙"]
    assert remarks(found)["bookmark_dropped"] == 1


@pytest.mark.parametrize("text", (" REF place \\h ", " PAGEREF place", 'HYPERLINK \\l "place"'))
def test_a_bookmark_that_a_field_refers_to_stays(text: str) -> None:
    found = read(p(MARK + t("甲")) + p(field_runs(text, shown="3")))
    assert lines(found)[0] == "\ufffc甲"


def test_a_bookmark_between_paragraphs_stands_at_the_start_of_the_next() -> None:
    linked = p(f'<w:hyperlink w:anchor="place">{t("乙")}</w:hyperlink>')
    assert lines(read(p("甲") + MARK + linked))[1] == "\ufffc乙"
    assert lines(read(linked + MARK)) == ["乙", "\ufffc"]


@pytest.mark.parametrize(
    ("text", "link"),
    (
        (' HYPERLINK "https://a.cn/b c" ', None),
        (' HYPERLINK "https://a.cn/b" \\o "tip" ', "https://a.cn/b"),
        (" HYPERLINK https://a.cn/b \\t _blank", "https://a.cn/b"),
        (' HYPERLINK "https://a.cn/b" \\l "c"', "https://a.cn/b#c"),
        (' HYPERLINK \\l "place"', "#place"),
    ),
)
def test_a_link_made_by_a_field(text: str, link: str | None) -> None:
    whole = runs(read(p(MARK + t("丙")) + p(field_runs(text[:8], text[8:], shown="甲"))), 1)
    simple = p(f"<w:fldSimple w:instr='{text}'>{t('甲')}</w:fldSimple>")
    for found in (whole, runs(read(p(MARK + t("丙")) + simple), 1)):
        assert found == [{"text": "甲", "link": link} if link else {"text": "甲"}]


def field(found: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(one.get("kind", ""), one.get("text", "")) for one in found]


def test_a_field_is_an_island_that_reads_as_its_result() -> None:
    found = read(p(t("第") + field_runs(" PA", "GE ", shown="3") + t("页")))
    assert field(runs(found)) == [("", "第"), ("field", "3"), ("", "页")]


def test_fields_within_fields_are_one() -> None:
    inner = BEGIN + code("PAGE") + SEPARATE + t("7") + END
    whole = BEGIN + code("IF ") + inner + code(" = 7 甲") + SEPARATE + t("甲") + END
    assert field(runs(read(p(whole + t("乙"))))) == [("field", "甲"), ("", "乙")]


def test_a_field_all_in_one_run() -> None:
    inner = (
        '<w:r><w:t>前</w:t><w:fldChar w:fldCharType="begin"/><w:instrText>DATE</w:instrText>'
        '<w:fldChar w:fldCharType="separate"/><w:t>今天</w:t><w:fldChar w:fldCharType="end"/>'
        "<w:t>后</w:t></w:r>"
    )
    assert field(runs(read(p(inner)))) == [("", "前"), ("field", "今天"), ("", "后")]


def test_a_field_over_paragraphs_is_one_island_of_them() -> None:
    body = p(BEGIN + code(' TOC \\o "1-3" ') + SEPARATE + t("一、甲\t1"))
    found = read(p("前") + body + p("二、乙\t2") + p(END) + p("后"))
    assert [one["type"] for one in blocks(found)] == ["paragraph", "island", "paragraph"]
    assert blocks(found)[1]["kind"] == "field"
    assert blocks(found)[1]["text"] == "一、甲\t1\n二、乙\t2"


def test_a_field_that_never_ends_swallows_nothing() -> None:
    found = read(p(BEGIN + code(" TOC ") + SEPARATE + t("甲")) + p("乙"))
    assert lines(found) == ["甲", "乙"]
    assert lines(read(p(t("甲") + END + t("乙")))) == ["甲乙"]


@pytest.mark.parametrize(
    ("data", "text"),
    (
        ("<w:checkBox><w:default w:val='1'/></w:checkBox>", "☑"),
        ("<w:checkBox><w:default w:val='1'/><w:checked w:val='0'/></w:checkBox>", "☐"),
        ("<w:checkBox/>", "☐"),
        ("<w:ddList><w:result w:val='1'/>{}</w:ddList>", "乙"),
        ("<w:ddList>{}</w:ddList>", "甲"),
        ("<w:ddList><w:result w:val='9'/>{}</w:ddList>", ""),
    ),
)
def test_boxes_and_lists_of_forms_read_as_what_they_show(data: str, text: str) -> None:
    entries = "<w:listEntry w:val='甲'/><w:listEntry w:val='乙'/>"
    inner = f"<w:ffData>{data.format(entries)}</w:ffData>"
    begin = f'<w:r><w:fldChar w:fldCharType="begin">{inner}</w:fldChar></w:r>'
    assert field(runs(read(p(begin + code(" FORM ") + END)))) == [("field", text)]


def test_an_old_field_without_a_code_is_kept() -> None:
    assert field(runs(read(p("<w:r><w:t>第</w:t><w:pgNum/></w:r>")))) == [("", "第"), ("field", "")]


def test_a_link_on_a_picture_is_kept_as_a_whole() -> None:
    box = f"<w:txbxContent>{p('乙')}</w:txbxContent>"
    drawn = f"<w:r><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></w:r>"
    link = f'<w:hyperlink r:id="rWeb">{t("甲")}{drawn}</w:hyperlink>'
    assert field(runs(read(p(t("前") + link), WEB))) == [("", "前"), ("textbox", "甲乙")]
    assert field(blocks(read(p(link), WEB))) == [("textbox", "甲乙")]
