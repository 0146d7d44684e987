"""Files from strangers: each kind of trouble is refused by a sentence before it is parsed."""

import io
import struct
import zipfile
from dataclasses import replace

import pytest

from tests.documents.crafted import CONTENT_TYPES, paragraph, word_file, word_parts, zipped
from workflow.documents.errors import DocumentError
from workflow.documents.outline import outline_of
from workflow.documents.word.safety import Limits, check_upload

OLE = bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600
GOOD = word_file(paragraph("一、甲"))
SMALL = Limits(
    docx_bytes=300_000, text_bytes=100_000, entries=40, part_bytes=8_000_000,
    unpacked_bytes=12_000_000, marks=1_000,
)  # fmt: skip


def with_part(name: str, content: bytes | str) -> bytes:
    return zipped({**word_parts(paragraph("一、甲")), name: content})


def code_of(filename: str, data: bytes, limits: Limits = SMALL) -> str:
    with pytest.raises(DocumentError) as refused:
        check_upload(filename, data, limits)
    error = refused.value
    assert error.zh.endswith("。") and error.en.endswith(".")
    assert error.render("zh") == error.zh and error.render("en") == error.en
    return error.code


def test_a_plain_text_and_a_word_file_pass() -> None:
    check_upload("a.TXT", "一、甲".encode())
    check_upload("报告.v2.DOCX", GOOD)


@pytest.mark.parametrize(
    ("filename", "data", "code"),
    [
        ("a.docx", b"", "empty"),
        ("a.pdf", b"%PDF-1.7", "wrong_type"),
        ("docx", GOOD, "wrong_type"),
        ("a.txt", GOOD, "wrong_name"),
        ("a.txt", b"x" * 100_001, "text_too_large"),
        ("a.docx", GOOD + b"x" * 300_001, "too_large"),
        ("a.docx", b"no zip at all", "plain_text"),
        ("a.docx", "一、甲".encode("gb18030"), "plain_text"),
        ("a.docx", "一、甲".encode("utf-16"), "plain_text"),
        ("a.docx", b"{\\rtf1 x}", "not_word"),
        ("a.docx", b"\x89PNG\r\n\x1a\n" + bytes(40), "not_word"),
        ("a.docx", GOOD[: len(GOOD) // 2], "damaged"),
        ("a.docx", GOOD[:-10], "damaged"),
        ("a.docx", b"PK\x05\x06" + bytes(18), "not_word"),
        ("a.txt", b"{\\rtf1 x}", "wrong_name"),
        ("a.txt", b"%PDF-1.7", "wrong_name"),
        ("a.doc", b"{\\rtf1 x}", "old_word"),
        ("a.wps", b"<html>", "old_word"),
        ("a.docx", zipped({"a.xml": "<a/>"}), "not_word"),
        ("a.doc", OLE, "old_word"),
        ("a.wps", OLE, "old_word"),
        ("a.docx", OLE, "old_word"),
        ("a.txt", OLE, "old_word"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    ],
)
def test_the_wrong_file_is_refused(filename: str, data: bytes, code: str) -> None:
    assert code_of(filename, data) == code


def test_an_old_word_file_is_told_to_be_saved_as_docx() -> None:
    with pytest.raises(DocumentError) as refused:
        check_upload("a.doc", OLE)
    assert "另存为 .docx" in refused.value.zh and "save it as .docx" in refused.value.en


def test_a_spreadsheet_is_no_word_file() -> None:
    types = CONTENT_TYPES.replace("wordprocessingml.document.main", "spreadsheetml.sheet.main")
    assert code_of("a.docx", with_part("[Content_Types].xml", types)) == "not_word"


def test_macros_are_no_reason_to_refuse_a_file() -> None:
    """The reader leaves them out and says so."""
    check_upload("a.docm", GOOD)
    check_upload("a.docx", with_part("word/vbaProject.bin", b"x"))
    types = CONTENT_TYPES.replace(
        "vnd.openxmlformats-officedocument.wordprocessingml.document.main",
        "vnd.ms-word.document.macroEnabled.main",
    )
    check_upload("a.docm", with_part("[Content_Types].xml", types))


def test_a_bomb_in_one_part_is_refused_without_unpacking_it() -> None:
    assert code_of("a.docx", with_part("word/x.xml", b"0" * 7_000_000)) == "ratio"
    assert code_of("a.docx", with_part("word/x.xml", b"0" * 9_000_000)) == "unpacked"


def test_a_bomb_spread_over_many_parts_is_refused() -> None:
    parts = {f"word/{n}.xml": b"0" * 600_000 for n in range(12)}
    assert code_of("a.docx", zipped({"[Content_Types].xml": CONTENT_TYPES.encode(), **parts})) == (
        "ratio"
    )
    roomy = replace(SMALL, unpacked_bytes=6_000_000)
    assert code_of("a.docx", zipped(parts), roomy) == "unpacked"


def test_too_many_parts_are_counted_before_the_directory_is_read() -> None:
    data = zipped({f"{n}.xml": b"" for n in range(60)})
    assert code_of("a.docx", data) == "too_many_entries"


def test_a_nested_bomb_is_refused() -> None:
    inner = zipped({"x.xml": b"0" * 7_000_000})
    assert code_of("a.docx", with_part("word/embeddings/x.bin", inner)) == "ratio"
    many = {f"word/embeddings/{n}.xlsx": zipped({"x": b"0" * 4_900_000}) for n in range(3)}
    data = zipped({**word_parts(paragraph("甲")), **many})
    assert code_of("a.docx", data) == "nested"


def test_an_embedded_workbook_passes_and_endless_nesting_does_not() -> None:
    data = zipped({"xl/workbook.xml": b"<a/>" * 20})
    for depth in range(4):
        data = with_part("word/embeddings/inner.docx", data)
        if depth < 2:
            check_upload("a.docx", data, SMALL)
    assert code_of("a.docx", data) == "nested"


@pytest.mark.parametrize("name", ["n" * 300, "word/../../etc/x", "../x"])
def test_odd_names_are_refused(name: str) -> None:
    assert code_of("a.docx", with_part(name, b"x")) == "damaged"


def test_a_part_that_stands_twice_is_refused() -> None:
    buffer = io.BytesIO(GOOD)
    with (
        pytest.warns(UserWarning, match="Duplicate"),
        zipfile.ZipFile(buffer, "a") as archive,
    ):
        archive.writestr("word/document.xml", "<other/>")
    assert code_of("a.docx", buffer.getvalue()) == "damaged"


def test_entries_that_share_their_bytes_are_refused() -> None:
    data = bytearray(with_part("word/second.xml", "x" * 50))
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 42 : entry + 46] = struct.pack("<I", 10)
    assert code_of("a.docx", bytes(data)) == "damaged"


def test_an_encrypted_entry_is_refused() -> None:
    data = bytearray(GOOD)
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    assert code_of("a.docx", bytes(data)) == "encrypted"


def test_an_unusual_packer_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
    assert code_of("a.docx", buffer.getvalue()) == "damaged"


def test_a_directory_that_lies_about_a_size_gives_no_more_than_it_says() -> None:
    data = bytearray(GOOD)
    name = data.rindex(b"word/document.xml", 0, data.rindex(b"word/styles.xml"))
    entry = data.rindex(b"PK\x01\x02", 0, name)
    data[entry + 24 : entry + 28] = struct.pack("<I", 60)
    with pytest.raises(DocumentError) as refused:
        outline_of("a.docx", bytes(data))
    assert refused.value.code == "damaged"
