"""Ways through a content: every block within it, its texts, and what it needs from the store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from workflow.documents.content.model import (
    TEXT_BLOCKS,
    Block,
    Bookmark,
    Content,
    FigureRef,
    Inline,
    InlineIsland,
    IslandBlock,
    LineBreak,
    Note,
    Picture,
    Run,
    Table,
)

ATOM = "\ufffc"
"""What an inline atom counts as in offsets: one code point (Unicode, object replacement)."""
_WORDS = (Run, FigureRef, InlineIsland)


def inlines(block: Block) -> tuple[Inline, ...]:
    """The block's own line: its runs, or a picture's caption; tables and islands have none."""
    if isinstance(block, TEXT_BLOCKS):
        return block.runs
    return block.caption if isinstance(block, Picture) else ()


def inner_blocks(block: Block) -> Iterator[Block]:
    """The blocks directly inside: those of cells and of the notes on its line, in order."""
    if isinstance(block, Table):
        for row in block.rows:
            for cell in row:
                yield from cell.blocks
    for one in inlines(block):
        if isinstance(one, Note):
            yield from one.blocks


def every_block(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with all that they hold, a block before its inner ones."""
    for block in blocks:
        yield block
        # Most blocks are lines without notes: no generator of generators for those.
        if isinstance(block, Table) or Note in map(type, inlines(block)):
            yield from every_block(inner_blocks(block))


def block_text(block: Block) -> str:
    """The text that comment offsets count in: each atom of the line is one U+FFFC."""
    return "".join(one.text if isinstance(one, Run) else ATOM for one in inlines(block))


def shown(line: Sequence[Inline]) -> str:
    """A line as a reader reads it: figures and islands by their text, notes left out."""
    if len(line) == 1 and isinstance(line[0], Run):
        return line[0].text
    return "".join(_shown(one) for one in line)


def _shown(one: Inline) -> str:
    if isinstance(one, _WORDS):
        return one.text
    return "\n" if isinstance(one, LineBreak) else ""


def shown_text(block: Block) -> str:
    """What a reader reads of the block's own: its line, or an island's text."""
    return block.text if isinstance(block, IslandBlock) else shown(inlines(block))


def plain_text(content: Content) -> str:
    """The text of all blocks, those of cells and notes too, one a line."""
    blocks = every_block(content.blocks)
    return "\n".join(shown_text(one) for one in blocks if not isinstance(one, Table))


def count_characters(content: Content) -> int:
    """Characters as offices count them: all but blanks."""
    return sum(not char.isspace() for char in plain_text(content))


def blobs_of(content: Content) -> tuple[str, ...]:
    """The hashes of all pictures and islands, each once, in reading order."""
    return tuple(dict.fromkeys(_blobs(content)))


def _blobs(content: Content) -> Iterator[str]:
    for block in every_block(content.blocks):
        if isinstance(block, Picture | IslandBlock):
            yield block.hash
        yield from (one.hash for one in inlines(block) if isinstance(one, InlineIsland))


def bookmarks_of(content: Content) -> Iterator[str]:
    """The names of all bookmarks."""
    for block in every_block(content.blocks):
        yield from (one.name for one in inlines(block) if isinstance(one, Bookmark))
