"""A list of edits of one text: the text with all of them made, and nothing else changed."""

from __future__ import annotations

from collections.abc import Sequence

from workflow.documents.adopting.making import make
from workflow.documents.adopting.model import Spot, block_of
from workflow.documents.content import Content, block_text
from workflow.documents.talk import Suggestion


def with_edits(content: Content, edits: Sequence[Suggestion]) -> Content | None:
    """The text with every edit made; None where one names no words of it, or two of them
    would change the same words.
    """
    if not all(_names_words(content, one) for one in edits):
        return None
    wanted = [(one, Spot(one.block, one.start, one.end)) for one in edits]
    made, taken = make(content, wanted)
    return made if all(taken) else None


def _names_words(content: Content, edit: Suggestion) -> bool:
    block = block_of(content, edit.block)
    return block is not None and 0 <= edit.start < edit.end <= len(block_text(block))
