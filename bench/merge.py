"""Merging: our engine beside docxcompose, above the floor of reading and writing it all.

Each engine runs in a process of its own, one after the other and then all of them again, so
that nothing is remembered from one run to the next but what is kept on disk; what is timed is
the merge itself, without the start of Python. Workers live long, so a change is also timed before
a process that has met one (``bench/merge_worker.py``).
"""

from __future__ import annotations

import json
import math
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench.figures import Case, Goal, middle, take_turns
from bench.section_files import section_file
from script.lib.say import Stop, note

RUNS, QUICK_RUNS = 5, 1
SECTIONS, QUICK_SECTIONS = 200, 20
LENGTHS, QUICK_LENGTHS = (50, 200, 500, 2_000), (10, 20)
# docxcompose takes minutes: it runs once or twice less where the whole would take an hour.
PEER_RUNS = 2
GOALS = {
    "cold": (Goal("to_floor", 1.5, at_least=False), Goal("to_peer", 1 / 40, at_least=False)),
    "parts cached": (Goal("to_peer", 1 / 120, at_least=False),),
    "one part changed": (Goal("to_peer", 1 / 800, at_least=False),),
    "one part changed, in a worker": (Goal("to_peer", 1 / 800, at_least=False),),
    "cold, --jobs 2": (None,),
}
MEMORY, GROWTH = Goal("ours", 60, at_least=False), Goal("ours", 1.05, at_least=False)


def cases(quick: bool) -> Iterator[Case]:
    """Seconds by kind of run, then peak memory, then how time grows with the sections."""
    with tempfile.TemporaryDirectory(prefix="huigao-bench-") as name:
        yard = _Yard(Path(name))
        yield from _side_by_side(yard, quick)
        yield from _growth(yard, quick)


class _Yard:
    """A folder with sections, a cache and what was merged."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._edition = folder, 1

    def files(self, count: int) -> list[str]:
        """The first ``count`` sections, made when they are first asked for."""
        paths = [self._folder / f"{number:05}.docx" for number in range(1, count + 1)]
        for number, path in enumerate(paths, start=1):
            if not path.exists():
                path.write_bytes(section_file(number))
        return [str(one) for one in paths]

    def merged(self, files: Sequence[str], *options: str) -> dict[str, Any]:
        """What the command prints."""
        command = ["-m", "workflow.documents", "merge", str(self._out), *files, *options]
        return dict(json.loads(_run(command)))

    def cold(self, files: Sequence[str], *options: str) -> float:
        return _seconds(self.merged(files, *options))

    def cached(self, files: Sequence[str]) -> float:
        return _seconds(self.merged(files, "--cache", str(self.cache)))

    def changed(self, files: Sequence[str]) -> float:
        """One section in the middle has other words than last time."""
        self._edition += 1
        number = len(files) // 2
        Path(files[number - 1]).write_bytes(section_file(number, self._edition))
        return self.cached(files)

    def changed_again(self, files: Sequence[str]) -> float:
        """The same before a process that has merged such a change before."""
        options = [str(self._out), str(self.cache), str(self._edition + 1)]
        self._edition += 2
        return float(_run(["-m", "bench.merge_worker", *options, *files]))

    @property
    def _out(self) -> Path:
        (self._folder / "out").mkdir(exist_ok=True)
        return self._folder / "out" / "merged.docx"

    @property
    def cache(self) -> Path:
        return self._folder / "cache"


def _side_by_side(yard: _Yard, quick: bool) -> Iterator[Case]:
    count = QUICK_SECTIONS if quick else SECTIONS
    files = yard.files(count)
    yard.cached(files)
    ours = {
        "cold": lambda: yard.cold(files),
        "parts cached": lambda: yard.cached(files),
        "one part changed": lambda: yard.changed(files),
        "one part changed, in a worker": lambda: yard.changed_again(files),
        "cold, --jobs 2": lambda: yard.cold(files, "--jobs", "2"),
    }
    runs = QUICK_RUNS if quick else RUNS
    floor, *found = take_turns(runs, lambda: _module("bench.merge_floor", files), *ours.values())
    note(f"docxcompose, {count} sections ...")
    peer = [_module("bench.merge_peer", files) for _ in range(min(runs, PEER_RUNS))]
    for name, figures in zip(ours, found, strict=True):
        for goal in GOALS[name]:
            yield Case(
                "merge",
                f"{count} sections, {name}",
                "s",
                ours=figures,
                floor=floor,
                peer=peer,
                peer_name=f"docxcompose {version('docxcompose')}",
                goal=goal,
            )
    peaks = [float(yard.merged(files)["peak_mb"]) for _ in range(runs)]
    yield Case("merge", f"{count} sections, peak memory", "MB", ours=peaks, goal=MEMORY)


def _growth(yard: _Yard, quick: bool) -> Iterator[Case]:
    """The slope of the logarithms, by least squares."""
    points = []
    shutil.rmtree(yard.cache, ignore_errors=True)
    for count in QUICK_LENGTHS if quick else LENGTHS:
        files = yard.files(count)
        taken = [yard.cold(files) for _ in range(QUICK_RUNS if quick else 3)]
        yield Case("merge", f"{count} sections, cold", "s", ours=taken)
        points.append((math.log(count), math.log(middle(taken) or 1.0)))
    yield Case("merge", "exponent of growth", "", ours=[_slope(points)], goal=GROWTH)


def _slope(points: Sequence[tuple[float, float]]) -> float:
    x, y = (sum(one) / len(points) for one in zip(*points, strict=True))
    above = sum((a - x) * (b - y) for a, b in points)
    return above / sum((a - x) ** 2 for a, _ in points)


def _seconds(printed: dict[str, Any]) -> float:
    return float(printed["seconds"]["total"])


def _module(name: str, files: Sequence[str]) -> float:
    return float(_run(["-m", name, *files]))


def _run(command: Sequence[str]) -> str:
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True, check=False)
    if done.returncode:
        raise Stop("合成没有成功。", f"A merge failed: {done.stderr[-400:]}")
    return done.stdout
