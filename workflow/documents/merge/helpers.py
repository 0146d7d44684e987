"""Other processes that cut files ahead, from the last one on, while this one begins at the first.

Where they meet nobody waits for long: each file is taken by one alone, under a lock. What a
helper makes lies on a shelf; a file that it could not cut is cut, or refused, where it is asked
for.
"""

from __future__ import annotations

import gc
import multiprocessing
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.context import ForkContext, SpawnContext
from multiprocessing.process import BaseProcess
from multiprocessing.sharedctypes import SynchronizedArray
from pathlib import Path

from workflow.documents.errors import DocumentError
from workflow.documents.merge.kept import cut_kept
from workflow.documents.merge.kept_looks import Names
from workflow.documents.merge.manuscript import Policy
from workflow.documents.merge.packing import packed
from workflow.documents.merge.shelf import Shelf, ShelfBlobs

FEWEST = 16
"""Files for which it is worth while to start a process."""
_FRONT, _BACK = 0, 1


@dataclass(frozen=True, slots=True)
class Job:
    """A file to be cut, and the key under which it is put on the shelf."""

    name: str
    load: Callable[[], bytes]
    policy: Policy
    house: Names
    marks: bool
    key: str


class Helpers:
    """At most ``most`` processes, which put what they cut on the shelf in ``folder``."""

    def __init__(self, most: int, folder: Path) -> None:
        self._most, self._folder = most, folder
        self._context = _context()
        self._places: dict[str, int] = {}
        # How many files this process has taken from the front; where those of helpers begin.
        self._taken: SynchronizedArray[int] = self._context.Array("l", [0, 0])
        self._started: list[BaseProcess] = []

    def begin(self, jobs: Sequence[Job]) -> None:
        """Cut these, which are asked for in this order."""
        if len(jobs) < FEWEST:
            return
        self._places = {job.key: place for place, job in enumerate(jobs)}
        self._taken[_BACK] = len(jobs)
        for _ in range(self._most):
            one = self._context.Process(
                target=help_from_behind, args=(self._taken, self._folder, jobs)
            )
            one.start()
            self._started.append(one)

    def wait(self, key: str) -> None:
        """Return when a file of this key is on the shelf, or nobody else will cut it."""
        place = self._places.get(key)
        if place is None:
            return
        with self._taken.get_lock():
            is_mine = place < self._taken[_BACK]
            self._taken[_FRONT] = max(self._taken[_FRONT], place + 1)
        if not is_mine:
            # Helpers that met this process take no more: each ends with the file it is at.
            self._end()

    def close(self) -> None:
        """No more files are taken."""
        self._taken[_FRONT] = len(self._places)
        self._end()

    def _end(self) -> None:
        for one in self._started:
            one.join()
        self._started.clear()


def help_from_behind(taken: SynchronizedArray[int], folder: Path, jobs: Sequence[Job]) -> None:
    """In another process: take one after the other, until who began at the first is met."""
    # What a collector looks through would have to be copied: it passes over what is there.
    gc.freeze()
    shelf = Shelf(folder)
    blobs = ShelfBlobs(shelf)
    while True:
        with taken.get_lock():
            if taken[_BACK] <= taken[_FRONT]:
                return
            taken[_BACK] -= 1
            job = jobs[taken[_BACK]]
        try:
            made = cut_kept(job.name, job.load(), job.policy, job.house, blobs, job.marks)
        except (DocumentError, OSError):
            continue
        shelf.put(f"{job.key}.part", packed(made))


def _context() -> ForkContext | SpawnContext:
    """A copy of this process is ready at once, where no other thread holds a lock."""
    alone = threading.active_count() == 1 and "fork" in multiprocessing.get_all_start_methods()
    return multiprocessing.get_context("fork") if alone else multiprocessing.get_context("spawn")
