"""Where a merge works: its store of parts, its folder for the next time, its processes."""

from __future__ import annotations

import gc
import json
import multiprocessing
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from workflow.documents.blobs import Blobs, MemoryBlobs, digest_of
from workflow.documents.errors import DocumentError
from workflow.documents.merge.kept import VERSION, Kept, cut_kept
from workflow.documents.merge.kept_looks import Names
from workflow.documents.merge.manuscript import KeptPart, Part, Policy
from workflow.documents.merge.packing import packed, unpacked
from workflow.documents.merge.shelf import BesideBlobs, Shelf, ShelfBlobs
from workflow.documents.merge.written import Setting, Written, keys_of, write_part
from workflow.documents.source_version import key_for

ENDS_UPRIGHT, ENDS_WIDE = b"u", b"w"
BATCH = 4
"""Parts that a process takes at once."""


@dataclass(slots=True)
class Desk:
    """``shelf`` is None where nothing is kept; ``pool`` where one process does all.

    ``lasts`` says that the shelf is still there next time; ``coming`` are parts, by their key,
    that other processes are about to put on it.
    """

    blobs: Blobs
    shelf: Shelf | None = None
    lasts: bool = False
    folder: Path | None = None
    pool: ProcessPoolExecutor | None = None
    coming: dict[str, Future[None]] = field(default_factory=dict)

    def kept(self, part: KeptPart, policy: Policy, house: Names, marks: bool) -> tuple[str, Kept]:
        """The part ready to be set in, and its key; DocumentError where it is refused."""
        key = key_of(part, policy, house, marks)
        if key in self.coming:
            self.coming[key].result()
        found = self._found(key)
        if found is not None:
            return key, found
        made = cut_kept(part.name, part.load(), policy, house, self.blobs, marks)
        if self.shelf is not None:
            self.shelf.put(f"{key}.part", packed(made))
        return key, made

    def written(self, part: Part, setting: Setting) -> tuple[str, Written]:
        """The section in the house style, and its key; DocumentError where a blob is missing."""
        if self.shelf is None or not self.lasts:
            return "", write_part(part, setting, self.blobs)
        keys = keys_of(part, setting)
        for key in keys:
            found = self.shelf.get(f"{key}.text")
            if found is not None:
                with suppress(ValueError):
                    ends = found[:1] == ENDS_WIDE
                    return key, Written(unpacked(found[1:]), key == keys[1], ends)
        made = write_part(part, setting, self.blobs)
        key, sign = keys[made.has_wide], ENDS_WIDE if made.ends_wide else ENDS_UPRIGHT
        self.shelf.put(f"{key}.text", sign + packed(made.kept))
        return key, made

    def kept_bytes(self, looked_at: object, make: Callable[[], bytes]) -> bytes:
        """What ``make`` gives, which depends on ``looked_at`` (plain data) and the code alone."""
        if self.shelf is None or not self.lasts:
            return make()
        key = f"{key_for(looked_at)}.head"
        found = self.shelf.get(key)
        if found is None:
            found = make()
            self.shelf.put(key, found)
        return found

    def ahead(self, parts: Sequence[KeptPart], policy: Policy, house: Names, marks: bool) -> None:
        """Let other processes put parts on the shelf that are not there yet.

        They go ahead while parts that are there are set in.
        """
        if self.pool is None or self.shelf is None or self.folder is None:
            return
        keys = {key_of(one, policy, house, marks): one for one in parts}
        jobs = [
            _Job(one.name, one.load, policy, house, marks, key)
            for key, one in keys.items()
            if not self.shelf.has(f"{key}.part")
        ]
        batches = [jobs[at : at + BATCH] for at in range(0, len(jobs), BATCH)]
        for batch in batches:
            coming = self.pool.submit(_cut_all, self.folder, batch)
            self.coming |= dict.fromkeys((job.key for job in batch), coming)

    def _found(self, key: str) -> Kept | None:
        data = None if self.shelf is None else self.shelf.get(f"{key}.part")
        try:
            return None if data is None else unpacked(data)
        except ValueError:
            return None


def key_of(part: KeptPart, policy: Policy, house: Names, marks: bool) -> str:
    """One of a kind for the file's bytes, this version of the cut, and what was chosen."""
    return digest_of(f"{part.digest} {_chosen(policy, house, marks)}".encode())[:40]


@lru_cache(maxsize=16)
def _chosen(policy: Policy, house: Names, marks: bool) -> str:
    chosen = [VERSION, asdict(policy) | {"gaps": False}, sorted(house), marks]
    return json.dumps(chosen, sort_keys=True)


@contextmanager
def opened(cache: Path | None, jobs: int, blobs: Blobs | None) -> Iterator[Desk]:
    """A desk; several processes meet in a folder, if need be one for this merge alone."""
    callers = blobs if blobs is not None else MemoryBlobs()
    if cache is None and jobs == 1:
        yield Desk(BesideBlobs(MemoryBlobs(), callers))
        return
    with nullcontext(cache) if cache else TemporaryDirectory(prefix="huigao-merge-") as name:
        folder = Path(name)
        shelf = Shelf(folder)
        desk = Desk(BesideBlobs(ShelfBlobs(shelf), callers), shelf, cache is not None, folder)
        if jobs == 1:
            yield desk
            return
        context = multiprocessing.get_context(_start_method())
        # What the others look through they would have to copy, so they pass over what is there.
        desk.pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=gc.freeze)
        try:
            yield desk
        finally:
            desk.pool.shutdown(cancel_futures=True)


@dataclass(frozen=True, slots=True)
class _Job:
    name: str
    load: Callable[[], bytes]
    policy: Policy
    house: Names
    marks: bool
    key: str


def _cut_all(folder: Path, jobs: Sequence[_Job]) -> None:
    """In another process. A part that is refused is refused again where it is asked for."""
    shelf = Shelf(folder)
    blobs = ShelfBlobs(shelf)
    for job in jobs:
        try:
            data = job.load()
            made = cut_kept(job.name, data, job.policy, job.house, blobs, job.marks)
        except DocumentError:
            continue
        shelf.put(f"{job.key}.part", packed(made))


def _start_method() -> str:
    """A copy of this process is ready at once, where no other thread holds a lock."""
    alone = threading.active_count() == 1 and "fork" in multiprocessing.get_all_start_methods()
    return "fork" if alone else "spawn"
