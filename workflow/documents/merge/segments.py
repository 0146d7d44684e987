"""The links of a chain on the shelf, a few in each file: who changes one writes its file alone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, count

from workflow.documents.merge.links import Link, read_links
from workflow.documents.merge.shelf import Shelf

EACH = 16


class Segments:
    """Links in their order, as they were kept last time.

    Every link says by itself what it stands for, so files of two merges do no harm in a row.
    """

    def __init__(self, shelf: Shelf, stem: str) -> None:
        self._shelf, self._stem = shelf, stem
        self._kept = [list(read_links(one)) for one in self._read()]

    def __iter__(self) -> Iterator[Link]:
        return chain.from_iterable(self._kept)

    def keep(self, links: list[Link]) -> None:
        """Keep these in the place of those of last time."""
        made = [links[at : at + EACH] for at in range(0, len(links), EACH)]
        for number, those in enumerate(made):
            if number >= len(self._kept) or those != self._kept[number]:
                self._write(number, those)
        for number in range(len(made), len(self._kept)):
            self._shelf.drop(self._name(number))

    def _read(self) -> Iterator[bytes]:
        for number in count():
            found = self._shelf.get(self._name(number))
            if found is None:
                return
            yield found

    def _write(self, number: int, links: list[Link]) -> None:
        name = self._name(number)
        # A file that is renamed over another may be written out before that returns (ext4).
        self._shelf.drop(name)
        self._shelf.put(name, b"".join(one.data for one in links))

    def _name(self, number: int) -> str:
        return f"{self._stem}-{number}.chain"
