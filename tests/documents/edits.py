"""Pairs of contents of which one was made from the other by hand: the ways that people edit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count

from hypothesis import strategies as st

from tests.documents.contents import blocks, contents, lines, numbered, words
from workflow.documents.content import (
    Block,
    Content,
    Heading,
    Inline,
    ListItem,
    Paragraph,
    Picture,
    Run,
    Table,
    canonical_runs,
)

Numbers = Iterator[int]
Edit = Callable[[st.DrawFn, list[Block], Numbers], None]


@st.composite
def edited(draw: st.DrawFn) -> tuple[Content, Content]:
    """An old text and a new one; ids of what was kept are mostly the same."""
    old, numbers = draw(contents()), count(1000)
    new = _by_hand(draw, old, numbers)
    if draw(st.integers(0, 3)) == 0:
        new = [numbered(one, numbers) for one in new]
    return old, Content(tuple(new))


@st.composite
def edited_by_two(draw: st.DrawFn) -> tuple[Content, Content, Content]:
    """A text, and what two people made of it; blocks that were kept have their ids."""
    old = draw(contents())
    sides = [_by_hand(draw, old, count(first)) for first in (1000, 2000)]
    return old, Content(tuple(sides[0])), Content(tuple(sides[1]))


def _by_hand(draw: st.DrawFn, old: Content, numbers: Numbers) -> list[Block]:
    new = list(old.blocks)
    for edit in draw(st.lists(st.sampled_from(EDITS), max_size=4)):
        edit(draw, new, numbers)
    return new


def _place(draw: st.DrawFn, new: list[Block]) -> int:
    return draw(st.integers(0, len(new) - 1))


def _drop(draw: st.DrawFn, new: list[Block], numbers: Numbers) -> None:
    if new:
        new.pop(_place(draw, new))


def _move(draw: st.DrawFn, new: list[Block], numbers: Numbers) -> None:
    if new:
        one = new.pop(_place(draw, new))
        new.insert(draw(st.integers(0, len(new))), one)


def _insert(draw: st.DrawFn, new: list[Block], numbers: Numbers) -> None:
    new.insert(draw(st.integers(0, len(new))), numbered(draw(blocks), numbers))


def _retype(draw: st.DrawFn, new: list[Block], numbers: Numbers) -> None:
    """Another kind of line with the same words."""
    if new:
        place = _place(draw, new)
        one = new[place]
        if isinstance(one, Paragraph | ListItem):
            new[place] = Heading(one.id, 2, one.runs, one.landscape)
        elif isinstance(one, Heading):
            new[place] = ListItem(one.id, True, 1, one.runs, None, one.landscape)


def _rewrite(draw: st.DrawFn, new: list[Block], numbers: Numbers) -> None:
    if new:
        place = _place(draw, new)
        new[place] = rewritten(draw, new[place], numbers)


EDITS: list[Edit] = [_drop, _move, _insert, _retype, _rewrite, _rewrite, _rewrite]


def rewritten(draw: st.DrawFn, block: Block, numbers: Numbers) -> Block:
    """The block with other words in its line, in a cell, or without one of its rows."""
    if isinstance(block, Paragraph | Heading | ListItem):
        return replace(block, runs=_line(draw, block.runs))
    if isinstance(block, Picture):
        return replace(block, caption=_line(draw, block.caption))
    return _table(draw, block, numbers) if isinstance(block, Table) else block


def _line(draw: st.DrawFn, line: tuple[Inline, ...]) -> tuple[Inline, ...]:
    made = list(line)
    place = draw(st.integers(0, len(made)))
    if draw(st.booleans()) and place < len(made):
        one = made[place]
        made[place] = replace(one, text=one.text + "，8.3%") if isinstance(one, Run) else Run("换")
    elif draw(st.booleans()):
        made[place:place] = [Run(draw(words), frozenset({"bold"})), Run("新增12项")]
    else:
        del made[place : place + 2]
    return canonical_runs(made)


def _table(draw: st.DrawFn, table: Table, numbers: Numbers) -> Table:
    rows = [list(row) for row in table.rows]
    plain = all(cell.rows == 1 for row in rows for cell in row)
    if plain and draw(st.booleans()):
        own = numbered(Table("", tuple(map(tuple, rows[:1]))), numbers)
        assert isinstance(own, Table)
        rows.insert(draw(st.integers(0, len(rows))), list(own.rows[0]))
    if plain and len(rows) > 1 and draw(st.booleans()):
        rows.pop(draw(st.integers(0, len(rows) - 1)))
    row = rows[draw(st.integers(0, len(rows) - 1))]
    if row:
        place = draw(st.integers(0, len(row) - 1))
        inner = list(row[place].blocks)
        if inner:
            at = draw(st.integers(0, len(inner) - 1))
            inner[at] = rewritten(draw, inner[at], numbers)
        else:
            inner.append(numbered(Paragraph("", draw(lines)), numbers))
        row[place] = replace(row[place], blocks=tuple(inner))
    heads = min(table.header_rows, len(rows))
    return replace(table, rows=tuple(map(tuple, rows)), header_rows=heads)
