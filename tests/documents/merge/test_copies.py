"""Files are known again by their copies: read each time, hashed only where they changed."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from bench.section_files import section_file
from workflow.documents.blobs import digest_of
from workflow.documents.merge import KeptPart, Manuscript, assemble, manuscript
from workflow.documents.merge.copies import HEAD, LARGEST, Copies
from workflow.documents.merge.manifest import kept_from
from workflow.documents.merge.shelf import LONGEST, Shelf

RUN = 7


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    made = [tmp_path / name for name in ("a.docx", "b.docx")]
    for path in made:
        path.write_bytes(path.name.encode() * 90)
    return made


@pytest.fixture
def cache(tmp_path: Path, files: list[Path]) -> Path:
    kept(tmp_path / "cache", files)
    return tmp_path / "cache"


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What is hashed so that it is known again."""
    seen: list[bytes] = []

    def noted(data: bytes) -> str:
        seen.append(data)
        return digest_of(data)

    monkeypatch.setattr(manuscript, "digest_of", noted)
    return seen


def kept(cache: Path, files: list[Path]) -> list[KeptPart]:
    """The files as parts whose digests are known, and their copies on the shelf."""
    copies, parts = Copies(Shelf(cache), "report"), [kept_from(one) for one in files]
    copies.recognise(RUN, parts)
    copies.keep(RUN, parts)
    assert [one.digest for one in parts] == [digest_of(one.read_bytes()) for one in files]
    return parts


def test_a_file_as_it_was_is_not_hashed(
    cache: Path, files: list[Path], hashed: list[bytes]
) -> None:
    kept(cache, files)
    assert hashed == []


def test_one_byte_is_seen_whatever_size_and_times_say(
    cache: Path, files: list[Path], hashed: list[bytes]
) -> None:
    before = files[1].stat()
    changed = files[1].read_bytes()[:-1] + b"!"
    files[1].write_bytes(changed)
    os.utime(files[1], ns=(before.st_atime_ns, before.st_mtime_ns))
    kept(cache, files)
    assert hashed == [changed]
    kept(cache, files)
    assert hashed == [changed]
    files[1].write_bytes(changed + b"!")
    kept(cache, files)
    assert hashed == [changed, changed + b"!"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"\0" + data[1:],
        lambda data: data[: HEAD - 1] + b"\0\0" + data[HEAD + 1 :],
        lambda data: data[: HEAD + 1] + b"\0" + data[HEAD + 2 :],
        lambda data: data[:-1] + b"\0",
        lambda data: data[:-9],
        lambda data: data[:HEAD],
        lambda data: b"",
        lambda data: b"\xff" * 999,
    ],
)
def test_a_copy_that_was_spoilt_is_like_no_file(
    spoil: Callable[[bytes], bytes], cache: Path, files: list[Path]
) -> None:
    (copies,) = cache.iterdir()
    copies.write_bytes(spoil(copies.read_bytes()))
    kept(cache, files)


def test_copies_take_little_room(cache: Path, files: list[Path], hashed: list[bytes]) -> None:
    (copies,) = cache.iterdir()
    size = copies.stat().st_size
    for edition in range(20):
        files[1].write_bytes(b"%06d" % edition * 90)
        kept(cache, files)
        assert copies.stat().st_size <= (LONGEST + 1) * size
    hashed.clear()
    for path in files:
        path.write_bytes(bytes(LARGEST + 1))
    for _ in range(2):
        kept(cache, files)
    files[1].write_bytes(b"")
    kept(cache, files)
    assert len(hashed) == 6 and copies.stat().st_size <= (LONGEST + 1) * size


def test_a_file_that_changes_while_it_is_merged_is_not_taken_for_what_it_was(
    tmp_path: Path, files: list[Path]
) -> None:
    shelf, parts = Shelf(tmp_path / "cache"), [kept_from(one) for one in files]
    copies = Copies(shelf, "report")
    assert parts[0].digest and parts[1].digest
    files[0].write_bytes(b"other")
    copies.keep(RUN, parts)
    kept(tmp_path / "cache", files)


def test_a_merge_hashes_only_the_file_that_changed(
    tmp_path: Path, files: list[Path], hashed: list[bytes]
) -> None:
    def merged() -> bytes:
        report = Manuscript("", tuple(map(kept_from, files)))
        return assemble(report, cache=tmp_path / "folder").data

    for edition in (1, 2):
        for number, path in enumerate(files, start=1):
            path.write_bytes(section_file(number, edition if number == 2 else 1))
        merged()
        hashed.clear()
    files[1].write_bytes(section_file(2, 3))
    made = merged()
    # To be known, and once more when it is cut: nobody may have written it meanwhile.
    assert set(hashed) == {section_file(2, 3)}
    hashed.clear()
    assert merged() == made and hashed == []
