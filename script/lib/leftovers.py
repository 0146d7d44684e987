"""Whatever our programs leave behind comes to us, and is ended: no orphan stays."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

CHILD_SUBREAPER = 36
ASKED_SECONDS = 4.0
FORCED_SECONDS = 2.0


def adopt() -> None:
    """From now on, a descendant whose parent dies becomes a child of this process (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(CHILD_SUBREAPER, 1)


def end(spared: Collection[int]) -> None:
    """Asks every child but the spared to stop, then forces those that did not."""
    for number, seconds in ((signal.SIGTERM, ASKED_SECONDS), (signal.SIGKILL, FORCED_SECONDS)):
        asked: set[int] = set()
        until = time.monotonic() + seconds
        while (left := children() - set(spared)) and time.monotonic() < until:
            for pid in left - asked:
                _signal(pid, number)
            asked |= left
            for pid in left:
                _reap(pid)
            time.sleep(0.05)


def children() -> set[int]:
    """Process ids of the children of this process, as /proc tells."""
    own = str(os.getpid())
    return {
        int(file.parent.name) for file in Path("/proc").glob("[0-9]*/stat") if _parent(file) == own
    }


def _parent(file: Path) -> str:
    try:
        # The name in brackets may itself hold spaces and brackets.
        return file.read_text(errors="replace").rpartition(")")[2].split()[1]
    except (OSError, IndexError):
        return ""


def _signal(pid: int, number: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, number)


def _reap(pid: int) -> None:
    with suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)
