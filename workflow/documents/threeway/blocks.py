"""Blocks that two people changed, each by its id; cells of tables hold blocks again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from workflow.documents.compare.keeping_ids import with_ids_of
from workflow.documents.compare.keys import block_key
from workflow.documents.content import TEXT_BLOCKS, Block, Content, Table
from workflow.documents.threeway.lines import merged_line
from workflow.documents.threeway.model import pick
from workflow.documents.threeway.order import woven
from workflow.documents.threeway.tables import merged_rows

Blocks = Sequence[Block]
LINES = frozenset({"runs", "caption"})


@dataclass(frozen=True, slots=True)
class Fate:
    """A block of the merged text: as it is with mine, and with theirs, where they clash.

    None: that side removed it, and the other one changed it.
    """

    base: Block | None
    mine: Block | None
    theirs: Block | None

    @property
    def stands(self) -> Block:
        """Mine, or what is left where mine is gone."""
        found = self.mine or self.theirs
        assert found is not None
        return found

    @property
    def clashes(self) -> bool:
        if self.mine is None or self.theirs is None:
            return True
        return block_key(self.mine) != block_key(self.theirs)


def merged_blocks(base: Blocks, mine: Blocks, theirs: Blocks) -> list[Fate]:
    """Every block that stands, in order; blocks are the same where their ids are."""
    olds, own, other = ({one.id: one for one in side} for side in (base, mine, theirs))
    fates = {
        name: _fate(olds.get(name), own.get(name), other.get(name)) for name in olds | own | other
    }
    kept = [name for name in olds if fates[name] is not None]
    order = woven(list(olds), list(own), list(other), set(kept))
    return [one for name in order if (one := fates[name]) is not None]


def _fate(base: Block | None, mine: Block | None, theirs: Block | None) -> Fate | None:
    """None of a block that is gone."""
    if base is None:
        return Fate(None, mine or theirs, theirs or mine)
    if mine is not None and theirs is not None:
        return Fate(base, *_both(base, mine, theirs))
    left = mine or theirs
    return None if left is None or _same(base, left) else Fate(base, mine, theirs)


def _same(one: Block, other: Block) -> bool:
    return one is other or block_key(one) == block_key(other)


def _both(base: Block, mine: Block, theirs: Block) -> tuple[Block, Block]:
    if _same(base, mine):
        return theirs, theirs
    if _same(base, theirs) or _same(mine, theirs):
        return mine, mine
    if isinstance(base, Table) and isinstance(mine, Table) and isinstance(theirs, Table):
        return _tables(base, mine, theirs)
    if type(base) is type(mine) is type(theirs):
        return _by_field(base, mine, theirs)
    return _of_other_kinds(base, mine, theirs)


def _by_field(base: Any, mine: Any, theirs: Any) -> tuple[Any, Any]:
    """Each field for itself: level and looks, picture and caption."""
    own: dict[str, Any] = {}
    other: dict[str, Any] = {}
    for name in (one.name for one in fields(base) if one.name != "id"):
        values = [getattr(one, name) for one in (base, mine, theirs)]
        own[name], other[name] = (merged_line if name in LINES else pick)(*values)
    return replace(mine, **own), replace(mine, **other)


def _of_other_kinds(base: Block, mine: Block, theirs: Block) -> tuple[Block, Block]:
    """A paragraph that one side made a heading or an item, while the other changed its words."""
    line = TEXT_BLOCKS
    if not (isinstance(base, line) and isinstance(mine, line) and isinstance(theirs, line)):
        return mine, theirs
    shells = [replace(one, id=mine.id, runs=()) for one in (base, mine, theirs)]
    own, other = pick(*shells)
    runs = merged_line(base.runs, mine.runs, theirs.runs)
    return replace(own, runs=runs[0]), replace(other, runs=runs[1])


def _tables(base: Table, mine: Table, theirs: Table) -> tuple[Table, Table]:
    """Row by row and cell by cell, or as a whole where columns were changed."""
    rows = merged_rows(base, mine, theirs, _cell)
    if rows is None:
        return mine, theirs
    heads = pick(*(one.header_rows for one in (base, mine, theirs)))
    widths = pick(*(one.widths for one in (base, mine, theirs)))
    wide = pick(*(one.landscape for one in (base, mine, theirs)))
    own, other = (
        replace(mine, rows=rows[n], header_rows=heads[n], widths=widths[n], landscape=wide[n])
        for n in (0, 1)
    )
    return own, other


def _cell(
    base: Blocks, mine: Blocks, theirs: Blocks
) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """What a cell holds; ids within cells are not kept by every way, so blocks are paired."""
    if len(base) == len(mine) == len(theirs) == 1:
        own, other = _both(base[0], mine[0], theirs[0])
        return (own,), (other,)
    old = Content(tuple(base))
    sides = [with_ids_of(old, Content(tuple(one))).blocks for one in (mine, theirs)]
    fates = merged_blocks(base, *sides)
    return (
        tuple(one.stands for one in fates),
        tuple(one.theirs or one.stands for one in fates),
    )
