"""Differences as tracked changes on the old text: made, they give the new one.

Words are changed within their line, blocks and rows of tables come and go as wholes; what
Word cannot track (the side of a page, widths of columns) stays as it was and is told of.
What only looks otherwise is deleted and inserted again; so is what was moved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count

from workflow.documents.compare.blame import Known, Provenance
from workflow.documents.compare.differing import attributes
from workflow.documents.compare.lines import Line, Part, cut, parts
from workflow.documents.compare.model import UNKNOWN, BlockChange, Kind, RowChange, Stamp
from workflow.documents.compare.renaming import Renaming
from workflow.documents.compare.rowwise import is_cellwise, is_rowwise
from workflow.documents.content import (
    Block,
    Bookmark,
    Content,
    Heading,
    ListItem,
    Paragraph,
    Picture,
    Table,
    every_block,
    inlines,
)
from workflow.documents.talk import Suggestion

LINES = (Paragraph, Heading, ListItem, Picture)


def suggestions_of(
    old: Content,
    changes: Iterable[BlockChange],
    by: Stamp = UNKNOWN,
    known: Provenance | None = None,
) -> tuple[Suggestion, ...]:
    """The changes as suggestions on ``old``; ``by`` made those of which nobody is known.

    ``known``, if given, parts what several people did within one line.
    """
    return tuple(_Suggesting(old, by, known or Known({})).blocks(changes))


class _Suggesting:
    def __init__(self, old: Content, by: Stamp, known: Provenance) -> None:
        self._by, self._known = by, known
        used, bookmarks = set[str](), set[str]()
        for block in every_block(old.blocks):
            used.add(block.id)
            bookmarks |= {one.name for one in inlines(block) if isinstance(one, Bookmark)}
        names = (f"new{n}" for n in count())
        self._renaming = Renaming((one for one in names if one not in used), bookmarks)

    def blocks(self, changes: Iterable[BlockChange]) -> Iterator[Suggestion]:
        """Those of the body, or of a cell."""
        behind = ""
        for one in changes:
            if one.kind in (Kind.ADDED, Kind.MOVED):
                assert one.after is not None
                yield self._came(one, behind, one.after)
                continue
            assert one.before is not None
            behind = one.before.id
            if one.kind in (Kind.REMOVED, Kind.LEFT):
                yield self._made(one, behind, removed=True)
            elif one.kind is Kind.CHANGED and one.after is not None:
                yield from self._changed(one, one.before, one.after)

    def _changed(self, one: BlockChange, before: Block, after: Block) -> Iterator[Suggestion]:
        if is_line_edit(before, after):
            yield from self._edits(one, before, after)
        elif isinstance(before, Table) and is_rowwise(one):
            yield from self._rows(one, before)
        elif not _differs_by_side(before, after):
            yield self._made(one, before.id, removed=True)
            yield self._came(one, before.id, after)

    def _edits(self, one: BlockChange, before: Block, after: Block) -> Iterator[Suggestion]:
        """What is replaced within a line."""
        old, new = Line(inlines(before)), Line(inlines(after))
        for part in parts(old, new):
            if part.words or part.form:
                yield from self._struck(one, before, part)
                for start, end, stamp in self._known.inserted(after, part.c, part.d):
                    runs = self._renaming.line(cut(new.inlines, start, end))
                    if runs:
                        made = self._made(one, before.id, stamp, start=part.b, end=part.b)
                        yield replace(made, runs=runs)

    def _struck(self, one: BlockChange, before: Block, part: Part) -> Iterator[Suggestion]:
        for start, end, stamp in self._known.struck(before, part.a, part.b):
            if start < end:
                yield self._made(one, before.id, stamp, start=start, end=end)

    def _rows(self, one: BlockChange, before: Table) -> Iterator[Suggestion]:
        """Rows that come and go; of the others what changed in each cell."""
        place = 0
        for row in one.rows:
            if row.old is None:
                yield self._row_came(one, before.id, place, row)
                continue
            place = row.old + 1
            if is_cellwise(row):
                for cell in row.cells:
                    yield from self.blocks(cell.blocks)
            else:
                yield self._row_went(one, before.id, row.old, row)

    def _row_went(self, one: BlockChange, table: str, place: int, row: RowChange) -> Suggestion:
        """A row that goes, and what comes in its place."""
        cells = tuple(cell.after for cell in row.cells if cell.after is not None)
        rows = () if row.new is None else (self._renaming.row(cells),)
        return replace(self._made(one, table, start=place, end=place + 1), rows=rows)

    def _row_came(self, one: BlockChange, table: str, place: int, row: RowChange) -> Suggestion:
        cells = tuple(cell.after for cell in row.cells if cell.after is not None)
        made = self._made(one, table, start=place, end=place)
        return replace(made, rows=(self._renaming.row(cells),))

    def _came(self, one: BlockChange, behind: str, after: Block) -> Suggestion:
        return replace(self._made(one, behind), blocks=(self._renaming.block(after),))

    def _made(
        self,
        one: BlockChange,
        block: str,
        stamp: Stamp = UNKNOWN,
        start: int = 0,
        end: int = 0,
        removed: bool = False,
    ) -> Suggestion:
        by = next((own for own in (stamp, one.by, self._by) if own != UNKNOWN), UNKNOWN)
        return Suggestion(by.author, by.at, block, start, end, removed=removed)


def is_line_edit(before: Block, after: Block) -> bool:
    """Whether only the words of a line, or of a caption, differ, or the side of the page."""
    if not isinstance(before, LINES) or not isinstance(after, LINES):
        return False
    if isinstance(before, Picture) and isinstance(after, Picture) and before.hash != after.hash:
        return False
    return attributes(before) == attributes(replace(after, landscape=before.landscape))


def _differs_by_side(before: Block, after: Block) -> bool:
    return replace(after, id=before.id, landscape=before.landscape) == before
