"""Public Word files: each is read or refused with a sentence, and nothing of it is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.documents.reader.census import (
    counts_of_content,
    counts_of_file,
    has_changes,
    letters_in_file,
    letters_read,
)
from tests.documents.reader.same import same
from tests.documents.shared import shared_file
from tests.documents.writer.whole import Whole
from workflow.documents.blobs import MemoryBlobs
from workflow.documents.content import Heading, from_json, shown_text, to_json
from workflow.documents.errors import DocumentError
from workflow.documents.parting import KnownSection, parted
from workflow.documents.profile import GB_T_9704
from workflow.documents.reader import Changes, ReadDocument, read_word
from workflow.documents.word.safety import check_upload
from workflow.documents.writer import write_content

# Folders, and at most how many of their files are damaged, encrypted, or no .docx at all.
FOLDERS = (("docxcompose", 0), ("python-docx", 0), ("poi", 7), ("powertools", 0))
MOST, MOST_WRITTEN = 110, 30
"""Files of a folder that are read, and written too, spread over all of them: a minute's work."""


def sample(folder: str, most: int = MOST) -> list[Path]:
    every = sorted(shared_file(f"corpus/{folder}").rglob("*.docx"))
    return every[:: len(every) // most + 1]


def opened(path: Path, blobs: MemoryBlobs, changes: Changes) -> ReadDocument | None:
    """None where the file is refused."""
    data = path.read_bytes()
    try:
        check_upload(path.name, data)
        return read_word(data, blobs, changes=changes)
    except DocumentError as refused:
        assert refused.zh.endswith("。") and refused.en, path
        return None


def _comes_apart(read: ReadDocument, path: Path) -> None:
    """By its own highest headings: every block and everything said is in one piece, but for the
    headings themselves.
    """
    tops = [one for one in read.content.blocks if isinstance(one, Heading) and one.level == 1]
    titles = dict.fromkeys(shown_text(one).strip() for one in tops)
    known = [KnownSection(n, 1, one, one) for n, one in enumerate(titles, start=1) if one]
    pieces = parted(read, known)
    held = [one for piece in pieces for one in piece.content.blocks]
    found = sum(piece.section is not None for piece in pieces)
    assert len(read.content.blocks) - found <= len(held) <= len(read.content.blocks), path
    assert sum(len(piece.comments) for piece in pieces) == len(read.comments), path
    assert sum(len(piece.suggestions) for piece in pieces) == len(read.suggestions), path


@pytest.mark.parametrize(("folder", "unreadable"), FOLDERS)
def test_nothing_of_a_file_is_lost(folder: str, unreadable: int) -> None:
    """By counting: letters always; tables, pictures, notes and links where nothing is tracked."""
    paths, refused = sample(folder), []
    for path in paths:
        blobs, data = MemoryBlobs(), path.read_bytes()
        read = opened(path, blobs, Changes.ACCEPT)
        if read is None:
            refused.append(path.name)
            continue
        assert not letters_in_file(data) - letters_read(read), path
        assert from_json(to_json(read.content)) == read.content, path
        _comes_apart(read, path)
        assert all(one.zh.endswith("。") and one.en for one in read.remarks), path
        if not has_changes(data):
            before, after = counts_of_file(data), counts_of_content(read, blobs)
            assert before.links <= after.links, path
            assert (before.tables, before.pictures, before.notes) == (
                *(after.tables, after.pictures, after.notes),
            ), path
    print(f"{folder}: {len(paths)} files, {len(refused)} refused: {refused}")
    assert len(refused) <= unreadable < len(paths) / 2


@pytest.mark.parametrize("changes", Changes)
@pytest.mark.parametrize(("folder", "unreadable"), FOLDERS)
def test_what_was_read_comes_back(folder: str, unreadable: int, changes: Changes) -> None:
    """Written in the house style and read again: the same content, comments and suggestions."""
    paths, back = sample(folder, MOST_WRITTEN), 0
    for path in paths:
        blobs = MemoryBlobs()
        read = opened(path, blobs, changes)
        if read is None:
            continue
        written = write_content(
            read.content,
            GB_T_9704,
            blobs,
            comments=read.comments,
            suggestions=read.suggestions,
        )
        again = read_word(Whole(written, blobs).docx(), MemoryBlobs(), changes=changes)
        assert same(again.content) == same(read.content), path
        assert said(again) == said(read), path
        assert suggested(again) == suggested(read), path
        back += 1
    assert back >= len(paths) - unreadable


def said(read: ReadDocument) -> list[tuple[str, str, str, bool]]:
    return [(one.author, one.text, one.quote, one.done) for one in read.comments]


def suggested(read: ReadDocument) -> list[tuple[str, int, int, bool, int, int]]:
    return [
        (one.author, one.start, one.end, one.removed, len(one.runs), len(one.blocks + one.rows))
        for one in read.suggestions
    ]
