"""The text of Word files: breaks, tables, marked headings and automatic numbers."""

import zipfile
from collections import Counter
from io import BytesIO

import pytest

from tests.documents.crafted import CONTENT_TYPES, W, paragraph, word_file, word_parts, zipped
from tests.documents.shared import shared_file
from tests.documents.word import packages
from workflow.documents.errors import DocumentError
from workflow.documents.outline import outline_of
from workflow.documents.outline.word_text import docx_text
from workflow.documents.word.number_forms import formatted
from workflow.documents.word.package import open_docx
from workflow.documents.word.parts import Parts, local
from workflow.documents.word.safety import check_upload

STYLES = (
    '<w:style w:type="paragraph" w:styleId="a1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="a2"><w:name w:val="标题 2"/><w:basedOn w:val="a1"/>'
    '<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="loop"><w:name w:val="x"/><w:basedOn w:val="loop"/>'
    "</w:style>"
)


def numbered(text: str, level: int = 0, own: int = 1) -> str:
    inner = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{own}"/></w:numPr>'
    return paragraph(text, inner)


def styled(text: str, style: str, more: str = "") -> str:
    return paragraph(text, f'<w:pStyle w:val="{style}"/>{more}')


def level_xml(depth: int, form: str, pattern: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


NUMBERING = (
    '<w:abstractNum w:abstractNumId="5">'
    + level_xml(0, "chineseCountingThousand", "%1、")
    + level_xml(1, "chineseCounting", "（%2）")
    + level_xml(2, "decimal", "%1.%3.", "<w:isLgl/>")
    + level_xml(3, "bullet", "•")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="5"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def test_breaks_tables_and_insertions_are_read_in_order() -> None:
    body = (
        '<w:p><w:r><w:t>一、甲</w:t><w:br/><w:t>（一）乙</w:t><w:tab/></w:r></w:p>'
        "<w:tbl><w:tr><w:tc>" + paragraph("格一") + "</w:tc><w:tc>" + paragraph("格二")
        + "</w:tc></w:tr></w:tbl>"
        "<w:p><w:ins><w:r><w:t>增</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>删</w:delText></w:r></w:del>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r><w:hyperlink><w:r><w:t>链</w:t></w:r>"
        "</w:hyperlink></w:p>"
    )  # fmt: skip
    text, _ = docx_text(word_file(body))
    assert text == "一、甲\n（一）乙\t\n格一\n格二\n增链"
    outline = outline_of("a.docx", word_file(body))
    assert [s.title for s in outline.sections] == ["甲", "乙"]


def test_text_boxes_follow_their_paragraph_and_count_once() -> None:
    box = f"<w:txbxContent>{paragraph('框内')}</w:txbxContent>"
    choice = (
        '<mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice>' + box + "</mc:Choice>"
        "<mc:Fallback>" + box + "</mc:Fallback></mc:AlternateContent>"
    )
    body = f"<w:p><w:r><w:t>前</w:t>{choice}<w:t>后</w:t></w:r></w:p>"
    assert docx_text(word_file(body))[0] == "前后\n框内"


def test_marked_headings_are_found_without_numerals() -> None:
    body = (
        paragraph("前言") + styled("总体情况", "a1") + paragraph("写了。") + styled("培训", "a2")
        + styled("其实是正文", "a1", '<w:outlineLvl w:val="9"/>') + paragraph("一、甲")
        + styled("普通", "loop")
    )  # fmt: skip
    outline = outline_of("a.docx", word_file(body, STYLES))
    assert [(s.id, s.kind, s.title) for s in outline.sections] == [
        ("1", None, "总体情况"), ("1.1", None, "培训"), ("2", "cn_dun", "甲"),
    ]  # fmt: skip


def test_a_marked_level_beats_the_numeral_s() -> None:
    body = paragraph("一、甲") + styled("1.乙", "a1") + styled("（一）丙", "a2")
    outline = outline_of("a.docx", word_file(body, STYLES))
    assert [(s.id, s.kind) for s in outline.sections] == [
        ("1", "cn_dun"), ("2", "ar_dot"), ("2.1", "cn_paren"),
    ]  # fmt: skip


def test_the_paragraph_beats_its_style_and_the_style_its_name() -> None:
    body = (
        paragraph("一、甲", '<w:pStyle w:val="a2"/>') + paragraph("写了。")
        + styled("乙", "a2", '<w:outlineLvl w:val="0"/>') + styled("丙", "a2")
        + paragraph("丁", '<w:outlineLvl w:val="2"/>') + styled("戊", "a1")
    )  # fmt: skip
    outline = outline_of("a.docx", word_file(body, STYLES))
    assert [(s.id, s.numeral, s.title) for s in outline.sections] == [
        ("1", "一、", "甲"), ("2", "", "乙"), ("2.1", "", "丙"), ("2.1.1", "", "丁"),
        ("3", "", "戊"),
    ]  # fmt: skip
    assert not any(s.doubtful for s in outline.sections)


def test_a_lone_heading_one_above_headings_two_is_the_title() -> None:
    body = styled("年度报告", "a1") + styled("甲", "a2") + styled("乙", "a2")
    outline = outline_of("a.docx", word_file(body, STYLES))
    assert outline.title is not None and outline.title.text == "年度报告"
    assert [(s.id, s.title) for s in outline.sections] == [("1", "甲"), ("2", "乙")]


def test_automatic_numbers_are_written_out_and_restart() -> None:
    body = (
        numbered("甲") + numbered("乙", 1) + numbered("丙", 1) + numbered("丁") + numbered("戊", 1)
        + numbered("己", 2) + numbered("点", 3) + numbered("庚", 0, 2) + numbered("无", 0, 0)
    )  # fmt: skip
    text, _ = docx_text(word_file(body, "", NUMBERING))
    assert text == "一、甲\n（一）乙\n（二）丙\n二、丁\n（一）戊\n2.1. 己\n点\n一、庚\n无"


def test_a_style_s_number_counts_too() -> None:
    style = (
        '<w:style w:type="paragraph" w:styleId="n"><w:name w:val="n"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = styled("甲", "n") + styled("乙", "n")
    assert docx_text(word_file(body, style, NUMBERING))[0] == "一、甲\n二、乙"


@pytest.mark.parametrize(
    ("form", "count", "text"),
    [("decimal", 3, "3"), ("decimalZero", 3, "03"), ("upperRoman", 49, "XLIX"),
     ("lowerLetter", 28, "bb"), ("decimalEnclosedCircleChinese", 2, "②"),
     ("chineseCounting", 11, "十一"), ("bullet", 1, ""), ("unheardOf", 4, "4")],
)  # fmt: skip
def test_number_formats_are_written_as_word_shows_them(form: str, count: int, text: str) -> None:
    assert formatted(form, count) == text


def test_signs_of_symbol_fonts_are_never_lost() -> None:
    signs = (("Wingdings 2", "0052"), ("Wingdings", "F0A8"), ("Symbol", "F061"), ("x", "oops"))
    runs = "".join(f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>' for font, code in signs)
    assert docx_text(word_file(f"<w:p>{runs}<w:r><w:sym/></w:r></w:p>"))[0] == "☑☐α〓〓"


def test_strict_documents_are_read() -> None:
    parts = word_parts(paragraph("一、甲"))
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    parts["word/document.xml"] = parts["word/document.xml"].replace(W, strict)
    assert docx_text(zipped(parts))[0] == "一、甲"


def test_a_package_without_its_main_part_is_refused() -> None:
    with pytest.raises(DocumentError) as refused:
        outline_of("a.docx", zipped({"[Content_Types].xml": CONTENT_TYPES}))
    assert refused.value.code == "not_word"


def test_no_text_of_the_public_word_files_is_lost() -> None:
    left_out = {"del", "moveFrom", "delText", "instrText", "Fallback", "rt", "pPr", "rPr"}
    read = 0
    for path in sorted(shared_file("corpus").rglob("*.docx")):
        data = path.read_bytes()
        try:
            check_upload(path.name, data)
        except DocumentError:
            continue
        root = Parts(open_docx(data)).main()
        texts = (
            e.text or ""
            for e in root.iter("{*}t")
            if not left_out & {local(above) for above in e.iterancestors()}
        )
        wanted = Counter("".join("".join(texts).split()))
        assert not wanted - Counter(docx_text(data)[0]), path.name
        read += 1
    assert read > 100


def test_a_zip_is_read_from_memory_only() -> None:
    data = word_file(paragraph("甲"))
    assert zipfile.is_zipfile(BytesIO(data)) and docx_text(data)[0] == "甲"


def test_words_beside_the_running_text_are_no_part_of_it() -> None:
    reference = '<w:footnoteReference w:id="2"/>'
    made = packages.crafted(packages.para(packages.text("一、甲") + packages.run(reference)))
    note = f'<w:footnote w:id="2">{packages.para(packages.text("二、注"))}</w:footnote>'
    read, decisions = docx_text(packages.with_story(made, "footnotes", note).data())
    assert read == "一、甲" and not decisions.added
