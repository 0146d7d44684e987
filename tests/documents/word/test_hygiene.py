"""What runs, and what fetches from outside, is never taken over, and is named."""

from __future__ import annotations

import pytest
from lxml import etree

from tests.documents.word.packages import (
    CHART,
    DECLARED,
    OFFICE,
    WORD,
    Link,
    codes,
    crafted,
    para,
    picture,
    run,
    text,
    with_story,
    words,
)
from workflow.documents.word.hygiene import part_removed
from workflow.documents.word.source import Source

BODY = para(text("正文"))
MACRO = "application/vnd.ms-office.vbaProject"


@pytest.mark.parametrize(
    ("name", "media", "code"),
    [
        ("word/vbaProject.bin", MACRO, "macros"),
        ("word/odd.bin", MACRO, "macros"),
        ("word/vbaData.xml", "application/xml", "macros"),
        ("word/embeddings/a.xlsm", "application/octet-stream", "macros"),
        ("word/embeddings/a.bin", "application/vnd.ms-excel.sheet.macroEnabled.12", "macros"),
        ("word/activeX/activeX1.bin", "application/octet-stream", "controls"),
        ("word/a.xml", "application/vnd.ms-office.activeX+xml", "controls"),
        ("customUI/customUI14.xml", "application/xml", "interface"),
        ("word/a.bin", "application/vnd.ms-word.attachedToolbars", "interface"),
        ("_xmlsignatures/sig1.xml", "application/xml", "signature"),
        ("word/media/vbarcode.png", "image/png", None),
        ("word/media/image1.png", "image/png", None),
    ],
)
def test_parts_that_run_are_known(name: str, media: str, code: str | None) -> None:
    assert part_removed(name, media) == code


def test_macros_are_never_exposed() -> None:
    made = crafted(
        BODY,
        Link(
            "a",
            "http://schemas.microsoft.com/office/2006/relationships/vbaProject",
            "vbaProject.bin",
        ),
    )
    made.add("word/vbaProject.bin", b"macro", MACRO)
    source = Source.open(made.data())
    assert source.bytes("word/vbaProject.bin") is None
    assert source.bytes("WORD/VBAPROJECT.BIN") is None
    assert "a" not in source.relations(source.main)
    assert codes(source) == {"macros": 1}


def test_a_template_and_a_mail_merge_are_taken_out_of_the_settings() -> None:
    made = crafted(BODY)
    inner = '<w:mailMerge><w:dataSource r:id="d"/></w:mailMerge><w:attachedTemplate r:id="t"/>'
    with_story(
        made,
        "settings",
        inner + '<w:defaultTabStop w:val="1"/>',
        Link("t", "attachedTemplate", "file:///C:/a.dotm", True),
        Link("d", "mailMergeSource", "file:///C:/a.mdb", True),
    )
    source = made.source()
    settings = source.related_root("settings")
    assert settings is not None and [etree.QName(one).localname for one in settings] == [
        "defaultTabStop"
    ]
    assert set(codes(source)) == {"template", "mail_merge"}
    assert not source.relations("word/settings.xml")
    assert b"attachedTemplate" not in (source.bytes("word/settings.xml") or b"")


OUTSIDE = Link("out", "image", "https://example.org/spy.png", True)


def test_a_linked_picture_without_a_copy_becomes_its_alternative_text() -> None:
    source = crafted(para(picture("out", "厂区 照片", "link") + text("。")), OUTSIDE).source()
    assert words(source.body) == "厂区 照片。"
    assert not list(source.body.iter("{*}drawing"))
    assert codes(source) == {"external_picture": 1}


def test_a_linked_picture_with_a_copy_keeps_the_copy() -> None:
    body = picture("own").replace("r:embed", 'r:link="out" r:embed')
    made = crafted(para(body), OUTSIDE, Link("own", "image", "a.png")).add("word/a.png", b"x")
    source = made.source()
    (blip,) = source.body.iter("{*}blip")
    assert blip.attrib.items() == [(f"{{{OFFICE}}}embed", "own")]


