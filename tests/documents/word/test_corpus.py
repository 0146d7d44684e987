"""Public Word files: each opens, or is refused with a sentence, and its text survives a cut."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from tests.documents.shared import shared_file
from tests.documents.word.packages import W, codes, cut, every_pieces, joined, words
from workflow.documents.blobs import MemoryBlobs
from workflow.documents.chunk import Chunk
from workflow.documents.errors import DocumentError
from workflow.documents.islands import parts_of
from workflow.documents.word.safety import check_upload
from workflow.documents.word.source import Source

# Folders, and how many of their files are damaged, encrypted, or no .docx at all.
FOLDERS = (("docxcompose", 0), ("python-docx", 0), ("poi", 8), ("powertools", 0))
MOST = 120


@pytest.mark.parametrize(("folder", "unreadable"), FOLDERS)
def test_every_file_opens_or_is_refused_and_keeps_its_text(folder: str, unreadable: int) -> None:
    every = sorted(shared_file(f"corpus/{folder}").rglob("*.doc[xm]"))
    paths = every[:: len(every) // MOST + 1]
    refused = [path.name for path in paths if not _survives(path)]
    print(f"{folder}: {len(paths)} of {len(every)} files, {len(refused)} refused: {refused}")
    assert len(refused) <= unreadable < len(paths) / 2


def _survives(path: Path) -> bool:
    """Cut the whole body, with comments; False where the file is refused."""
    data = path.read_bytes()
    try:
        check_upload(path.name, data)
        source = Source.open(data)
    except DocumentError as refused:
        assert refused.zh.endswith("。") and refused.en
        return False
    blobs = MemoryBlobs()
    before = words(source.body)
    if not {"external_picture", "missing_part"} & codes(source).keys():
        assert before == _written(data, source.main), path
    root, needs = cut(source, blobs, comments=True)
    assert words(root) == before, path
    for pieces in every_pieces(Chunk((), needs)):
        joined(pieces)
    assert {one.hash for one in parts_of(Chunk((), needs))} == set(blobs.kept), path
    _notes_are_whole(source, len(needs.notes), len(needs.endnotes))
    return True


def _written(data: bytes, main: str) -> str:
    """The text as it stands in the file, read without any of our cleaning."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read(main))
    return words(root)


def _notes_are_whole(source: Source, notes: int, endnotes: int) -> None:
    for kind, found in (("footnote", notes), ("endnote", endnotes)):
        named = [one.get(f"{W}id", "") for one in source.body.iter(f"{W}{kind}Reference")]
        assert found == sum(source.note(f"{kind}s", own) is not None for own in named)
