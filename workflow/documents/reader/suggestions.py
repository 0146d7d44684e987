"""Collects tracked changes as suggestions; neighbours of one author and moment are one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from workflow.documents.content import Block, Cell, Inline, canonical_runs, every_block
from workflow.documents.reader.line import Anchor
from workflow.documents.reader.remarks import Remarks
from workflow.documents.reader.tracked import Author
from workflow.documents.talk import Suggestion


class Suggestions:
    """In reading order."""

    def __init__(self, remarks: Remarks) -> None:
        self._remarks = remarks
        self._found: list[Suggestion] = []

    def insert(self, author: Author, here: Anchor, runs: tuple[Inline, ...]) -> None:
        """Words that go in at a place of a line."""
        if runs:
            self._edit(Suggestion(author.name, author.at, here[0], here[1], here[1], runs))

    def delete(self, author: Author, start: Anchor, end: Anchor) -> None:
        """Words that go; where a page break lies between, only those before it."""
        if start[0] == end[0] and end[1] > start[1]:
            self._edit(Suggestion(author.name, author.at, start[0], start[1], end[1]))
        elif start[0] != end[0]:
            self._remarks.add("deletion_over_page", place=start[0])

    def insert_blocks(self, author: Author, behind: str, blocks: Iterable[Block]) -> None:
        """Whole blocks behind one, "" for before the first."""
        made = Suggestion(author.name, author.at, behind, blocks=tuple(blocks))
        last = self._found[-1] if self._found else None
        if last and last.blocks and replace(last, blocks=()) == replace(made, blocks=()):
            self._found[-1] = replace(last, blocks=last.blocks + made.blocks)
        elif made.blocks:
            self._found.append(made)

    def remove(self, author: Author, block: str) -> None:
        self._found.append(Suggestion(author.name, author.at, block, removed=True))

    def insert_row(self, author: Author, table: str, place: int, row: tuple[Cell, ...]) -> None:
        """A row that comes in before the one at ``place``."""
        self._edit(Suggestion(author.name, author.at, table, place, place, rows=(row,)))

    def delete_row(self, author: Author, table: str, place: int) -> None:
        """The row at ``place`` goes."""
        self._edit(Suggestion(author.name, author.at, table, place, place + 1))

    def touches(self, block: str) -> bool:
        """Whether words of this block come or go."""
        return any(one.block == block and not one.blocks for one in self._found)

    def all(self, blocks: Iterable[Block], moved: Mapping[str, Anchor]) -> tuple[Suggestion, ...]:
        """Those on blocks that there are; a caption's now belong to its picture."""
        known = {one.id for one in every_block(blocks)} if self._found else ()
        found = []
        for one in self._found:
            own, more = one.block, 0
            while own in moved:
                own, shift = moved[own]
                more += shift
            if own == "" or own in known:
                moved_on = replace(one, block=own, start=one.start + more, end=one.end + more)
                found.append(moved_on if more or own != one.block else one)
            else:
                self._remarks.add("suggestion_lost", one.author)
        return tuple(found)

    def _edit(self, made: Suggestion) -> None:
        """Join a change to the one before where both are the same person's and touch."""
        last = self._found[-1] if self._found else None
        if (
            last is None
            or last.blocks
            or last.removed
            or (last.author, last.at, last.block) != (made.author, made.at, made.block)
            or made.start != last.end
            or (made.end > made.start and (last.runs or last.rows) and last.end > last.start)
        ):
            self._found.append(made)
            return
        runs = canonical_runs(last.runs + made.runs)
        self._found[-1] = replace(last, end=made.end, runs=runs, rows=last.rows + made.rows)


def blocks_in(change: Suggestion) -> tuple[Block, ...]:
    """The blocks that a suggestion brings, those of its rows' cells too."""
    return (*change.blocks, *(one for row in change.rows for cell in row for one in cell.blocks))
