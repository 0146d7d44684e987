"""What makes two blocks, or two things in a line, the same: all they hold, never the id."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence

from workflow.documents.content import (
    Block,
    Bookmark,
    Cell,
    FigureRef,
    Heading,
    Inline,
    InlineIsland,
    IslandBlock,
    LineBreak,
    ListItem,
    Note,
    Paragraph,
    Picture,
    Run,
    Table,
    inlines,
    shown_text,
)

SEEN = frozenset({"chart", "smartart", "shape", "object", "picture", "file", "other"})
"""Kinds of islands of which a reader sees more than their text."""


def block_key(block: Block) -> Hashable:
    """Equal for two blocks that a reader cannot tell apart, at any depth."""
    return type(block).__name__, block.landscape, _own_key(block)


def _own_key(block: Block) -> Hashable:
    if isinstance(block, Paragraph):
        return _line_key(block.runs)
    if isinstance(block, Heading):
        return block.level, _line_key(block.runs)
    if isinstance(block, ListItem):
        return block.ordered, block.depth, block.start, _line_key(block.runs)
    if isinstance(block, Table):
        return block.header_rows, block.widths, tuple(row_key(row) for row in block.rows)
    if isinstance(block, Picture):
        size = block.width, block.height
        return block.hash, block.media, size, block.alt, _line_key(block.caption)
    return island_key(block) if isinstance(block, IslandBlock) else None


def row_key(row: Iterable[Cell]) -> Hashable:
    """A row by all that its cells hold and how far they reach."""
    return tuple(cell_key(one) for one in row)


def cell_key(cell: Cell) -> Hashable:
    return cell.columns, cell.rows, tuple(block_key(one) for one in cell.blocks)


def island_key(block: IslandBlock) -> Hashable:
    return block.kind, block.text, block.hash


def _line_key(line: tuple[Inline, ...]) -> Hashable:
    if Note in map(type, line):
        return tuple(_note_key(one) if isinstance(one, Note) else one for one in line)
    return line


def _note_key(note: Note) -> Hashable:
    return "note", note.endnote, tuple(block_key(one) for one in note.blocks)


def atom_name(one: Inline) -> str:
    """What an atom of a line is to a reader, as a word."""
    if isinstance(one, FigureRef):
        return f"figure {one.text}"
    if isinstance(one, InlineIsland):
        own = one.hash if one.kind in SEEN else ""
        return f"island {one.kind} {one.text} {own}"
    if isinstance(one, Note):
        return f"{'endnote' if one.endnote else 'note'} {read(one)}"
    return f"bookmark {one.name}" if isinstance(one, Bookmark) else type(one).__name__


def form_of(one: Inline) -> Hashable:
    """What of a thing in a line is no word: marks and link, or what its name leaves out."""
    if isinstance(one, Run):
        return one.marks, one.link
    if isinstance(one, FigureRef):
        return one.figure, one.version
    if isinstance(one, InlineIsland):
        return one.hash
    return _note_key(one) if isinstance(one, Note) else None


def read(one: Inline) -> str:
    """A thing in a line as it is read where notes stand in their places, in brackets."""
    if isinstance(one, Note):
        return "〔" + "\n".join(whole_text(inner) for inner in one.blocks) + "〕"
    if isinstance(one, LineBreak):
        return "\n"
    return "" if isinstance(one, Bookmark) else one.text


def read_line(line: Sequence[Inline]) -> str:
    """A line as it is read."""
    if len(line) == 1 and isinstance(line[0], Run):
        return line[0].text
    return "".join(read(one) for one in line)


def whole_text(block: Block) -> str:
    """What a reader reads of a block with its cells and notes; a row of a table is a line,
    a note stands in brackets at the place of its mark.
    """
    if isinstance(block, Table):
        return "".join(f"{row_text(row)}\n" for row in block.rows)
    return shown_text(block) if isinstance(block, IslandBlock) else read_line(inlines(block))


def row_text(row: Iterable[Cell]) -> str:
    """The cells of a row with tabs between them."""
    return "\t".join(cell_text(one) for one in row)


def cell_text(cell: Cell) -> str:
    """The blocks of a cell, one a line."""
    return "\n".join(whole_text(one) for one in cell.blocks)
