"""Putting together what two people made of one content."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace

from workflow.documents.compare.keys import block_key
from workflow.documents.content import Block, Content, with_ids_from
from workflow.documents.threeway.blocks import merged_blocks
from workflow.documents.threeway.model import Clash, Merged


def merged(base: Content, mine: Content, theirs: Content) -> Merged:
    """All changes of both sides; blocks are the same where their ids are (``with_ids_of``).

    Words that only one side changed are taken from it, also within one paragraph, one cell or
    one row; what both changed otherwise is a clash. A new block that both brought to the same
    place with the same words stands once. No block that a side changed or added is missing.
    """
    same = _brought_by_both(base, mine, theirs)
    others = [replace(one, id=same.get(one.id, one.id)) for one in theirs.blocks]
    fates = merged_blocks(base.blocks, mine.blocks, others)
    # An id within a cell may have come in twice, once from either side.
    content = with_ids_from(Content(), Content(tuple(one.stands for one in fates)))
    clashes = (
        Clash(block.id, one.base, one.mine, one.theirs)
        for block, one in zip(content.blocks, fates, strict=True)
        if one.clashes
    )
    return Merged(content, tuple(clashes))


def _brought_by_both(base: Content, mine: Content, theirs: Content) -> dict[str, str]:
    """Ids of theirs, to those of mine that say the same in the same place."""
    olds = {one.id for one in base.blocks}
    own = _brought(olds, mine.blocks)
    taken = {one.id for one in mine.blocks}
    return {
        name: own[key].pop(0)
        for key, names in _brought(olds, theirs.blocks).items()
        for name in names
        if name not in taken and own.get(key)
    }


def _brought(olds: set[str], blocks: Sequence[Block]) -> dict[Hashable, list[str]]:
    """New blocks by the old one that they stand behind and by what they hold."""
    found: dict[Hashable, list[str]] = {}
    behind = ""
    for one in blocks:
        if one.id in olds:
            behind = one.id
        else:
            found.setdefault((behind, block_key(one)), []).append(one.id)
    return found
