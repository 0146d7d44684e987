"""Files read in as few calls as can be: a report has hundreds, each of which is read each time."""

from __future__ import annotations

import os
from pathlib import Path

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
