"""Whether a paragraph reads as a section's heading, and where the heading ends in it."""

from __future__ import annotations

import re

from workflow.documents.content import TEXT_BLOCKS, Block, shown_text
from workflow.documents.parting.model import KnownSection

_NUMERAL = re.compile(
    r"[第（(]?[0-9０-９一二三四五六七八九十百零〇.．]{1,8}[)）]?[、.．章节条部分]{0,2}"
)
_TAIL = "。：:."


def plain(words: str) -> str:
    """The words without white space."""
    return "".join(words.split())


def reads_as(block: Block, known: KnownSection) -> bool:
    """Whether the block is the section's heading and nothing else, however it is numbered."""
    if not isinstance(block, TEXT_BLOCKS) or not known.label:
        return False
    words = plain(shown_text(block))
    if words == plain(known.label):
        return True
    title = plain(known.title)
    words = words.rstrip(_TAIL)
    if not title or not words.endswith(title):
        return False
    numeral = words[: len(words) - len(title)]
    return not numeral or bool(_NUMERAL.fullmatch(numeral))


def begins_with(block: Block, known: KnownSection) -> int:
    """How many characters of the block its section's heading takes up, which shares its line
    with the text; 0 where it does not begin so.
    """
    wanted = plain(known.label)
    if not isinstance(block, TEXT_BLOCKS) or not wanted:
        return 0
    place, words = 0, shown_text(block)
    for count, sign in enumerate(words, start=1):
        if sign.isspace():
            continue
        if sign != wanted[place]:
            return 0
        place += 1
        if place == len(wanted):
            return count
    return 0
