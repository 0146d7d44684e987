"""A file written over an earlier one is the same as a new one, and never half of either."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path
from threading import Thread

import pytest

from workflow.documents.merge.assembled import Assembled
from workflow.documents.merge.overwriting import overwriting
from workflow.documents.whole_files import AT_ONCE

LONG = 100_000


def zipped(text: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr("a", text)
    return made.getvalue()


@pytest.mark.parametrize("before", [None, b"", b"short", b"long" * LONG])
def test_nothing_is_left_of_what_was_there(before: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "out.docx"
    if before is not None:
        path.write_bytes(before)
    pieces = [b"a" * 100, b"b" * LONG, b"", *([b"c"] * (AT_ONCE + 1))]
    assert Assembled(pieces, ()).write(path) == LONG + AT_ONCE + 101
    assert path.read_bytes() == b"".join(pieces)


def test_who_dies_on_the_way_leaves_no_whole_file(tmp_path: Path) -> None:
    """Neither on its way, when all of the old directory would still be there, nor after it."""
    path = tmp_path / "out.docx"
    path.write_bytes(zipped(b"old" * LONG))
    with pytest.raises(OSError, match="full"), overwriting(path) as file:
        file.write(zipped(b"new" * LONG)[: 2 * LONG])
        assert path.stat().st_size > 2 * LONG and not zipfile.is_zipfile(path)
        raise OSError("full")
    assert path.stat().st_size == 2 * LONG and not zipfile.is_zipfile(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
def test_a_pipe_has_no_room_to_take(tmp_path: Path) -> None:
    path, came = tmp_path / "pipe", list[bytes]()
    os.mkfifo(path)
    reader = Thread(target=lambda: came.append(path.read_bytes()))
    reader.start()
    with overwriting(path) as file:
        file.write(b"words")
    reader.join()
    assert came == [b"words"]
