"""Suggestions made in a text: what they name is replaced, all else stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from workflow.documents.adopting.model import Shape, Spot, block_of, shape_of
from workflow.documents.compare.lines import cut, size_of
from workflow.documents.compare.renaming import Renaming
from workflow.documents.content import (
    Block,
    Cell,
    Content,
    Heading,
    Inline,
    ListItem,
    Note,
    Paragraph,
    Picture,
    Table,
    bookmarks_of,
    canonical_runs,
    inlines,
    new_id,
)
from workflow.documents.talk import Suggestion

Edit = Callable[[Block], Iterable[Block]]


def make(content: Content, wanted: Sequence[tuple[Suggestion, Spot]]) -> tuple[Content, list[bool]]:
    """The content with the suggestions made at their spots, and which of them were.

    Of several that would change the same words only the first is made.
    """
    shapes = [shape_of(change, block_of(content, spot.block)) for change, spot in wanted]
    taken = _apart(wanted, shapes)
    order = sorted(taken, key=lambda n: (shapes[n].value, *(-one for one in _span(wanted[n])), -n))
    for n in order:
        content = _made(content, *wanted[n], shapes[n])
    return content, [n in taken for n in range(len(wanted))]


def apart(content: Content, wanted: Sequence[tuple[Suggestion, Spot]]) -> list[bool]:
    """Which of them stand beside each other: of several on the same words only the first."""
    shapes = [shape_of(change, block_of(content, spot.block)) for change, spot in wanted]
    taken = _apart(wanted, shapes)
    return [n in taken for n in range(len(wanted))]


def _span(one: tuple[Suggestion, Spot]) -> tuple[int, int]:
    return one[1].start, one[1].end


def _apart(wanted: Sequence[tuple[Suggestion, Spot]], shapes: Sequence[Shape]) -> set[int]:
    """Those that do not change what an earlier one changes."""
    taken: set[int] = set()
    for n, (_, spot) in enumerate(wanted):
        others = [m for m in taken if shapes[m] is shapes[n] and wanted[m][1].block == spot.block]
        if shapes[n] is Shape.BLOCKS or not any(
            shapes[n] is Shape.REMOVAL or _meet(spot, wanted[m][1]) for m in others
        ):
            taken.add(n)
    return taken


def _meet(a: Spot, b: Spot) -> bool:
    """Whether they share a sign, or one comes in within the other."""
    return a.start < b.end and b.start < a.end


def _made(content: Content, change: Suggestion, spot: Spot, shape: Shape) -> Content:
    def renaming(rest: Content) -> Renaming:
        return Renaming(iter(new_id, ""), set(bookmarks_of(rest)))

    if shape is Shape.BLOCKS:
        fresh = tuple(map(renaming(content).block, change.blocks))
        if spot.block == "":
            return Content((*fresh, *content.blocks))
        return _edited(content, spot.block, lambda block: (block, *fresh))
    if shape is Shape.REMOVAL:
        return _edited(content, spot.block, lambda block: ())
    if shape is Shape.ROWS:
        rest = _edited(content, spot.block, lambda block: (_with_rows(block, spot, ()),))
        rows = tuple(map(renaming(rest).row, change.rows))
        return _edited(content, spot.block, lambda block: (_with_rows(block, spot, rows),))
    rest = _edited(content, spot.block, lambda block: (_with_words(block, spot, ()),))
    runs = renaming(rest).line(change.runs)
    return _edited(content, spot.block, lambda block: (_with_words(block, spot, runs),))


def _with_words(block: Block, spot: Spot, runs: tuple[Inline, ...]) -> Block:
    line = inlines(block)
    end = sum(map(size_of, line))
    made = canonical_runs([*cut(line, 0, spot.start), *runs, *cut(line, spot.end, end)])
    return _with_line(block, made)


def _with_line(block: Block, line: tuple[Inline, ...]) -> Block:
    if isinstance(block, Picture):
        return replace(block, caption=line)
    return replace(block, runs=line) if isinstance(block, Paragraph | Heading | ListItem) else block


def _with_rows(block: Block, spot: Spot, rows: tuple[tuple[Cell, ...], ...]) -> Block:
    if not isinstance(block, Table):
        return block
    made = (*block.rows[: spot.start], *rows, *block.rows[spot.end :])
    heads = block.header_rows - len(block.rows[spot.start : min(spot.end, block.header_rows)])
    return replace(block, rows=made, header_rows=min(max(heads, 0), len(made)))


def _edited(content: Content, own: str, edit: Edit) -> Content:
    """The content with one of its blocks, at any depth, replaced by what ``edit`` makes of it."""
    return Content(tuple(_blocks(content.blocks, own, edit)))


def _blocks(blocks: Iterable[Block], own: str, edit: Edit) -> Iterator[Block]:
    for block in blocks:
        if block.id == own:
            yield from edit(block)
        elif isinstance(block, Table):
            yield replace(block, rows=tuple(_row(row, own, edit) for row in block.rows))
        elif any(isinstance(one, Note) for one in inlines(block)):
            yield _with_line(block, tuple(_inline(one, own, edit) for one in inlines(block)))
        else:
            yield block


def _row(row: tuple[Cell, ...], own: str, edit: Edit) -> tuple[Cell, ...]:
    return tuple(replace(cell, blocks=tuple(_blocks(cell.blocks, own, edit))) for cell in row)


def _inline(one: Inline, own: str, edit: Edit) -> Inline:
    if not isinstance(one, Note):
        return one
    inner = tuple(_blocks(one.blocks, own, edit))
    return replace(one, blocks=tuple(b for b in inner if isinstance(b, Paragraph | ListItem)))
