"""Keeps the folder of a shelf below a size: what was not used for longest goes first."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

GRACE = 600.0
"""Seconds for which a file stays after its last use: a merge may be at work with it."""
MARGIN = 0.9
"""The share of the size that is left, so that not every sweep finds something to do."""


class _Kept(NamedTuple):
    used: float
    size: int
    path: str


def sweep(folder: Path, most_bytes: int, now: float | None = None) -> int:
    """Delete files until at most ``most_bytes`` are left; returns how many bytes went.

    Two may sweep at once, and merges go on: a file that is gone is no fault, and a merge
    that misses one makes it anew. ``now`` is a time as of ``time.time``.
    """
    found = sorted(_files(folder))
    total = sum(one.size for one in found)
    if total <= most_bytes:
        return 0
    last = (time.time() if now is None else now) - GRACE
    gone = 0
    for one in found:
        if one.used > last or total - gone <= most_bytes * MARGIN:
            break
        with suppress(FileNotFoundError):
            os.unlink(one.path)
        gone += one.size
    return gone


def _files(folder: Path) -> Iterator[_Kept]:
    with suppress(FileNotFoundError), os.scandir(folder) as entries:
        for one in entries:
            with suppress(FileNotFoundError):
                state = one.stat()
                yield _Kept(state.st_mtime, state.st_size, one.path)
