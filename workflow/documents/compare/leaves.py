"""All blocks of both sides, those in cells and notes too, each with what it was or became."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from workflow.documents.compare.model import BlockChange, Kind
from workflow.documents.content import Block, Table, every_block


@dataclass(frozen=True, slots=True)
class Leaf:
    """A block by itself, without what it holds; None where it is not on that side."""

    kind: Kind
    before: Block | None
    after: Block | None


def leaves(changes: Iterable[BlockChange]) -> Iterator[Leaf]:
    """A block before those that it holds; a moved one once, where it stands now."""
    for one in changes:
        if one.kind is Kind.LEFT:
            continue
        yield Leaf(one.kind, one.before, one.after)
        yield from _inner(one)


def _inner(one: BlockChange) -> Iterator[Leaf]:
    if isinstance(one.before, Table) and isinstance(one.after, Table) and one.rows:
        for row in one.rows:
            for cell in row.cells:
                yield from leaves(cell.blocks)
    elif one.kind is Kind.EQUAL and one.before and one.after:
        for before, after in zip(_held(one.before), _held(one.after), strict=True):
            yield Leaf(Kind.EQUAL, before, after)
    else:
        yield from (Leaf(Kind.REMOVED, block, None) for block in _held(one.before))
        yield from (Leaf(Kind.ADDED, None, block) for block in _held(one.after))


def _held(block: Block | None) -> list[Block]:
    return list(every_block((block,)))[1:] if block else []
