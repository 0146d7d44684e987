"""The links of a chain on the shelf: those of a run's parts in one file, the run's own in another.

A run that is as it was is read as one; its parts only where something in it changed.
"""

from __future__ import annotations

from workflow.documents.merge.links import Link, Pieces, read_links
from workflow.documents.merge.shelf import Shelf

EACH = 16
"""Parts of a report in a run."""
Name = tuple[bytes, bytes]


class Segments:
    """Links as they were kept last time, by the number of the run.

    Every link says by itself what it stands for, so files of two merges do no harm in a row.
    """

    def __init__(self, shelf: Shelf, stem: str) -> None:
        self._shelf, self._stem = shelf, stem
        self._read: dict[int, list[Link]] = {}
        self._parts: dict[int, list[Pieces]] = {}
        self._runs: dict[int, Pieces] = {}

    def run(self, number: int, name: Name) -> Link | None:
        """A run of parts under the state that it was set in."""
        found = self._shelf.view(self._file(number, "run"))
        links = [] if found is None else read_links(found)
        return next((one for one in links if one.name == name), None)

    def part(self, number: int, name: Name) -> Link | None:
        """A part of this run."""
        return next((one for one in self._kept(number) if one.name == name), None)

    def add_run(self, number: int, link: Pieces) -> None:
        """A run that was made anew."""
        self._runs[number] = link

    def add_part(self, number: int, link: Pieces) -> None:
        """A part of a run that is not taken as a whole."""
        self._parts.setdefault(number, []).append(link)

    def keep(self, count: int) -> None:
        """Keep what was added, in the place of what was there; there are ``count`` runs."""
        for number, link in self._runs.items():
            self._write(self._file(number, "run"), [link])
        for number, links in self._parts.items():
            if links != [(one.data,) for one in self._kept(number)]:
                self._write(self._file(number, "chain"), links)
        while self._shelf.has(self._file(count, "chain")):
            for kind in ("chain", "run"):
                self._shelf.drop(self._file(count, kind))
            count += 1

    def _kept(self, number: int) -> list[Link]:
        if number not in self._read:
            found = self._shelf.view(self._file(number, "chain"))
            self._read[number] = [] if found is None else list(read_links(found))
        return self._read[number]

    def _write(self, name: str, links: list[Pieces]) -> None:
        # A file that is renamed over another may be written out before that returns (ext4).
        self._shelf.drop(name)
        self._shelf.put(name, *(piece for one in links for piece in one))

    def _file(self, number: int, kind: str) -> str:
        return f"{self._stem}-{number}.{kind}"
