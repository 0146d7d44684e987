"""A text that comes back keeps the ids of the blocks that it had before."""

from __future__ import annotations

from dataclasses import replace

from workflow.documents.compare.blocks import compare
from workflow.documents.content import Block, Content, new_id, with_ids_from


def with_ids_of(old: Content, new: Content) -> Content:
    """``new`` with the ids of those blocks of ``old`` that it holds, changed or not."""
    own = {
        change.after.id: change.before.id
        for change in compare(old, new)
        if change.before is not None and change.after is not None
    }
    given = set(own.values())
    made = Content(tuple(_named(one, own.get(one.id), given) for one in new.blocks))
    # A block may have come out of a cell, where its id still stands.
    return with_ids_from(Content(), made)


def _named(block: Block, own: str | None, given: set[str]) -> Block:
    if own is not None:
        return replace(block, id=own)
    return replace(block, id=new_id()) if block.id in given else block
