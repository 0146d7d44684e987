"""Odd and hostile files: read, or refused with a sentence; never a crash."""

from __future__ import annotations

import pytest

from tests.documents.crafted import word_parts, zipped
from tests.documents.reader.reading import PNG, blocks, lines, p, read, read_file, remarks, style, t
from tests.documents.reader.test_pictures import drawing
from tests.documents.reader.test_tables import tbl, tc, tr
from tests.documents.word.packages import Link, crafted
from workflow.documents.blobs import MemoryBlobs
from workflow.documents.errors import DocumentError
from workflow.documents.reader import Changes, read_word


@pytest.mark.parametrize("changes", Changes)
def test_wrappers_without_end(changes: Changes) -> None:
    deep = t("底")
    for _ in range(200):
        deep = f"<w:smartTag>{deep}</w:smartTag>"
    found = read(p(deep + t("后")), changes=changes)
    assert blocks(found)[0]["runs"][0] == {
        **blocks(found)[0]["runs"][0],
        "text": "底",
        "kind": "other",
    }
    assert lines(found) == ["\ufffc后"]


@pytest.mark.parametrize("name", ("customXml", "sdtContent", "ins"))
def test_blocks_in_wrappers_without_end(name: str) -> None:
    deep = p("底")
    for _ in range(200):
        deep = f"<w:{name}>{deep}</w:{name}>"
    assert "底" in str(blocks(read(deep + p("后"))))


def test_tables_without_end() -> None:
    deep = p("底")
    for _ in range(60):
        deep = tbl(tr(tc(deep + p())))
    assert "底" in str(blocks(read(deep)))


def test_a_text_box_in_a_text_box_in_a_text_box() -> None:
    deep = p("底")
    for _ in range(30):
        box = f"<w:txbxContent>{deep}</w:txbxContent>"
        deep = p(f"<w:r><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></w:r>")
    assert blocks(read(deep))[0]["text"] == "底"


def test_absurd_numbers() -> None:
    place = '<w:ind w:left="31680" w:firstLine="-99999999999"/><w:outlineLvl w:val="-3"/>'
    place += '<w:numPr><w:ilvl w:val="99"/><w:numId w:val="x"/></w:numPr>'
    found = read(p(t("甲", '<w:sz w:val="99999"/>'), place))
    assert lines(found) == ["甲"]


def test_styles_that_lead_in_circles_or_nowhere() -> None:
    styles = style("1", '<w:basedOn w:val="2"/>') + style("2", '<w:basedOn w:val="1"/>')
    body = p(t("甲", '<w:rStyle w:val="1"/>'), '<w:pStyle w:val="1"/>')
    assert lines(read(body + p("乙", '<w:pStyle w:val="gone"/>'), styles=styles)) == ["甲", "乙"]


def test_numeric_style_ids_as_some_offices_write_them() -> None:
    styles = style("10", '<w:basedOn w:val="1"/>', name="heading 1") + style("1", name="Normal")
    assert blocks(read(p("甲", '<w:pStyle w:val="10"/>'), styles=styles))[0]["level"] == 1


def test_ids_twice() -> None:
    mark = '<w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkEnd w:id="1"/>'
    link = f'<w:hyperlink w:anchor="a">{t("乙")}</w:hyperlink>'
    assert lines(read(p(mark + t("甲")) + p(mark + link))) == ["\ufffc甲", "乙"]


def test_a_drawing_without_anything_in_it() -> None:
    odd = "<w:r><w:drawing/></w:r><w:r><w:pict/></w:r><w:r><w:object/></w:r><w:r><w:sym/></w:r>"
    odd += (
        "<w:r><w:ruby/></w:r><m:oMath/><w:sdt/><w:hyperlink/><w:fldSimple/><w:r><w:fldChar/></w:r>"
    )
    assert "甲" in str(blocks(read(p(t("甲") + odd))))


def test_an_empty_body_and_a_body_of_nothing() -> None:
    assert blocks(read("")) == []
    assert blocks(read("<w:sectPr/>")) == []


def test_a_file_of_parts_without_styles_and_numbers() -> None:
    parts = word_parts(p("甲"))
    for name in ("word/styles.xml", "word/numbering.xml", "word/_rels/document.xml.rels"):
        del parts[name]
    assert read_word(zipped(parts), MemoryBlobs()).content.blocks[0].runs[0].text == "甲"  # type: ignore[union-attr]


def test_strict_documents_are_read() -> None:
    office = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    made = crafted(p(t("甲", '<w:b w:val="1"/>'), '<w:jc w:val="start"/>'))
    main = str(made.parts["word/document.xml"])
    for name in ("wordprocessingml", "drawingml"):
        main = main.replace(
            f"http://schemas.openxmlformats.org/{name}/2006/", f"http://purl.oclc.org/ooxml/{name}/"
        )
    made.parts["word/document.xml"] = main
    made.links[""] = [Link("r1", f"{office}/officeDocument", "word/document.xml")]
    assert blocks(read_file(made)) == [
        {"type": "paragraph", "runs": [{"text": "甲", "marks": ["bold"]}]}
    ]


def test_a_vml_picture_without_a_relation_is_kept() -> None:
    shape = '<w:r><w:pict><v:shape><v:imagedata o:title="x"/></v:shape></w:pict></w:r>'
    assert blocks(read(p(t("甲") + shape)))[0]["runs"][1]["kind"] == "picture"


def test_two_parts_of_one_name_in_two_folders_are_two_pictures() -> None:
    made = crafted(p(drawing("r1")) + p(drawing("r2")))
    made.link(Link("r1", "image", "media/image1.png"), Link("r2", "image", "other/image1.png"))
    made.add("word/media/image1.png", PNG).add("word/other/image1.png", PNG + b" ")
    first, second = blocks(read_file(made))
    assert first["hash"] != second["hash"]


def test_more_than_a_section_may_hold_is_refused_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("workflow.documents.content.as_json.MOST_BLOCKS", 10)
    data = crafted(p("甲") * 11).data()
    with pytest.raises(DocumentError) as refused:
        read_word(data, MemoryBlobs())
    assert refused.value.code == "too_much"
    assert refused.value.zh.endswith("。")
    assert "拆分" in refused.value.zh


def test_macros_and_templates_are_told_of() -> None:
    made = crafted(p("甲"))
    made.link(Link("rS", "settings", "settings.xml"))
    settings = '<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    settings += 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    settings += '<w:attachedTemplate r:id="rT"/></w:settings>'
    made.add(
        "word/settings.xml",
        settings,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml",
        Link("rT", "attachedTemplate", "file:///C:/t.dotm", outside=True),
    )
    assert "template" in remarks(read_file(made))
