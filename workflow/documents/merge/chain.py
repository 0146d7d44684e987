"""A merge as a chain of states: what a part makes depends on itself and on the state before it.

So what each part of a report made last time is kept, with the state before and behind it. As
long as a part and the state are what they were, the part is not looked at again: what it made
is written as it stands. A part that changed is set in anew; where it leaves the state as it
did before (the same numbers are free, the same styles and names are there), all that follow
are taken as they stand again.

A run of parts is a link of the chain as a part is: from the state before its first to that
behind its last. So most of a report is taken up a run at a time, and only in a run in which
something changed each part is looked at. The parts beside the body are compressed run by run.

A state's name is a digest of the state before it and of what the part gave out, so that one
name never stands for two states.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import NamedTuple

from workflow.documents.merge.copies import Copies
from workflow.documents.merge.deflating import Block, Stream
from workflow.documents.merge.kept import VERSION as CUT
from workflow.documents.merge.ledger import Ledger
from workflow.documents.merge.manuscript import KeptPart, Manuscript
from workflow.documents.merge.package import Package
from workflow.documents.merge.pages import Pages
from workflow.documents.merge.relations import Key
from workflow.documents.merge.replaying import Begun, Replay
from workflow.documents.merge.sections import Sections
from workflow.documents.merge.segments import EACH, Segments
from workflow.documents.merge.shelf import Shelf, sum_of
from workflow.documents.merge.streams import Streams

VERSION = 4


class _Run(NamedTuple):
    """A run of parts that is set in part by part, and the relations that they used."""

    parts: Sequence[KeptPart]
    key: str
    before: str
    begun: Begun
    used: list[dict[Key, None]]


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
        self._replay = Replay(ledger, pages, sections)
        self._runs = -(-len(manuscript.parts) // EACH)
        self._state = _first(manuscript, begun)
        stem = sum_of(f"{manuscript.title} {self._state}".encode()).hex()
        self._segments, self._streams = Segments(shelf, stem), Streams(shelf, stem)
        self._copies = Copies(shelf, stem)
        self._begun: Begun | None = None
        self._run: _Run | None = None

    def find_run(
        self, parts: Sequence[KeptPart], place: int, numbers: Sequence[int | None]
    ) -> list[Block] | None:
        """What these parts, the first at ``place``, made last time under this state.

        None where that is not known: then each is to be found, or set in, and the run ended.
        """
        self._copies.recognise(place // EACH, parts)
        said = [_said(*one) for one in zip(parts, numbers, strict=True)]
        key, before = sum_of(repr(said).encode()).hex(), self._state
        link = self._segments.run(place // EACH, (key.encode(), before.encode()))
        again = None if link is None else self._replay.again(link, place)
        if again is not None:
            blocks, self._state = again
            return blocks
        begun = self._replay.begin(place)
        self._run = _Run(parts, key, before, begun, [{} for _ in self._replay.used()])
        return None

    def end_run(self, blocks: list[Block]) -> None:
        """All its parts have been set in, and made these; it is kept, unless one is a gap."""
        run, self._run = self._run, None
        if run is not None:
            link = self._replay.run(run.key, run.before, run.begun, run.used, self._state, blocks)
            self._segments.add_run(run.begun.place // EACH, link)
            self._copies.keep(run.begun.place // EACH, run.parts)

    def find(self, part: KeptPart, place: int, number: int | None) -> list[Block] | None:
        """What the part made last time under this state; the state behind it is reached.

        None where it is not known; ``number`` is that of an attachment.
        """
        name = _key(part, number).encode(), self._state.encode()
        link = self._segments.part(place // EACH, name)
        again = None if link is None else self._replay.again(link, place)
        if link is None or again is None:
            self.begin(place)
            return None
        self._gather()
        blocks, self._state = again
        return blocks

    def begin(self, place: int) -> None:
        """A part is set in that is not known under this state."""
        self._begun = self._replay.begin(place)

    def end(self, part: KeptPart | None, number: int | None, blocks: list[Block]) -> None:
        """It has been set in; it is kept where it is a ``part`` that will be the same again."""
        begun, before = self._begun, self._state
        assert begun is not None
        given = self._replay.given(begun)
        passed = [before, *self._replay.passed(begun, given)]
        self._state = sum_of(json.dumps(passed, default=bytes.decode).encode()).hex()
        self._gather()
        if part is None:
            self._run = None
            return
        link = self._replay.link(_key(part, number), before, begun, given, self._state, blocks)
        self._segments.add_part(begun.place // EACH, link)

    def stream(self, told: bytes, make: Callable[[], bytes]) -> Stream:
        """What ``make`` gives, compressed; it depends on what is ``told`` and on the last state."""
        return self._streams.named(told + self._state.encode(), make)

    def zipped(self, package: Package) -> list[bytes]:
        """The .docx in pieces; what was made is kept, unless it is what was kept already."""
        data = package.zipped(self._streams.of)
        self._segments.keep(self._runs)
        self._streams.keep()
        return data

    def _gather(self) -> None:
        """Relations count as used anew with each part: a run used them all."""
        if self._run is not None:
            for all_, own in zip(self._run.used, self._replay.used(), strict=True):
                all_.update(own)


def _first(manuscript: Manuscript, begun: bool) -> str:
    """The name of the state before the first part: all that is chosen for the whole report."""
    chosen = (VERSION, CUT, manuscript.profile, manuscript.policy)
    said = repr((*chosen, manuscript.draft_mark, manuscript.contents, begun))
    return sum_of(said.encode("utf-8", "backslashreplace")).hex()


def _key(part: KeptPart, number: int | None) -> str:
    """One of a kind for a file and for what is written around it."""
    return sum_of(repr(_said(part, number)).encode()).hex()


def _said(part: KeptPart, number: int | None) -> tuple[object, ...]:
    words = part.name, part.level, part.kind, part.numeral, part.title, part.tail
    return part.digest, part.attachment, number, words
