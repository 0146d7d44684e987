"""Inlines of a pattern: text with holes for words, and things with holes for what they refer to."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from workflow.documents.content import Bookmark, Inline, InlineIsland, Note, Run

Piece = int | str
"""The number of words of the pattern, or text that stands in it."""
Pieces = tuple[Piece, ...]


class Lookup(Protocol):
    """What ids and names of one file stand for; None and "" where there is nothing."""

    def link(self, own: str) -> str: ...

    def place(self, name: str) -> str: ...

    def note(self, kind: str, own: str) -> Note | None: ...

    def bookmark(self, name: str) -> str: ...

    def target(self, name: str) -> str: ...

    def stored(self, island: str) -> str: ...


def joined(pieces: Pieces, words: Sequence[str]) -> str:
    if len(pieces) == 1:
        (one,) = pieces
        return words[one] if isinstance(one, int) else one
    return "".join([words[one] if isinstance(one, int) else one for one in pieces])


@dataclass(frozen=True, slots=True)
class Words:
    """A run whose text is pieces joined."""

    pieces: Pieces
    marks: frozenset[str]

    def run(self, words: Sequence[str]) -> Run:
        return Run(joined(self.pieces, words), self.marks)

    def made(self, words: Sequence[str], lookup: Lookup) -> Inline:
        return self.run(words)


@dataclass(frozen=True, slots=True)
class LinkAt:
    """A run on which a link lies: by its relation, or to a ``place`` of the text."""

    pieces: Pieces
    marks: frozenset[str]
    hole: int
    place: bool

    def made(self, words: Sequence[str], lookup: Lookup) -> Inline | None:
        own = words[self.hole]
        link = lookup.place(own) if self.place else lookup.link(own)
        return Run(joined(self.pieces, words), self.marks, link)


@dataclass(frozen=True, slots=True)
class NoteAt:
    """``kind`` is "footnotes" or "endnotes"."""

    kind: str
    hole: int

    def made(self, words: Sequence[str], lookup: Lookup) -> Inline | None:
        return lookup.note(self.kind, words[self.hole])


@dataclass(frozen=True, slots=True)
class BookmarkAt:
    hole: int

    def made(self, words: Sequence[str], lookup: Lookup) -> Inline | None:
        name = lookup.bookmark(words[self.hole])
        return Bookmark(name) if name else None


@dataclass(frozen=True, slots=True)
class IslandAt:
    """``stored`` is the island's JSON; ``targets`` are bookmarks that it names."""

    kind: str
    text: Pieces
    stored: Pieces
    targets: tuple[int, ...]

    def is_ready(self, words: Sequence[str], lookup: Lookup) -> bool:
        """Whether it is the same for other words: what nobody defines is no bookmark."""
        used = {one for one in (*self.text, *self.stored) if isinstance(one, int)}
        return all(words[one].isprintable() for one in used) and all(
            lookup.target(words[one]) for one in self.targets
        )

    def made(self, words: Sequence[str], lookup: Lookup) -> Inline | None:
        shown = list(words)
        for one in self.targets:
            shown[one] = lookup.target(words[one])
        quoted = [json.dumps(one, ensure_ascii=False)[1:-1] for one in shown]
        digest = lookup.stored(joined(self.stored, quoted))
        return InlineIsland(digest, self.kind, joined(self.text, words))


Line = tuple[Words, ...]
Thing = Words | LinkAt | NoteAt | BookmarkAt | IslandAt
Things = tuple[Thing, ...]