def test_a_picture_within_a_deletion_becomes_deleted_text() -> None:
    source = crafted(para(f'<w:del w:id="1">{picture("out", "旧图")}</w:del>'), OUTSIDE).source()
    assert words(source.body) == ""
    assert [one.text for one in source.body.iter("{*}delText")] == ["旧图"]


def test_a_shape_filled_with_a_lost_picture_stays_with_its_text() -> None:
    shape = (
        '<w:drawing><wp:inline><wp:docPr id="1" name="s"/><a:graphic><a:graphicData uri="s">'
        '<wps:wsp><wps:spPr><a:blipFill><a:blip r:embed="out"/></a:blipFill></wps:spPr>'
        f"<wps:txbx><w:txbxContent>{BODY}</w:txbxContent></wps:txbx></wps:wsp>"
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
    assert words(crafted(para(run(shape)), OUTSIDE).source().body) == "正文"


def test_a_linked_object_keeps_its_picture_only() -> None:
    inner = (
        '<w:object><v:shape id="s"><v:imagedata r:id="pic"/></v:shape>'
        '<o:OLEObject Type="Link" ShapeID="s" r:id="out"/></w:object>'
    )
    made = crafted(
        para(run(inner)),
        Link("pic", "image", "a.png"),
        Link("out", "oleObject", "file:///C:/a.xls", True),
    ).add("word/a.png", b"x")
    source = made.source()
    assert not list(source.body.iter("{*}OLEObject"))
    assert len(list(source.body.iter("{*}imagedata"))) == 1
    assert codes(source) == {"external_object": 1}


def test_a_control_keeps_its_picture_only() -> None:
    inner = '<w:object><v:shape id="s"/><w:control r:id="c" w:shapeid="s"/></w:object>'
    made = crafted(para(run(inner)), Link("c", "control", "activeX/activeX1.xml"))
    made.add("word/activeX/activeX1.xml", "<x/>", "application/vnd.ms-office.activeX+xml")
    source = made.source()
    assert not list(source.body.iter("{*}control"))
    assert len(list(source.body.iter("{*}shape"))) == 1
    assert codes(source) == {"controls": 1}


def test_subdocuments_and_inserted_files_from_outside_go() -> None:
    made = crafted(
        '<w:altChunk r:id="a"/>' + BODY + '<w:subDoc r:id="b"/>',
        Link("a", "aFChunk", "http://example.org/a.html", True),
        Link("b", "subDocument", "file:///C:/b.docx", True),
    )
    source = made.source()
    assert [etree.QName(one).localname for one in source.body] == ["p"]
    assert codes(source) == {"external_file": 2}


def test_addresses_within_old_drawings_and_films_go() -> None:
    inner = (
        '<w:pict><v:shape id="s" o:href="https://example.org"><v:fill src="https://example.org/b.png"/>'
        '<v:imagedata src="file:///c:/a.png" o:althref="http://example.org"/></v:shape></w:pict>'
    )
    source = crafted(para(run(inner)), Link("u", "hyperlink", "https://a.cn", True)).source()
    assert b"example.org" not in etree.tostring(source.body)
    assert b"file:" not in etree.tostring(source.body)
    assert codes(source) == {"external_picture": 4}


def test_a_chart_loses_its_workbook_outside_and_nothing_else() -> None:
    chart = f'<c:chartSpace {DECLARED}><c:x/><c:externalData r:id="w"/></c:chartSpace>'
    made = crafted(BODY, Link("c", "chart", "chart.xml"))
    made.add("word/chart.xml", chart, CHART, Link("w", "oleObject", "file:///C:/a.xlsx", True))
    source = made.source()
    data = source.bytes("word/chart.xml") or b""
    assert b"externalData" not in data and b"<c:x/>" in data
    assert codes(source) == {"external_object": 1}


def test_a_whole_document_inserted_as_a_file_is_left_as_it_is() -> None:
    made = crafted('<w:altChunk r:id="a"/>', Link("a", "aFChunk", "chunk.dat"))
    made.add("word/chunk.dat", b"PK\x03\x04 inner", f"{WORD}.document.main+xml")
    source = Source.open(made.data())
    assert source.bytes("word/chunk.dat") == b"PK\x03\x04 inner"
    assert len(source.body) == 1 and not source.remarks
