"""Pages: wide ones, sections, and what stands around the text."""

from __future__ import annotations

import pytest

from tests.documents.reader.reading import blocks, lines, p, read, read_file, remarks, sentence, t
from tests.documents.reader.test_tables import tbl, tc, tr
from tests.documents.word.packages import Link, crafted, story

TALL, WIDE = '<w:pgSz w:w="11906" w:h="16838"/>', '<w:pgSz w:w="16838" w:h="11906"/>'
HEADER = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"


def section(inner: str = TALL, kind: str = "") -> str:
    own = f'<w:type w:val="{kind}"/>' if kind else ""
    return f"<w:sectPr>{own}{inner}</w:sectPr>"


def test_blocks_of_a_wide_section_are_wide() -> None:
    table = tbl(tr(tc("格")))
    body = p("甲", section()) + p("乙") + table + p("丙", section(WIDE)) + p("丁") + section()
    found = blocks(read(body))
    assert [one.get("landscape", False) for one in found] == [False, True, True, True, False]
    assert "landscape" not in str(found[2]["rows"])


def test_a_page_is_wide_by_its_measures_or_by_its_word() -> None:
    said = '<w:pgSz w:orient="landscape"/>'
    for size, wide in ((WIDE, True), (said, True), (TALL, False), ("", False)):
        assert blocks(read(p("甲") + section(size)))[0].get("landscape", False) is wide


@pytest.mark.parametrize(
    ("kind", "turns"),
    (
        ("nextPage", True),
        ("", True),
        ("oddPage", True),
        ("continuous", False),
        ("nextColumn", False),
    ),
)
def test_a_section_on_a_new_page_becomes_a_page_break(kind: str, turns: bool) -> None:
    found = read(p("甲", section()) + p("乙") + section(kind=kind))
    kinds = [one["type"] for one in blocks(found)]
    assert kinds == ["paragraph", *(["page_break"] if turns else []), "paragraph"]
    assert ("section_break" in remarks(found)) is turns


def test_where_the_page_turns_on_its_side_there_is_no_break_besides() -> None:
    found = read(p("甲", section()) + p("乙") + section(WIDE))
    assert [one["type"] for one in blocks(found)] == ["paragraph", "paragraph"]


def test_an_empty_paragraph_that_only_ends_a_section_is_none() -> None:
    found = read(p("甲") + p("", section(kind="continuous")) + p("") + section(kind="continuous"))
    assert lines(found) == ["甲", ""]


def test_what_a_section_has_besides_is_told_of() -> None:
    more = '<w:cols w:num="2"/><w:pgBorders/><w:lnNumType/><w:vAlign w:val="center"/>'
    more += '<w:textDirection w:val="tbRl"/>'
    names = {"columns", "page_borders", "line_numbers", "page_alignment", "page_direction"}
    assert names == remarks(read(p("甲") + section(TALL + more))).keys()
    assert not remarks(read(p("甲") + section(TALL + '<w:cols w:space="425"/>')))


def test_headers_footers_and_watermarks_are_quoted() -> None:
    water = (
        '<w:r><w:pict><v:shape><v:textpath string="内部资料"/></v:shape></w:pict></w:r>'
        '<w:r><w:pict><v:shape><v:imagedata r:id="rGone"/></v:shape></w:pict></w:r>'
    )
    references = '<w:headerReference w:type="default" r:id="rH"/><w:footerReference r:id="rF"/>'
    made = crafted(p("甲") + section(references + TALL))
    made.link(Link("rH", "header", "h.xml"), Link("rF", "footer", "f.xml"))
    made.link(Link("rUnused", "header", "u.xml"))
    for name, inner in (("h", p("市局") + p(water)), ("f", p("第一页")), ("u", p("没用到"))):
        made.add(f"word/{name}.xml", story("hdr", inner), HEADER)
    found = read_file(made)
    assert "“市局”" in sentence(found, "header_dropped")
    assert "“第一页”" in sentence(found, "footer_dropped")
    assert "“内部资料”" in sentence(found, "watermark")
    assert "没用到" not in "".join(one.zh for one in found.remarks)
    assert remarks(found)["header_picture"] == 1


def test_a_background_is_told_of() -> None:
    made = crafted(p("甲"))
    main = str(made.parts["word/document.xml"])
    made.parts["word/document.xml"] = main.replace(
        "<w:body>", '<w:background w:color="F00"/><w:body>'
    )
    assert remarks(read_file(made)) == {"background": 1}


def test_sections_within_a_wrapper_count_once() -> None:
    for name in ("customXml", "strange"):
        wrapped = f"<w:{name}>{p('甲', section(WIDE))}{p('乙')}</w:{name}>"
        found = read(wrapped + p("丙", section()) + p("丁") + section(WIDE))
        assert [one.get("landscape", False) for one in blocks(found)] == [True, False, False, True]


def test_sections_within_a_control_count() -> None:
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{p('封面', section(WIDE))}</w:sdtContent></w:sdt>"
    found = read(control + p(t("甲")) + section())
    assert [one.get("landscape", False) for one in blocks(found)] == [True, False]
