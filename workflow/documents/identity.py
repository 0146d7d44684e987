"""The marks by which a Word file that comes back is known again: names of hidden bookmarks.

Word, WPS and LibreOffice keep bookmarks when they save; a name that begins with ``_`` is
hidden from the reader, and has at most 40 characters (ECMA-376 Part 1, 17.13.6.2). A block's
id may hold any sign, so its name holds a hash of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workflow.documents.blobs import digest_of
from workflow.documents.content import Block

LONGEST = 40
_SECTION = re.compile(r"_hgs(\d{1,12})d(\d{1,9})", re.IGNORECASE)
_BLOCK = re.compile(r"_hgb(\d{1,12})_([0-9a-f]{20})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SectionMark:
    """Here a section begins, as it stood in the draft of that number (0: before the first)."""

    section: int
    draft: int

    @property
    def name(self) -> str:
        return f"_hgs{self.section}d{self.draft}"


@dataclass(frozen=True, slots=True)
class BlockMark:
    """Here stands a block of a section; ``digest`` is that of its id."""

    section: int
    digest: str

    @property
    def name(self) -> str:
        return f"_hgb{self.section}_{self.digest}"


@dataclass(frozen=True, slots=True)
class Sighting:
    """A mark that was met in a file: in which block that was read, and behind how many
    characters of its text.
    """

    mark: SectionMark | BlockMark
    block: str
    offset: int = 0


def block_mark(section: int, block: str) -> BlockMark:
    """The mark of a block by its id, which counts within its section alone."""
    return BlockMark(section, digest_of(f"{section}:{block}".encode("utf-8", "replace"))[:20])


def mark_named(name: str) -> SectionMark | BlockMark | None:
    """The mark that a bookmark's name stands for; None for a bookmark of anybody else."""
    if found := _SECTION.fullmatch(name):
        return SectionMark(int(found[1]), int(found[2]))
    if found := _BLOCK.fullmatch(name):
        return BlockMark(int(found[1]), found[2].lower())
    return None


def names_of(section: int, blocks: Iterable[Block]) -> Mapping[str, str]:
    """The bookmark of each block, by the block's id."""
    return {one.id: block_mark(section, one.id).name for one in blocks}
