"""A merge as a chain of states: what a part makes depends on itself and on the state before it.

So what each part of a report made last time is kept, with the state before and behind it. As
long as a part and the state are what they were, the part is not looked at again: what it made
is written as it stands. A part that changed is set in anew; where it leaves the state as it
did before (the same numbers are free, the same styles and names are there), all that follow
are taken as they stand again. A report has a file for every few parts, and writes that one
anew in which something changed.

A state's name is a digest of the state before it and of what the part gave out, so that one
name never stands for two states.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from workflow.documents.merge.brought import Brought
from workflow.documents.merge.deflating import Block
from workflow.documents.merge.given import Given, Mark, give_again, given_since, mark
from workflow.documents.merge.kept import VERSION as CUT
from workflow.documents.merge.ledger import Ledger
from workflow.documents.merge.links import Files, Link
from workflow.documents.merge.manuscript import KeptPart, Manuscript
from workflow.documents.merge.package import Package
from workflow.documents.merge.pages import Pages
from workflow.documents.merge.sections import Sections, Seen
from workflow.documents.merge.segments import Segments
from workflow.documents.merge.shelf import Shelf, sum_of
from workflow.documents.merge.streams import Streams

VERSION = 1
SMALL = 64 * 1024
"""Parts up to this size are kept beside what was made; larger ones lie in the store alone."""


class Chain:
    """The states of one merge, beside those of the last one that the shelf knows."""

    def __init__(
        self,
        manuscript: Manuscript,
        begun: bool,
        shelf: Shelf,
        ledger: Ledger,
        pages: Pages,
        sections: Sections,
    ) -> None:
        self._ledger = ledger
        self._pages, self._sections = pages, sections
        self._state = _first(manuscript, begun)
        stem = sum_of(f"{manuscript.title} {self._state}".encode()).hex()
        self._segments = Segments(shelf, stem)
        self._known = {one.name: one for one in self._segments}
        self._streams = Streams(shelf, stem)
        self._made: list[Link] = []
        self._mark: tuple[Mark, int, int] | None = None

    def find(self, part: KeptPart, place: int, number: int | None) -> list[Block] | None:
        """What the part made last time under this state; the state behind it is reached.

        None where it is not known; ``number`` is that of an attachment.
        """
        link = self._known.get((_key(part, number).encode(), self._state.encode()))
        read = None if link is None else link.read()
        if link is None or read is None or not self._has_all(read[2]):
            self.begin()
            return None
        self._made.append(link)
        head, texts, files = read
        give_again(self._ledger, Given(*head["given"]), texts, files)
        self._pages.go_on(head["pages"])
        self._sections.replay(place, Seen(*head["seen"]))
        self._state = head["state"]
        return list(link.blocks(head))

    def _has_all(self, files: Files) -> bool:
        """Whether the store has the parts that are not kept here."""
        has = self._ledger.brought.has
        return all(data is not None or has(one.digest) for one, data in files.values())

    def begin(self) -> None:
        """A part is set in that is not known under this state."""
        self._mark = mark(self._ledger), *self._sections.length()

    def end(self, part: KeptPart | None, number: int | None, blocks: list[Block]) -> None:
        """It has been set in; it is kept where it is a ``part`` that will be the same again."""
        assert self._mark is not None
        given_before, warnings, entries = self._mark
        given, pages = given_since(self._ledger, given_before), self._pages.state()
        seen = self._sections.since(warnings, entries)
        before, passed = self._state, [self._state, given.named, pages, len(seen.entries)]
        self._state = sum_of(json.dumps(passed, default=bytes.decode).encode()).hex()
        if part is None:
            return
        head = {"given": given, "pages": pages, "seen": seen, "state": self._state}
        self._made.append(Link.of(_key(part, number), before, head, blocks, self._files(given)))

    def zipped(self, package: Package) -> bytes:
        """The .docx; what was made is kept, unless it is what was kept already."""
        data = package.zipped(self._streams.deflated)
        self._segments.keep(self._made)
        self._streams.keep()
        return data

    def _files(self, given: Given) -> Iterator[tuple[str, Brought, bytes | None]]:
        brought = self._ledger.brought
        leading = [one[1] for claimed in given.relations for one in claimed]
        names = [n for one in leading if one in brought.known for n in brought.below(one)]
        for name in dict.fromkeys(names):
            one, data = brought.known[name], brought.files[name]
            yield name, one, data if len(data) <= SMALL or not one.digest else None


def _first(manuscript: Manuscript, begun: bool) -> str:
    """The name of the state before the first part: all that is chosen for the whole report."""
    chosen: list[Any] = [VERSION, CUT, asdict(manuscript.profile), asdict(manuscript.policy)]
    chosen += [manuscript.draft_mark, manuscript.contents, begun]
    return sum_of(json.dumps(chosen, default=repr).encode()).hex()


def _key(part: KeptPart, number: int | None) -> str:
    """One of a kind for a file and for what is written around it."""
    words = part.name, part.level, part.kind, part.numeral, part.title, part.tail
    return sum_of(repr((part.digest, part.attachment, number, words)).encode()).hex()
