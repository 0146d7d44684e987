"""Pass: bookmarks. A name that two parts use is changed in the second, references too."""

from __future__ import annotations

from collections.abc import Container
from itertools import chain, repeat
from typing import Any
from xml.sax.saxutils import escape

from workflow.documents.chunk import Chunk, Hole
from workflow.documents.content import UNSTORABLE
from workflow.documents.merge.counting import roomy

LONGEST = 40
"""Characters that Word allows in a bookmark's name."""


class Bookmarks:
    """Numbers and names that are unique in the report."""

    def __init__(self) -> None:
        self._next = 1
        self._names: dict[tuple[int, str], str] = {}
        self._taken: set[str] = set()
        self._counts: dict[str, int] = {}
        self._marked: set[tuple[int, str]] = set()
        self._given: list[list[Any]] = []

    def claim(
        self, scope: int, names: tuple[str, ...], marked: Container[int] = ()
    ) -> tuple[list[bytes], list[bytes]]:
        """The ids and the final names as XML has them, in the order of ``names``.

        ``marked`` are the numbers of those that begin here, and are not only named: of two
        that begin in one part under one name, the second gets another.
        """
        first = self._next
        self._next += len(names)
        ids = [b"%d" % (first + n) for n in range(len(names))]
        made = [_escaped(self._name(scope, one, n in marked)) for n, one in enumerate(names)]
        return ids, made

    def leave_room(self) -> None:
        """The next part's ids begin at a round number."""
        self._next = 1 + roomy(self._next - 1)

    def final(self, scope: int, name: str) -> str:
        """The name that a bookmark of a part has in the report, not escaped."""
        return self._name(scope, name, False)

    def _name(self, scope: int, name: str, is_marked: bool) -> str:
        key = (scope, name)
        if is_marked and key in self._marked:
            return self._free(name)
        if is_marked:
            self._marked.add(key)
        if key not in self._names:
            self._names[key] = self._free(name)
        return self._names[key]

    def _free(self, name: str) -> str:
        name = UNSTORABLE.sub("", name)
        final, folded = name, name.casefold()
        while final.casefold() in self._taken:
            # Goes on where it came to last time: a thousand parts may have one name.
            self._counts[folded] = self._counts.get(folded, 1) + 1
            final = f"{name[: LONGEST - 8]}_{self._counts[folded]}"
        self._taken.add(final.casefold())
        self._given.append([final.casefold(), folded, self._counts.get(folded, 1)])
        return final

    def length(self) -> int:
        """How many names were given so far."""
        return len(self._given)

    def since(self, length: int) -> list[Any]:
        """What was given since, and the id that comes next."""
        return [self._next, self._given[length:]]

    def replay(self, kept: list[Any]) -> None:
        """The same again, of a part that was set in before."""
        self._next, given = kept
        for final, folded, count in given:
            self._taken.add(final)
            if count > 1:
                self._counts[folded] = count
        self._given += given


def _escaped(name: str) -> bytes:
    """For a value in double quotes and for a field's code alike."""
    return name.encode() if name.isalnum() else escape(name, {'"': "&quot;"}).encode()


def marked(chunk: Chunk) -> set[int]:
    """The numbers of bookmarks that begin in the chunk, not only named there."""
    needs = chunk.needs
    all_ = frozenset(zip(repeat(Hole.BOOKMARK), range(len(needs.bookmarks)), strict=False))
    begun = all_.intersection(chain(chunk.pieces, *needs.notes, *needs.endnotes))
    return {number for _, number in begun}
