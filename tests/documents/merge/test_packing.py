"""What a cache holds: parts as bytes and back, streams of blocks, a zip that others read."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.section_files import section_file
from workflow.documents.blobs import MemoryBlobs, digest_of
from workflow.documents.errors import DocumentError
from workflow.documents.merge import Policy
from workflow.documents.merge.deflating import (
    block_of,
    joined,
    moved_on,
    shift_over,
    stream,
    times,
)
from workflow.documents.merge.kept import cut_kept
from workflow.documents.merge.package import Package
from workflow.documents.merge.packing import packed, unpacked
from workflow.documents.merge.shelf import Shelf, ShelfBlobs


@pytest.mark.parametrize("policy", [Policy(), Policy(headers="keep", styles="keep")])
def test_a_part_comes_back_as_it_was(policy: Policy) -> None:
    kept = cut_kept("a.docx", section_file(20), policy, frozenset(), MemoryBlobs(), marks=True)
    assert kept.chunk.needs.sections and kept.headings
    assert unpacked(packed(kept)) == kept


def test_bytes_of_somebody_else_are_no_part() -> None:
    whole = packed(cut_kept("a.docx", section_file(1), Policy(), frozenset(), MemoryBlobs()))
    line = len(whole.split(b"\n")[0]) + 1
    for data in (b"", b"PK", whole[: line + 40], whole[:-9], whole[:line] + b'{"chunk":[[1]]}\n'):
        with pytest.raises(ValueError, match=r".*"):
            unpacked(data)


@given(st.lists(st.binary(max_size=300), max_size=8))
def test_blocks_join_to_the_stream_of_all_bytes(parts: list[bytes]) -> None:
    blocks, raw = [block_of(one) for one in parts], b"".join(parts)
    run = joined(blocks[:3])
    run = replace(run, shift=shift_over(run.size))
    for whole in (stream(blocks), stream([run, *blocks[3:]])):
        assert zlib.decompress(b"".join(whole.pieces), -zlib.MAX_WBITS) == raw
        assert (whole.size, whole.crc) == (len(raw), zlib.crc32(raw))


@given(st.binary(max_size=99), st.binary(max_size=99_999))
def test_checksums_are_joined_as_bytes_are(first: bytes, second: bytes) -> None:
    crcs = zlib.crc32(first), zlib.crc32(second)
    size, both = len(second), zlib.crc32(first + second)
    assert moved_on(crcs[0], size) ^ crcs[1] == both
    assert times(shift_over(size), crcs[0]) ^ crcs[1] == both


def test_the_zip_is_one_that_others_read() -> None:
    package = Package()
    package.add("word/document.xml", stream([block_of(b"<a>"), block_of(b"</a>")]), "x")
    package.add("word/media/a.png", b"red", "image/png")
    package.add("word/图.xml", b"<b/>", "x")
    with zipfile.ZipFile(io.BytesIO(b"".join(package.zipped()))) as zipped:
        assert zipped.testzip() is None
        assert zipped.read("word/document.xml") == b"<a></a>"
        assert zipped.read("word/图.xml") == b"<b/>"
        png = zipped.getinfo("word/media/a.png")
        assert png.compress_type == zipfile.ZIP_STORED and png.date_time[0] == 1980


def test_a_shelf_takes_nothing_that_was_changed(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "cache")
    shelf.put("a", b"words")
    assert shelf.get("a") == b"words" and shelf.get("b") is None
    (tmp_path / "cache" / "a").write_bytes((tmp_path / "cache" / "a").read_bytes() + b"!")
    assert shelf.get("a") is None
    blobs = ShelfBlobs(shelf)
    assert blobs.get(blobs.put(b"red")) == b"red"
    with pytest.raises(DocumentError):
        blobs.get(digest_of(b"blue"))
