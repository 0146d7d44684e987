"""An archive is written and read piece by piece, however large its files are."""

from __future__ import annotations

import tracemalloc
from functools import partial
from pathlib import Path

from workflow.documents.archive import Item, held, pack
from workflow.documents.archive.keys import new_key, public_half, signed
from workflow.documents.archive.model import STATEMENT
from workflow.documents.archive.opening import open_archive


def test_a_large_file_is_packed_and_verified_piece_by_piece(tmp_path: Path) -> None:
    """Twenty megabytes of evidence in an archive never stand in memory."""
    piece, own = b"evidence" * 8192, new_key()
    large = Item("evidence/0001-large.pdf", lambda: (piece for _ in range(320)))
    path = tmp_path / "large.zip"
    tracemalloc.start()
    try:
        with path.open("wb") as out:
            items = [large, held(STATEMENT, b"{}")]
            pack(items, "0" * 64, public_half(own), partial(signed, own), out)
        with open_archive(path) as reader:
            assert list(reader.faults()) == []
        assert tracemalloc.get_traced_memory()[1] < 6_000_000
    finally:
        tracemalloc.stop()
    assert path.stat().st_size > 20_000_000
    with path.open("r+b") as file:
        file.seek(10_000_000)
        file.write(b"X")
    with open_archive(path) as reader:
        assert [one.place for one in reader.faults()] == [large.name]
