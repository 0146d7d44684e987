"""Public pairs of Word files: compared, written as a blackline, accepted and rejected."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pytest

from tests.documents.deciding import accepted, rejected
from tests.documents.shared import SHARED, shared_file
from workflow.documents.blobs import MemoryBlobs
from workflow.documents.compare import Stamp, compare
from workflow.documents.compare.blackline import blackline
from workflow.documents.content import Content, every_block, shown_text
from workflow.documents.reader import ReadDocument, read_word

FOLDER = "corpus/powertools/TestFiles/WC"
FIRST = ("Before", "Unmodified")


def pairs() -> list[tuple[str, str]]:
    """In each numbered group the file before the edits with each of the others."""
    names = sorted(one.name for one in (SHARED / FOLDER).glob("WC*.docx"))
    found = []
    for _, group in groupby(names, key=lambda name: name[:5]):
        ranked = sorted(group, key=lambda name: (not any(w in name for w in FIRST), len(name)))
        found += [(ranked[0], other) for other in ranked[1:]]
    return found


PAIRS = pairs()


def test_the_pairs_are_there() -> None:
    shared_file(FOLDER)
    assert len(PAIRS) > 90


@pytest.mark.parametrize(("before", "after"), PAIRS, ids=[after for _, after in PAIRS])
def test_a_public_pair(before: str, after: str) -> None:
    blobs = MemoryBlobs()
    old, new = (_read(shared_file(f"{FOLDER}/{name}"), blobs) for name in (before, after))
    changes = compare(old.content, new.content)
    made = blackline(old.content, changes, blobs, Stamp("李四", "2026-03-05T10:00:00Z"))
    assert _lines(read_word(accepted(made.data), blobs).content) == _lines(new.content)
    assert _lines(read_word(rejected(made.data), blobs).content) == _lines(old.content)
    assert _lines(read_word(made.data, blobs).content) == _lines(new.content)


def _read(path: Path, blobs: MemoryBlobs) -> ReadDocument:
    return read_word(path.read_bytes(), blobs)


def _lines(content: Content) -> list[str]:
    said = ["".join(shown_text(one).split()) for one in every_block(content.blocks)]
    return [one for one in said if one]
