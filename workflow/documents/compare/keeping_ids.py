"""A text that comes back keeps the ids of the blocks that it had before."""

from __future__ import annotations

from dataclasses import replace

from workflow.documents.compare.blocks import compare
from workflow.documents.content import Block, Content, new_id, with_ids_from


def with_ids_of(old: Content, new: Content) -> Content:
    """``new`` with the ids of those blocks of ``old`` that it holds, changed or not."""
    made = with_ids_from(old, new)
    own = {
        change.after.id: change.before.id
        for change in compare(old, made)
        if change.before is not None and change.after is not None
    }
    given = set(own.values())
    return Content(tuple(_named(one, own.get(one.id), given) for one in made.blocks))


def _named(block: Block, own: str | None, given: set[str]) -> Block:
    if own is not None:
        return replace(block, id=own)
    return replace(block, id=new_id()) if block.id in given else block
