"""The links of a chain on the shelf: those of a run's parts in one file, the run's own in another.

A run that is as it was is read as one; its parts only where something in it changed. What was
made anew is added behind what is there: to make a file takes longer than to write a link, and
what is still good need not be written again.
"""

from __future__ import annotations

from workflow.documents.merge.links import Link, read_links
from workflow.documents.merge.shelf import Pieces, Shelf

EACH = 16
"""Parts of a report in a run."""
Name = tuple[bytes, bytes]


class Segments:
    """Links as they were kept before, by the number of the run.

    Every link says by itself what it stands for, so files of two merges do no harm in a row.
    """

    def __init__(self, shelf: Shelf, stem: str) -> None:
        self._shelf, self._stem = shelf, stem
        self._read: dict[str, dict[Name, Link]] = {}
        self._cut_off: set[str] = set()
        self._good: dict[str, list[Pieces]] = {}
        self._new: dict[str, list[Pieces]] = {}

    def run(self, number: int, name: Name) -> Link | None:
        """A run of parts under the state that it was set in."""
        return self._find(self._file(number, "run"), name)

    def part(self, number: int, name: Name) -> Link | None:
        """A part of this run."""
        found = self._find(self._file(number, "chain"), name)
        if found is not None:
            self._good.setdefault(self._file(number, "chain"), []).append((found.data,))
        return found

    def add_run(self, number: int, link: Pieces) -> None:
        """A run that was made anew."""
        self._add(self._file(number, "run"), link)

    def add_part(self, number: int, link: Pieces) -> None:
        """The same of a part."""
        self._add(self._file(number, "chain"), link)

    def keep(self, count: int) -> None:
        """Keep what was made anew; there are ``count`` runs."""
        for file, links in self._new.items():
            new, good = _joined(links), _joined(self._good[file])
            self._shelf.add(file, new, good, spoilt=file in self._cut_off)
        while self._shelf.has(self._file(count, "chain")):
            for kind in ("chain", "run", "copies"):
                self._shelf.drop(self._file(count, kind))
            count += 1

    def _find(self, file: str, name: Name) -> Link | None:
        found = self._links(file).get(name)
        return found if found is not None and found.is_whole() else None

    def _links(self, file: str) -> dict[Name, Link]:
        """The last link of each name: an earlier one was not whole."""
        if file not in self._read:
            found = self._shelf.view(file)
            links, is_whole = ([], True) if found is None else read_links(found)
            self._read[file] = {one.name: one for one in links}
            if not is_whole:
                self._cut_off.add(file)
        return self._read[file]

    def _add(self, file: str, link: Pieces) -> None:
        for links in (self._good, self._new):
            links.setdefault(file, []).append(link)

    def _file(self, number: int, kind: str) -> str:
        return f"{self._stem}-{number}.{kind}"


def _joined(links: list[Pieces]) -> list[bytes]:
    return [piece for one in links for piece in one]
