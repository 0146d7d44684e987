"""A piece that went out from here gets the ids of its blocks back by their marks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from workflow.documents.content import Content
from workflow.documents.identity import BlockMark, block_mark
from workflow.documents.parting.model import Piece
from workflow.documents.talk import Suggestion, WordComment


def with_our_ids(piece: Piece, ours: Iterable[str]) -> Piece:
    """``ours`` are ids that blocks of the section have, or had. A block keeps its id however
    much of it was rewritten.
    """
    if piece.section is None:
        return piece
    section = piece.section
    known = {block_mark(section, one).digest: one for one in ours}
    held = {one.id for one in piece.content.blocks}
    names: dict[str, str] = {}
    for one in piece.marks:
        own = known.get(one.mark.digest) if isinstance(one.mark, BlockMark) else None
        is_here = isinstance(one.mark, BlockMark) and one.mark.section == section
        if own and is_here and one.block in held - names.keys() and own not in names.values():
            names[one.block] = own
    return replace(
        piece,
        content=Content(
            tuple(replace(one, id=names.get(one.id, one.id)) for one in piece.content.blocks)
        ),
        comments=tuple(_comment(one, names) for one in piece.comments),
        suggestions=tuple(_suggestion(one, names) for one in piece.suggestions),
    )


def _comment(one: WordComment, names: Mapping[str, str]) -> WordComment:
    return replace(one, block=names.get(one.block, one.block))


def _suggestion(one: Suggestion, names: Mapping[str, str]) -> Suggestion:
    return replace(one, block=names.get(one.block, one.block))
