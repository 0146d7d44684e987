"""What putting two texts together gives: the content, and the places where a person must choose."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from workflow.documents.content import Block, Content

T = TypeVar("T")


class Choice(StrEnum):
    """Whose block stands after a clash."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Clash:
    """A block of which both changed the same; ``base`` is None where both brought it.

    ``mine`` and ``theirs`` differ only in what clashes: each holds what the other side changed
    elsewhere in the block. None: that side removed what the other one changed.
    """

    block_id: str
    base: Block | None
    mine: Block | None
    theirs: Block | None


@dataclass(frozen=True, slots=True)
class Merged:
    """All that either side wrote: at a clash ``mine`` stands, and a removed block stays."""

    content: Content
    clashes: tuple[Clash, ...] = ()


def pick(base: T, mine: T, theirs: T) -> tuple[T, T]:
    """The side that changed it, twice; what each made of it where both changed it otherwise."""
    if mine == base:
        return theirs, theirs
    if theirs in (base, mine):
        return mine, mine
    return mine, theirs
