"""A stranger's file opens whatever is wrong beside its text, and says what it left out."""

from __future__ import annotations

import pytest

from tests.documents.crafted import word_file, zipped
from tests.documents.word.packages import (
    CHART,
    OFFICE,
    PACKAGE,
    WORD,
    Link,
    codes,
    crafted,
    para,
    picture,
    story,
    text,
    values,
    with_story,
    words,
)
from workflow.documents.errors import DocumentError
from workflow.documents.word.source import Source

BODY = para(text("正文"))


def test_parts_are_found_by_relation_whatever_they_are_called() -> None:
    made = crafted(BODY, Link("n", "footnotes", "/odd/place.xml"))
    made.add("odd/place.xml", story("footnotes", f'<w:footnote w:id="2">{BODY}</w:footnote>'))
    source = made.source()
    assert source.main == "word/document.xml"
    assert source.related("footnotes") == ["odd/place.xml"]
    assert source.note("footnotes", "2") is source.note("footnote", "2") is not None
    assert source.note("footnotes", "3") is None is source.note("endnotes", "2")
    assert not source.remarks


def test_a_main_part_in_another_place_is_found() -> None:
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Override '
        f'PartName="/a/b.xml" ContentType="{WORD}.document.main+xml"/></Types>',
        "a/b.xml": story("document", f"<w:body>{BODY}</w:body>"),
    }
    source = Source.open(zipped(parts))
    assert (source.main, words(source.body)) == ("a/b.xml", "正文")


def test_names_in_another_case_with_signs_or_backslashes_are_the_same_part() -> None:
    made = crafted(
        BODY,
        Link("a", "image", "Media\\IMAGE1.png"),
        Link("b", "image", "media/%E5%9B%BE%201.png"),
        Link("c", "image", "../word/./media/image1.png"),
    )
    made.add("word/media/Image1.png", b"one").add("word/media/图 1.png", b"two")
    source = made.source()
    found = {own: one.target for own, one in source.relations(source.main).items()}
    assert found == {
        "a": "word/media/Image1.png",
        "b": "word/media/图 1.png",
        "c": "word/media/Image1.png",
    }
    assert source.bytes(found["b"]) == b"two"
    assert source.content_type(found["a"]) == "image/png"


@pytest.mark.parametrize("target", ["NULL", "media/lost.png", "", "../../../etc/passwd", "/", "#"])
def test_a_relation_that_leads_nowhere_is_a_remark(target: str) -> None:
    source = crafted(
        para(text("前") + picture("a", "图一") + text("后")), Link("a", "image", target)
    ).source()
    assert source.relations(source.main).get("a") is None
    assert words(source.body) == "前图一后"
    assert set(codes(source)) <= {"missing_part", "external_picture"} and codes(source)


def test_a_reference_to_no_relation_at_all_is_a_remark() -> None:
    link = '<w:hyperlink r:id="none"><w:r><w:t>链接</w:t></w:r></w:hyperlink>'
    source = crafted(para(text("前") + link + text("后"))).source()
    assert words(source.body) == "前链接后"
    assert not list(source.body.iter("{*}hyperlink"))
    assert codes(source) == {"missing_part": 1}


def test_an_old_picture_without_a_reference_is_left_alone() -> None:
    box = (
        '<w:r><w:pict><v:shape id="s" type="#t"><v:imagedata o:title="x"/><v:textbox>'
        f"<w:txbxContent>{BODY}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    source = crafted(para(box)).source()
    assert words(source.body) == "正文"
    assert len(list(source.body.iter("{*}imagedata"))) == 1
    assert not source.remarks


def test_the_first_of_two_relations_with_one_id_counts() -> None:
    made = crafted(BODY, Link("a", "image", "1.png"), Link("a", "image", "2.png"))
    made.add("word/1.png", b"1").add("word/2.png", b"2")
    source = made.source()
    assert source.relations(source.main)["a"].target == "word/1.png"
    assert codes(source) == {"relation_twice": 1}


def test_an_address_without_a_mode_is_outside_all_the_same() -> None:
    source = crafted(BODY, Link("a", "hyperlink", "https://example.org/x")).source()
    found = source.relations(source.main)["a"]
    assert (found.external, found.address, found.kind) == (
        True,
        "https://example.org/x",
        "hyperlink",
    )


def test_a_damaged_part_beside_the_text_is_a_remark() -> None:
    made = crafted(BODY, Link("a", "footnotes", "notes.xml"), Link("b", "chart", "chart.xml"))
    made.add("word/notes.xml", "<w:footnotes").add("word/chart.xml", "<c>&none;</c>", CHART)
    source = made.source()
    assert source.note("footnotes", "1") is None
    assert source.bytes("word/chart.xml") is None
    assert codes(source) == {"bad_part": 2}


def test_parts_come_as_they_are_unless_they_were_cleaned() -> None:
    odd = '<?xml version="1.0"?>\n<c:chart  xmlns:c="urn:c" ></c:chart>'
    made = crafted(BODY, Link("a", "chart", "chart.xml")).add("word/chart.xml", odd, CHART)
    assert made.source().bytes("word/chart.xml") == odd.encode()
    assert made.source().bytes("word/none.xml") is None
    assert made.source().root("word/none.xml") is None


def test_styles_and_numbers_are_ready_to_be_asked() -> None:
    made = crafted(BODY)
    with_story(
        made,
        "styles",
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>',
    )
    with_story(made, "numbering", "")
    source = made.source()
    assert source.styles_root is not None and source.numbering_root is not None
    assert values(source.styles_root, "name") == ["heading 1"]
    assert source.numbering.label(source.body[0]) == ""
    assert source.styles.level(source.body[0]) is None


@pytest.mark.parametrize(
    ("main", "code"),
    [
        (f'<w:document xmlns:w="{OFFICE}"><w:body/></w:document>', "not_word"),
        ("<html/>", "not_word"),
        ("<w:document", "damaged"),
        (story("document", ""), "no_text"),
    ],
)
def test_a_main_part_that_is_none_is_refused_with_a_sentence(main: str, code: str) -> None:
    made = crafted("")
    made.parts["word/document.xml"] = main
    with pytest.raises(DocumentError) as refused:
        Source.open(made.data())
    assert refused.value.code == code


def test_no_archive_and_no_main_part_are_refused() -> None:
    for data in (b"no zip", zipped({"a.txt": "a"})):
        with pytest.raises(DocumentError) as refused:
            Source.open(data)
        assert refused.value.code == "not_word"


def test_a_plain_file_of_the_other_tests_opens() -> None:
    assert words(Source.open(word_file(BODY)).body) == "正文"
