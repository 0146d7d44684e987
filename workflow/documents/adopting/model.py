"""What a suggestion would do, and where."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from workflow.documents.anchors import EXACT
from workflow.documents.compare.lines import cut
from workflow.documents.content import (
    Block,
    Content,
    Paragraph,
    Table,
    every_block,
    inlines,
    plain_text,
    shown_text,
)
from workflow.documents.content.walk import shown
from workflow.documents.talk import Suggestion

AROUND = 16
"""Code points on either side of a place, for a person to know it by."""


class Shape(Enum):
    """In the order in which several are made, so that none moves what another speaks of."""

    WORDS = auto()
    ROWS = auto()
    BLOCKS = auto()
    REMOVAL = auto()


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a suggestion would be made: code points of a block, rows of a table, or a block.

    ``block`` is "" before the first. ``score`` is 100 where what stands there is what was
    spoken of, else how much of it is left.
    """

    block: str
    start: int = 0
    end: int = 0
    score: int = EXACT

    @property
    def is_exact(self) -> bool:
        return self.score == EXACT


def shape_of(change: Suggestion, block: Block | None) -> Shape:
    """``block`` is the one that it names."""
    if change.blocks:
        return Shape.BLOCKS
    if change.removed:
        return Shape.REMOVAL
    return Shape.ROWS if change.rows or isinstance(block, Table) else Shape.WORDS


def block_of(content: Content, own: str) -> Block | None:
    return next((one for one in every_block(content.blocks) if one.id == own), None)


def words_at(content: Content, change: Suggestion, spot: Spot) -> str:
    """What a person reads now of what would go; nothing where only something comes."""
    block = block_of(content, spot.block)
    shape = shape_of(change, block)
    if block is None or shape is Shape.BLOCKS:
        return ""
    if shape is Shape.WORDS:
        return shown(cut(inlines(block), spot.start, spot.end))
    if isinstance(block, Table):
        rows = block.rows if shape is Shape.REMOVAL else block.rows[spot.start : spot.end]
        return plain_text(Content((Table("rows", rows),))) if rows else ""
    return shown_text(block)


def words_around(content: Content, change: Suggestion, spot: Spot) -> tuple[str, str]:
    """What a person reads before and after it in its line; nothing where whole blocks change."""
    block = block_of(content, spot.block)
    if block is None or shape_of(change, block) is not Shape.WORDS:
        return "", ""
    line = inlines(block)
    before = shown(cut(line, max(spot.start - AROUND, 0), spot.start))
    return before, shown(cut(line, spot.end, spot.end + AROUND))


def comes(change: Suggestion) -> Content:
    """What comes, as a content of its own."""
    made: tuple[Block, ...] = (Paragraph("runs", change.runs),) if change.runs else ()
    table = (Table("rows", change.rows),) if change.rows else ()
    return Content((*made, *change.blocks, *table))
