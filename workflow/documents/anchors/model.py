"""What an anchor is, and where it stands in a draft."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.documents.content import Content, block_text, every_block

AROUND = 32
"""Code points of context on either side."""
EXACT = 100


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words of a draft as they stood when they were spoken of, with what stood around them.

    ``whole`` says that a whole block is meant; ``quote`` is its text then.
    """

    quote: str
    before: str
    after: str
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """The code points ``start`` to ``end`` of a block's block_text, in one draft.

    ``score`` is 100 where the words are those of the quote, else how much of it is left.
    """

    block: str
    start: int
    end: int
    score: int = EXACT


def anchored(
    content: Content, block: str, start: int | None = None, end: int | None = None
) -> tuple[Anchor, Place] | None:
    """The words between two offsets of a block, or the whole block; None where it is none
    of the content, or the offsets are none of its text.
    """
    text = next((block_text(one) for one in every_block(content.blocks) if one.id == block), None)
    if text is None:
        return None
    first, last = (0, len(text)) if start is None or end is None else (start, end)
    if not 0 <= first <= last <= len(text):
        return None
    anchor = Anchor(
        text[first:last],
        text[max(first - AROUND, 0) : first],
        text[last : last + AROUND],
        whole=start is None or end is None,
    )
    return anchor, Place(block, first, last)
