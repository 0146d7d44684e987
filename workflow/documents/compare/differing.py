"""What differs between two blocks that are one, tables left aside."""

from __future__ import annotations

from workflow.documents.compare.keys import SEEN, whole_text
from workflow.documents.compare.model import Nature, Natures, Segments
from workflow.documents.compare.natures import nature_of_text, natures_of
from workflow.documents.compare.segments import line_segments
from workflow.documents.compare.wording import compare_text
from workflow.documents.content import (
    Block,
    Heading,
    IslandBlock,
    ListItem,
    PageBreak,
    Paragraph,
    Picture,
    inlines,
)

LINES = (Paragraph, Heading, ListItem, Picture)
FORM: Natures = frozenset({Nature.FORMAT})


def changed(before: Block, after: Block) -> tuple[Segments, Natures]:
    """The stretches of text, and all that the difference touches."""
    if isinstance(before, LINES) and isinstance(after, LINES):
        segments = line_segments(inlines(before), inlines(after))
    else:
        segments = compare_text(whole_text(before), whole_text(after))
    natures = natures_of(segments)
    if attributes(before) != attributes(after):
        natures |= FORM
    if _shows_otherwise(before, after):
        natures |= {Nature.MEANING}
    return segments, natures or FORM


def attributes(block: Block) -> tuple[object, ...]:
    """What of a block is neither words nor picture: its kind, level, list, size, side."""
    own: tuple[object, ...] = ()
    if isinstance(block, Heading):
        own = (block.level,)
    elif isinstance(block, ListItem):
        own = block.ordered, block.depth, block.start
    elif isinstance(block, Picture):
        own = block.width, block.height, block.alt, block.media
    elif isinstance(block, IslandBlock):
        own = (block.kind,)
    return type(block).__name__, block.landscape, *own


def _shows_otherwise(before: Block, after: Block) -> bool:
    """Another picture, or an object of which a reader sees more than its words."""
    if isinstance(before, Picture) and isinstance(after, Picture):
        return before.hash != after.hash
    if isinstance(before, IslandBlock) and isinstance(after, IslandBlock):
        return before.hash != after.hash and bool({before.kind, after.kind} & SEEN)
    return False


def nature_of_block(block: Block) -> Nature:
    """The nature of a block that came or went as a whole."""
    if isinstance(block, PageBreak):
        return Nature.FORMAT
    nature = nature_of_text(whole_text(block))
    if isinstance(block, Paragraph | Heading | ListItem):
        return nature
    return Nature.NUMBERS if nature is Nature.NUMBERS else Nature.MEANING
