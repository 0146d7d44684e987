"""Two rows of blocks: each block as it fared, in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from workflow.documents.compare.blame import Blame, Draft, Provenance, follow
from workflow.documents.compare.differing import changed, nature_of_block
from workflow.documents.compare.keys import whole_text
from workflow.documents.compare.model import BlockChange, Kind, Nature, Natures
from workflow.documents.compare.pairing import Pairing
from workflow.documents.compare.segments import whole
from workflow.documents.compare.signing import signed
from workflow.documents.compare.table_segments import table_segments
from workflow.documents.compare.tables import compare_rows, table_natures
from workflow.documents.content import Block, Content, Table

PARTS = {Kind.ADDED: Kind.INSERT, Kind.REMOVED: Kind.DELETE, Kind.LEFT: Kind.DELETE}
MEANING: Natures = frozenset({Nature.MEANING})


def compare(old: Content, new: Content, known: Provenance | None = None) -> tuple[BlockChange, ...]:
    """All blocks of both in reading order; what is gone stands before what came in its place.

    ``known`` says who did what and when: what ``blame`` found, or ``Known`` of some blocks.
    """
    made = compare_blocks(old.blocks, new.blocks)
    return made if known is None else signed(made, known)


def blame(drafts: Sequence[Draft]) -> Blame:
    """The authors of all that was changed from the first draft to the last, draft by draft.

    ``of`` an id of the last draft is who changed that block last. Given to ``compare``
    of the first and the last, each passage names its author and time.
    """
    return follow(drafts, compare)


def compare_blocks(old: Sequence[Block], new: Sequence[Block]) -> tuple[BlockChange, ...]:
    """The same for blocks, of a cell for example."""
    return tuple(_all(old, new, Pairing(old, new)))


def _all(old: Sequence[Block], new: Sequence[Block], pairing: Pairing) -> Iterator[BlockChange]:
    came_from = {new_place: place for place, new_place in pairing.pairs.items()}
    i = j = 0
    for a, b in [*sorted(pairing.kept), (len(old), len(new))]:
        for place in range(i, a):
            partner = pairing.pairs.get(place)
            yield _gone(old[place], None if partner is None else new[partner])
        for place in range(j, b):
            origin = came_from.get(place)
            if origin is None:
                yield alone(Kind.ADDED, new[place])
            else:
                same = pairing.is_equal(origin, place)
                yield moved(old[origin], new[place], same)
        if a < len(old):
            same = pairing.is_equal(a, b)
            yield unchanged(old[a], new[b]) if same else pair(old[a], new[b])
        i, j = a + 1, b + 1


def _gone(before: Block, after: Block | None) -> BlockChange:
    """A block that is no longer, or one that stands elsewhere now."""
    if after is None:
        return alone(Kind.REMOVED, before)
    segments = whole(Kind.DELETE, whole_text(before), Nature.MEANING)
    return BlockChange(Kind.LEFT, before.id, segments, before, after, MEANING)


def alone(kind: Kind, block: Block) -> BlockChange:
    """A block that was added or removed as a whole."""
    nature = nature_of_block(block)
    segments = whole(PARTS[kind], whole_text(block), nature)
    before, after = (None, block) if kind is Kind.ADDED else (block, None)
    return BlockChange(kind, block.id, segments, before, after, frozenset({nature}))


def unchanged(before: Block, after: Block) -> BlockChange:
    return BlockChange(Kind.EQUAL, after.id, whole(Kind.EQUAL, whole_text(after)), before, after)


def moved(before: Block, after: Block, same: bool) -> BlockChange:
    """A block where it stands now. Its place is a matter of meaning, whatever else changed."""
    made = replace(unchanged(before, after) if same else pair(before, after), kind=Kind.MOVED)
    if same and isinstance(before, Table) and isinstance(after, Table):
        made = replace(made, rows=compare_rows(before, after, _inner))
    return replace(made, natures=made.natures | MEANING)


def pair(before: Block, after: Block) -> BlockChange:
    """One block that was changed."""
    if isinstance(before, Table) and isinstance(after, Table):
        rows = compare_rows(before, after, _inner)
        if rows:
            natures = table_natures(before, after, rows)
            segments = table_segments(rows)
            return BlockChange(Kind.CHANGED, after.id, segments, before, after, natures, rows)
    segments, natures = changed(before, after)
    return BlockChange(Kind.CHANGED, after.id, segments, before, after, natures)


def _inner(old: Sequence[Block], new: Sequence[Block]) -> tuple[BlockChange, ...]:
    """The blocks of a cell; one that is alone on both sides is one block that was changed."""
    pairing = Pairing(old, new)
    if len(old) == len(new) == 1 and not pairing.pairs and type(old[0]) is type(new[0]):
        return (pair(old[0], new[0]),)
    return tuple(_all(old, new, pairing))
