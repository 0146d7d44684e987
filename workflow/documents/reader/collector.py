"""Python's collector of cycles waits while a file is read.

Nearly all that is made then stays until the end, and the collector would look through it again
and again: a fifth of the time, and more in a process that holds much already.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_LOCK = Lock()
_READING = 0
_WAS_ON = False


@contextmanager
def waiting() -> Iterator[None]:
    """It waits for the last of several readers, and only where it was on before the first."""
    global _READING, _WAS_ON
    with _LOCK:
        if not _READING:
            _WAS_ON = gc.isenabled()
            gc.disable()
        _READING += 1
    try:
        yield
    finally:
        with _LOCK:
            _READING -= 1
            if not _READING and _WAS_ON:
                gc.enable()
