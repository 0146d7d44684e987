"""The directory of a zip: what is read here is what ``zipfile`` reads, spoilt bytes or not."""

from __future__ import annotations

import io
import zipfile
from random import Random

import pytest

from tests.documents.word.packages import crafted, para, text
from workflow.documents.word.directory import Entry, entries_of

MUTATIONS = 400


def by_zipfile(data: bytes) -> list[Entry] | None:
    """None where it raises."""
    try:
        found = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return None
    return [
        Entry(
            *(one.filename, one.flag_bits, one.compress_type, one.CRC),
            *(one.compress_size, one.file_size, one.header_offset),
        )
        for one in found
    ]


def read_here(data: bytes) -> list[Entry] | None:
    try:
        return entries_of(data)
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return None


def archive(name: str, comment: bytes = b"", before: bytes = b"") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr(name, "words")
        made.comment = comment
    return before + stream.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        archive("word/document.xml"),
        archive("报告.xml"),
        archive("a.xml", comment=b"said of it"),
        archive("a.xml", before=b"something before"),
        archive("a.xml")[:-1],
        b"PK\x05\x06" + bytes(18),
        b"nothing",
        b"",
    ],
)
def test_any_archive_is_read_as_zipfile_reads_it(data: bytes) -> None:
    assert read_here(data) == by_zipfile(data)


def test_a_spoilt_directory_is_never_read_otherwise() -> None:
    whole, chosen = crafted(para(text("一"))).data(), Random(7)
    begin = whole.index(b"PK\x01\x02")
    for _ in range(MUTATIONS):
        spoilt = bytearray(whole)
        for _ in range(chosen.randint(1, 3)):
            spoilt[chosen.randrange(begin, len(whole))] = chosen.randrange(256)
        assert read_here(bytes(spoilt)) == by_zipfile(bytes(spoilt))
