"""What a worker did with the messages that it claimed: a file of its own, a line a step.

A line is written by one call, so it stands in the system's memory before the next step, and
outlives a worker that is killed. It is not forced to the disk: after a power cut lines can be
missing at the end, so a journal of an earlier start of the machine is trusted in what it says
and not in what it leaves out. A line without its end was never finished, nor acted upon.

Who takes over gives the file another name before reading it; a worker that was only slow looks
after each beginning whether its file still has its name, and stops where it does not. So of one
message never two workers think that it is theirs.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from time import time
from typing import Any
from uuid import uuid4

from workflow.actions.telling.attempts import Attempt, Did, Outcome

BOOT = Path("/proc/sys/kernel/random/boot_id")
TAKEN = ".taken"
ORPHANED = timedelta(days=1)
"""After which a file that no row names is nobody's any more."""
Key = tuple[int, int]


class TakenOver(Exception):
    """Another took over what was claimed: nothing more of it may be sent here."""


class Journal:
    """Of one claim. OSError comes through: what cannot be noted must not be sent."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.name = uuid4().hex
        self._path = str(folder / self.name)
        self._file = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o600)
        self._write("boot", _boot())

    def begin(self, attempt: Attempt) -> None:
        """Right before it is sent; TakenOver where that is another's by now."""
        self._write("begun", *attempt.key)
        if not os.path.exists(self._path):
            raise TakenOver(self.name)

    def end(self, outcome: Outcome) -> None:
        self._write("ended", *_packed(outcome))

    def close(self) -> None:
        """The worker is done with it; the file stays until its rows are written."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def _write(self, *step: Any) -> None:
        line = json.dumps(step).encode() + b"\n"
        if os.write(self._file, line) < len(line):
            raise OSError(f"a line of the journal {self.name} was cut off: is the disk full?")


@dataclass
class Record:
    """What a journal says; ``exact``: also that what it does not say did not happen."""

    exact: bool = False
    begun: set[Key] = field(default_factory=set)
    outcomes: dict[Key, Outcome] = field(default_factory=dict)

    def may_be_begun(self, key: Key) -> bool:
        return not self.exact or key in self.begun


def taken(folder: Path, name: str) -> Record | None:
    """The journal of that name, which its worker cannot use any more; None where there is none."""
    if not name:
        return None
    there = folder / (name + TAKEN)
    with suppress(FileNotFoundError):
        (folder / name).rename(there)
    try:
        return _record(there.read_bytes())
    except FileNotFoundError:
        return None


def forget(folder: Path, name: str) -> None:
    """Its rows are written."""
    for one in (name, name + TAKEN) if name else ():
        with suppress(FileNotFoundError):
            (folder / one).unlink()


def orphans(folder: Path) -> Iterator[str]:
    """Names of journals that nobody wrote to for long."""
    with suppress(FileNotFoundError), os.scandir(folder) as files:
        for one in files:
            with suppress(FileNotFoundError):
                if time() - one.stat().st_mtime > ORPHANED.total_seconds():
                    yield one.name.removesuffix(TAKEN)


def _record(data: bytes) -> Record:
    found = Record()
    *lines, _unfinished = data.split(b"\n")
    for line in lines:
        # What a power cut made of a line says nothing.
        with suppress(ValueError):
            _read(found, json.loads(line))
    return found


def _read(found: Record, step: Any) -> None:
    match step:
        case ["boot", str(boot)]:
            found.exact = bool(boot) and boot == _boot()
        case ["begun", int(delivery_id), int(number)]:
            found.begun.add((delivery_id, number))
        case ["ended", *packed]:
            outcome = _unpacked(packed)
            found.outcomes[outcome.attempt.key] = outcome


def _packed(one: Outcome) -> tuple[Any, ...]:
    attempt = (one.attempt.delivery_id, one.attempt.number, one.attempt.unknown)
    wait = one.wait.total_seconds()
    return (*attempt, one.did.value, one.at.isoformat(), one.why, wait, one.unknown)


def _unpacked(step: list[Any]) -> Outcome:
    delivery_id, number, doubtful, did, at, why, wait, unknown = step
    attempt = Attempt(delivery_id, number, doubtful)
    moment = datetime.fromisoformat(at)
    return Outcome(attempt, Did(did), moment, why, timedelta(seconds=wait), unknown)


@cache
def _boot() -> str:
    """Of this start of the machine; "" where the system does not say, and nothing is exact."""
    try:
        return BOOT.read_text("ascii").strip()
    except OSError:
        return ""
