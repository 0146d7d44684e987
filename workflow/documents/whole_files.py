"""Files read and written in as few calls as can be: a report has hundreds, read each time."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

AT_ONCE = 1_000
"""Pieces that a system takes in one call (POSIX asks for 16, all have 1,024)."""
_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0)


def read_whole(path: str | Path) -> bytes:
    """All bytes of a file; OSError where it cannot be read."""
    handle = os.open(path, _FLAGS)
    try:
        size = os.fstat(handle).st_size
        data = os.read(handle, size + 1)
        if len(data) == size:
            return data
        pieces = [data]  # more or less than it was: somebody writes it, or it is a pipe
        while pieces[-1]:
            pieces.append(os.read(handle, 1 << 20))
        return b"".join(pieces)
    finally:
        os.close(handle)


def write_all(handle: int, pieces: Sequence[bytes]) -> None:
    """Write the pieces one behind the other: to join them would copy them once more."""
    for first in range(0, len(pieces), AT_ONCE):
        some = pieces[first : first + AT_ONCE]
        done = 0 if sys.platform == "win32" else os.writev(handle, some)
        if done < sum(map(len, some)):  # it is a pipe, or the disk is all but full
            left = memoryview(b"".join(some))[done:]
            while left:
                left = left[os.write(handle, left) :]
