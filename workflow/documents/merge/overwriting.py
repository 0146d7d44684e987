"""A file written over an earlier one, whose room it takes."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from io import FileIO
from pathlib import Path

END_OF_ZIP = 22
"""Bytes without which nobody takes what was there for a whole zip (APPNOTE 6.3.4, 4.3.16)."""


@contextmanager
def overwriting(path: str | Path) -> Iterator[FileIO]:
    """The file for writing, not buffered, from its beginning; what is behind the end then goes.

    One that is emptied first is written out to the disk before it can be closed (ext4), which
    takes longer than all else. Whoever dies on the way leaves no whole file, as ever.
    """
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
    with FileIO(handle, "wb") as file:
        status = os.fstat(handle)
        is_file = stat.S_ISREG(status.st_mode)
        if is_file and status.st_size:
            os.ftruncate(handle, max(1, status.st_size - END_OF_ZIP))
        try:
            yield file
        finally:
            if is_file:
                file.truncate()
