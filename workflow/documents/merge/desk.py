"""Where a merge works: its store of parts, its folder for the next time, its processes."""

from __future__ import annotations

import json
import multiprocessing
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from workflow.documents.blobs import Blobs, MemoryBlobs, digest_of
from workflow.documents.errors import DocumentError
from workflow.documents.merge.kept import VERSION, Kept, cut_kept
from workflow.documents.merge.kept_looks import Names
from workflow.documents.merge.manuscript import KeptPart, Policy
from workflow.documents.merge.packing import packed, unpacked
from workflow.documents.merge.shelf import BesideBlobs, Shelf, ShelfBlobs


@dataclass(slots=True)
class Desk:
    """``shelf`` is None where nothing is kept; ``pool`` where one process does all."""

    blobs: Blobs
    shelf: Shelf | None = None
    folder: Path | None = None
    pool: ProcessPoolExecutor | None = None

    def kept(self, part: KeptPart, policy: Policy, house: Names, marks: bool) -> tuple[str, Kept]:
        """The part ready to be set in, and its key; DocumentError where it is refused."""
        key = key_of(part, policy, house, marks)
        found = self._found(key)
        if found is not None:
            return key, found
        made = cut_kept(part.name, part.load(), policy, house, self.blobs, marks)
        if self.shelf is not None:
            self.shelf.put(f"{key}.part", packed(made))
        return key, made

    def ahead(
        self, part: KeptPart, policy: Policy, house: Names, marks: bool
    ) -> Future[None] | None:
        """Let another process put the part on the shelf; None where it is there."""
        key = key_of(part, policy, house, marks)
        if self.pool is None or self.shelf is None or self.shelf.has(f"{key}.part"):
            return None
        job = _Job(part.name, part.load, policy, house, marks, key)
        assert self.folder is not None
        return self.pool.submit(_cut, self.folder, job)

    def _found(self, key: str) -> Kept | None:
        data = None if self.shelf is None else self.shelf.get(f"{key}.part")
        try:
            return None if data is None else unpacked(data)
        except ValueError:
            return None


def key_of(part: KeptPart, policy: Policy, house: Names, marks: bool) -> str:
    """One of a kind for the file's bytes, this version of the cut, and what was chosen."""
    chosen = [part.digest, VERSION, asdict(policy) | {"gaps": False}, sorted(house), marks]
    return digest_of(json.dumps(chosen, sort_keys=True).encode())[:40]


@contextmanager
def opened(cache: Path | None, jobs: int, blobs: Blobs | None) -> Iterator[Desk]:
    """A desk; several processes meet in a folder, if need be one for this merge alone."""
    callers = blobs if blobs is not None else MemoryBlobs()
    if cache is None and jobs == 1:
        yield Desk(BesideBlobs(MemoryBlobs(), callers))
        return
    with TemporaryDirectory(prefix="huigao-merge-") as name:
        folder = cache or Path(name)
        shelf = Shelf(folder)
        desk = Desk(BesideBlobs(ShelfBlobs(shelf), callers), shelf, folder)
        if jobs == 1:
            yield desk
            return
        # A fresh interpreter in each: what a caller holds open is none of their business.
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(jobs, mp_context=context) as desk.pool:
            yield desk


@dataclass(frozen=True, slots=True)
class _Job:
    name: str
    load: Callable[[], bytes]
    policy: Policy
    house: Names
    marks: bool
    key: str


def _cut(folder: Path, job: _Job) -> None:
    """In another process. A part that is refused is refused again where it is asked for."""
    shelf = Shelf(folder)
    try:
        blobs = ShelfBlobs(shelf)
        made = cut_kept(job.name, job.load(), job.policy, job.house, blobs, job.marks)
    except DocumentError:
        return
    shelf.put(f"{job.key}.part", packed(made))
