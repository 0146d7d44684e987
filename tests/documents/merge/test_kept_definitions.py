"""Styles and lists that another process cut are taken from the shelf: the part is the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.section_files import section_file
from tests.documents.reader.test_corpus import FOLDERS, sample
from workflow.documents.blobs import MemoryBlobs
from workflow.documents.errors import DocumentError
from workflow.documents.merge.kept import cut_kept
from workflow.documents.merge.kept_definitions import KeptDefinitions
from workflow.documents.merge.manuscript import Policy
from workflow.documents.merge.packing import packed
from workflow.documents.merge.shelf import Shelf
from workflow.documents.word.cutting import sheet

FILES = [section_file(1), section_file(4)]


def cut(data: bytes, kept: KeptDefinitions | None, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """As a process that has cut none yet."""
    monkeypatch.setattr(sheet, "_SHEETS", {})
    return packed(
        cut_kept(
            "a.docx", data, Policy(), frozenset({("paragraph", "normal")}), MemoryBlobs(), kept=kept
        )
    )


def uncut(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*given: object) -> None:
        raise AssertionError("a definition was cut again")

    monkeypatch.setattr(sheet.Sheet, "_definition", never)


@pytest.mark.parametrize("data", FILES, ids=["named", "numbered"])
def test_they_are_cut_once(data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = KeptDefinitions(Shelf(tmp_path))
    plainly = cut(data, None, monkeypatch)
    assert cut(data, kept, monkeypatch) == plainly
    with monkeypatch.context() as patched:
        uncut(patched)
        assert cut(data, kept, patched) == plainly


def test_other_styles_are_not_taken_for_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = KeptDefinitions(Shelf(tmp_path))
    for data in (*FILES, *FILES):
        assert cut(data, kept, monkeypatch) == cut(data, None, monkeypatch)
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("spoilt", [b"", b"[]\n", b'[[["p"]], [], {}, {}, {}]\n', b"\xff\n"])
def test_what_is_none_is_made_anew(
    spoilt: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = Shelf(tmp_path)
    kept, plainly = KeptDefinitions(shelf), cut(FILES[0], None, monkeypatch)
    cut(FILES[0], kept, monkeypatch)
    (name,) = [one.name for one in tmp_path.iterdir()]
    shelf.put(name, spoilt)
    assert cut(FILES[0], kept, monkeypatch) == plainly


@pytest.mark.parametrize(("folder", "_refused"), FOLDERS)
def test_public_files_are_cut_alike(
    folder: str, _refused: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, seen = KeptDefinitions(Shelf(tmp_path)), 0
    for path in sample(folder, 6):
        data = path.read_bytes()
        try:
            plainly = cut(data, None, monkeypatch)
        except DocumentError:
            continue
        assert cut(data, kept, monkeypatch) == cut(data, kept, monkeypatch) == plainly
        seen += 1
    assert seen > 2
