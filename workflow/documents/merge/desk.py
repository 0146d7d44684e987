"""Where a merge works: its store of parts, its folder for the next time, its processes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from workflow.documents.blobs import Blobs, MemoryBlobs, digest_of
from workflow.documents.merge.helpers import Helpers, Job
from workflow.documents.merge.kept import VERSION, Kept, cut_kept
from workflow.documents.merge.kept_definitions import KeptDefinitions
from workflow.documents.merge.kept_looks import Names
from workflow.documents.merge.manuscript import KeptPart, Part, Policy
from workflow.documents.merge.packing import packed, unpacked
from workflow.documents.merge.shelf import BesideBlobs, Shelf, ShelfBlobs
from workflow.documents.merge.written import Setting, Written, keys_of, write_part
from workflow.documents.source_version import key_for

ENDS_UPRIGHT, ENDS_WIDE = b"u", b"w"


@dataclass(slots=True)
class Desk:
    """``shelf`` is None where nothing is kept; ``helpers`` where one process does all.

    ``lasts`` says that the shelf is still there next time.
    """

    blobs: Blobs
    shelf: Shelf | None = None
    lasts: bool = False
    helpers: Helpers | None = None

    def kept(self, part: KeptPart, policy: Policy, house: Names, marks: bool) -> Kept:
        """The part ready to be set in; DocumentError where it is refused."""
        if self.shelf is None:
            return cut_kept(part.name, part.load(), policy, house, self.blobs, marks)
        key = key_of(part, policy, house, marks)
        if self.helpers is not None:
            self.helpers.wait(key)
        found = self._found(key)
        if found is not None:
            return found
        definitions = KeptDefinitions(self.shelf) if self.lasts else None
        made = cut_kept(part.name, part.read(), policy, house, self.blobs, marks, definitions)
        if self.lasts:
            self.shelf.put(f"{key}.part", packed(made))
        return made

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

    def kept_bytes(self, looked_at: object, make: Callable[[], bytes], *within: str) -> bytes:
        """What ``make`` gives, which depends on ``looked_at`` (plain data) and the code alone:
        that of all ``documents``, or of the folders ``within``.
        """
        if self.shelf is None or not self.lasts:
            return make()
        key = f"{key_for(looked_at, *within)}.head"
        found = self.shelf.get(key)
        if found is None:
            found = make()
            self.shelf.put(key, found)
        return found

    def kept_sheet(self, looked_at: object, make: Callable[[], bytes]) -> bytes:
        """The same of what a house style makes, for a process that has made none yet."""
        return self.kept_bytes(["sheet", looked_at], make, "house", "profile")

    def ahead(self, parts: Sequence[KeptPart], policy: Policy, house: Names, marks: bool) -> None:
        """Let other processes put parts on the shelf that are not there yet."""
        if self.helpers is None or self.shelf is None:
            return
        keys = {key_of(one, policy, house, marks): one for one in parts}
        jobs = [
            Job(one.name, one.read, policy, house, marks, key)
            for key, one in keys.items()
            if not self.shelf.has(f"{key}.part")
        ]
        self.helpers.begin(jobs)

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
        beside = BesideBlobs(ShelfBlobs(shelf), callers)
        if cache is not None:
            desk = Desk(beside, shelf, lasts=True)
        else:
            desk = Desk(BesideBlobs(MemoryBlobs(), beside), shelf)
        if jobs == 1:
            yield desk
            return
        desk.helpers = Helpers(jobs - 1, folder)
        try:
            yield desk
        finally:
            desk.helpers.close()
