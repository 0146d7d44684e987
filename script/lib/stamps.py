"""Remembers what a step was done for, so that the next run skips what has not changed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from script.lib.places import STAMPS


def fingerprint(files: Iterable[Path], *words: str) -> str:
    """A hash of what the files hold and of the words."""
    seen = hashlib.sha256()
    for file in sorted(files):
        seen.update(os.fsencode(file.name) + b"\0")
        seen.update(hashlib.sha256(file.read_bytes()).digest())
    for word in words:
        seen.update(os.fsencode(word) + b"\0")
    return seen.hexdigest()


def done(name: str, mark: str) -> bool:
    """Whether the step was finished for just this fingerprint."""
    try:
        return (STAMPS / name).read_text("ascii") == mark
    except OSError:
        return False


def remember(name: str, mark: str) -> None:
    STAMPS.mkdir(parents=True, exist_ok=True)
    made = STAMPS / f"{name}.new"
    made.write_text(mark, "ascii")
    made.replace(STAMPS / name)
