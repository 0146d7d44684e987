"""Runs a program of the set-up; its words are shown only if it fails."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from script.lib.places import ROOT, environment
from script.lib.say import Stop, note

SHOWN_LINES = 25


def quietly(
    command: Sequence[str | Path],
    *,
    cwd: Path = ROOT,
    env: Mapping[str, str] | None = None,
) -> tuple[bool, str]:
    """Whether the program ended well, and what it said."""
    try:
        done = subprocess.run(
            [str(word) for word in command],
            cwd=cwd,
            env=env or environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
    except OSError as error:
        return False, str(error)
    return done.returncode == 0, done.stdout


def show(words: str) -> None:
    note("\n".join(words.strip().splitlines()[-SHOWN_LINES:]))


def or_stop(command: Sequence[str | Path], zh: str, en: str, *, cwd: Path = ROOT) -> str:
    """Runs it; on failure shows its last lines and stops with the two sentences."""
    good, words = quietly(command, cwd=cwd)
    if not good:
        show(words)
        raise Stop(zh, en)
    return words
