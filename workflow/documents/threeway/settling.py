"""What a person chose at the clashes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workflow.documents.content import Block, Content, with_ids_from
from workflow.documents.threeway.model import Choice, Clash, Merged


def settled(found: Merged, choices: Mapping[str, Choice]) -> Content:
    """The content with each choice, by block id; without one, the block stands as it is.

    ``Choice.BOTH``: mine, then theirs, as a block of its own.
    """
    clashes = {one.block_id: one for one in found.clashes}
    made: list[Block] = []
    for block in found.content.blocks:
        clash, choice = clashes.get(block.id), choices.get(block.id)
        made += [block] if clash is None or choice is None else _chosen(clash, choice)
    return with_ids_from(Content(), Content(tuple(made)))


def _chosen(clash: Clash, choice: Choice) -> Iterator[Block]:
    if choice is not Choice.THEIRS and clash.mine is not None:
        yield clash.mine
    if choice is not Choice.MINE and clash.theirs is not None:
        yield clash.theirs
