"""Plain text in the encodings of the office; nothing is replaced, nothing guessed badly."""

import codecs

import pytest

from workflow.documents.errors import DocumentError
from workflow.documents.outline import outline_of
from workflow.documents.outline.reading import decode, read_document

TEXT = "年度工作报告\n一、工作情况\n（一）“三会一课”——落实到位。\n全年完成12项，增长3.5%。\n"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (TEXT.encode(), "utf-8, no BOM"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8, BOM"),
        (TEXT.encode("gb18030"), "gb18030"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le, BOM"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be, BOM"),
        (TEXT.encode("utf-16-le"), "utf-16-le, no BOM"),
        (TEXT.encode("utf-16-be"), "utf-16-be, no BOM"),
    ],
)
def test_each_encoding_gives_the_same_text_and_outline(data: bytes, name: str) -> None:
    assert decode(data) == (TEXT, name)
    assert outline_of("a.txt", data) == outline_of("a.txt", TEXT.encode())


@pytest.mark.parametrize("text", ["一", "报告", "ok", "𠀀字与㐀字", "X委"])
def test_a_short_text_is_read_too(text: str) -> None:
    assert decode(text.encode())[0] == text
    assert decode(text.encode("gb18030"))[0] == text


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 4,
        b"\xff\xfe\x00\xd8",
        codecs.BOM_UTF8 + b"\xff",
        "有一个\x00零字节".encode(),
        b"\x89PNG\r\n\x1a\n" + b"\x00\x01\x02" * 50,
    ],
)
def test_what_is_no_text_is_refused_with_a_way_on(data: bytes) -> None:
    with pytest.raises(DocumentError) as refused:
        read_document("a.txt", data)
    assert refused.value.code == "encoding"
    assert "UTF-8" in refused.value.zh and "UTF-8" in refused.value.en


@pytest.mark.parametrize(
    ("text", "newline"),
    [("a\nb", "LF"), ("a\r\nb", "CRLF"), ("a\rb", "CR"), ("a\r\nb\nc", "mixed"), ("a", "none")],
)
def test_the_newline_is_named_and_kept(text: str, newline: str) -> None:
    reading = read_document("a.txt", text.encode())
    assert (reading.text, reading.newline) == (text, newline)


def test_an_outline_of_windows_lines_has_bodies_with_plain_newlines() -> None:
    outline = outline_of("a.txt", "一、甲\r\n写了。\r\n又写。\r\n".encode())
    assert outline.body_text(outline.section("1")) == "写了。\n又写。"
