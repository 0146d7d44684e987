"""Content as it comes back from a Word file: what Word has no word for is said otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from workflow.documents.content import (
    Block,
    Bookmark,
    Cell,
    Content,
    Heading,
    Inline,
    ListItem,
    Note,
    Paragraph,
    Picture,
    Run,
    Table,
    bookmarks_of,
    canonical_runs,
    every_block,
    inlines,
)
from workflow.documents.content.model import BOLD, SUBSCRIPT, SUPERSCRIPT


def canonical(content: Content) -> Content:
    """The content that reading gives, once ``content`` was written."""
    names = set(bookmarks_of(content))
    named = {
        one.link[1:]
        for block in every_block(content.blocks)
        for one in inlines(block)
        if isinstance(one, Run) and one.link.startswith("#")
    }
    return Content(tuple(_blocks(content.blocks, _Names(names, named))))


class _Names:
    """Bookmarks that there are, and those that something refers to."""

    def __init__(self, there: set[str], wanted: set[str]) -> None:
        self.there, self.wanted = there, wanted


def _blocks(blocks: Iterable[Block], names: _Names) -> Iterator[Block]:
    shown: dict[int, tuple[bool, int]] = {}  # by depth: ordered, the last number
    for block in blocks:
        if not isinstance(block, ListItem):
            shown.clear()
        if isinstance(block, Table):
            yield replace(block, rows=_rows(block, names))
        elif isinstance(block, Picture):
            yield replace(
                block, caption=_line(block.caption, names), alt=" ".join(block.alt.split())
            )
        elif isinstance(block, Heading):
            yield replace(block, runs=_light(_line(block.runs, names)))
        elif isinstance(block, ListItem):
            yield replace(block, runs=_line(block.runs, names), start=_start(block, shown))
        elif isinstance(block, Paragraph):
            yield replace(block, runs=_line(block.runs, names))
        else:
            yield block


def _start(item: ListItem, shown: dict[int, tuple[bool, int]]) -> int | None:
    """The start of an item only where its number does not come by itself."""
    for deeper in [depth for depth in shown if depth > item.depth]:
        del shown[deeper]
    ordered, last = shown.get(item.depth, (item.ordered, 0))
    expected = last + 1 if ordered is item.ordered else 1
    number = expected if item.start is None else item.start
    shown[item.depth] = (item.ordered, number if item.ordered else 0)
    return number if item.ordered and number != expected else None


def _rows(table: Table, names: _Names) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        tuple(replace(cell, blocks=_needed(tuple(_blocks(cell.blocks, names)))) for cell in row)
        for row in table.rows
    )


def _needed(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """A cell has a paragraph; the empty one that has to follow its last table says nothing."""
    if len(blocks) > 1 and isinstance(blocks[-2], Table):
        last = blocks[-1]
        return blocks[:-1] if isinstance(last, Paragraph) and not last.runs else blocks
    return blocks or (Paragraph(""),)


def _line(line: Iterable[Inline], names: _Names) -> tuple[Inline, ...]:
    return canonical_runs(_inline(one, names) for one in line if _stays(one, names))


def _stays(one: Inline, names: _Names) -> bool:
    return not isinstance(one, Bookmark) or one.name in names.wanted


def _inline(one: Inline, names: _Names) -> Inline:
    if isinstance(one, Note):
        blocks = tuple(_blocks(one.blocks, names)) or (Paragraph(""),)
        return replace(one, blocks=blocks)  # type: ignore[arg-type]
    if not isinstance(one, Run):
        return one
    marks = one.marks - {SUBSCRIPT} if SUPERSCRIPT in one.marks else one.marks
    lost = one.link.startswith("#") and one.link[1:] not in names.there
    return Run(one.text, marks, "" if lost else one.link)


def _light(line: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """A heading that is bold as a whole is not bold: the house style says how it looks."""
    words = [one for one in line if isinstance(one, Run) and one.text.strip()]
    if not words or not all(BOLD in one.marks for one in words):
        return line
    return canonical_runs(
        replace(one, marks=one.marks - {BOLD}) if isinstance(one, Run) else one for one in line
    )
