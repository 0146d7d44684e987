"""Where in the new sections a place of the Word file came to stand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from workflow.actions.outline.file import whole_of
from workflow.documents.content import Block, Content, block_text, every_block
from workflow.documents.outline import Outline
from workflow.documents.outline.content_text import ContentText
from workflow.store import Intake, Section


@dataclass(frozen=True)
class Anchor:
    """A section with what it holds, the block in its draft, and by how much the offsets in
    it are smaller now.

    ``block`` is None where the place is in none: a heading, which became a title.
    """

    section: Section
    content: Content
    block: Block | None = None
    shift: int = 0


class Places:
    """The blocks of the file, and the sections in the outline's order with their contents."""

    def __init__(
        self, whole: ContentText, outline: Outline, held: Sequence[tuple[Section, Content]]
    ) -> None:
        """``held`` begins with the preamble where there is one, and is not empty."""
        self._held = held
        self._starts = [one.start for one in outline.sections]
        self._ahead = len(held) - len(self._starts)
        self.blocks: dict[str, Block] = {}
        self._offsets: dict[str, int] = {}
        for line in whole.lines:
            for inner in every_block((line.block,)):
                self.blocks[inner.id] = inner
                # What a block holds begins where it does.
                self._offsets[inner.id] = line.start + line.label

    @classmethod
    def of(
        cls,
        intake: Intake,
        outline: Outline,
        sections: Sequence[Section],
        contents: Sequence[Content],
    ) -> Places | None:
        """None where no Word file was uploaded, or no section came of it."""
        whole = whole_of(intake)
        held = list(zip(sections, contents, strict=True))
        return cls(whole, outline, held) if whole is not None and held else None

    def anchor(self, block: str, start: int, quote: str = "") -> Anchor:
        """Where the code points from ``start`` of a block of the file stand, ``quote`` among
        them; a block that a heading was cut off is found by the words that it kept.
        """
        place = self._ahead + bisect_right(self._starts, self._offsets.get(block, 0) + start) - 1
        section, content = self._held[max(place, 0)]
        origin = self.blocks.get(block)
        words = block_text(origin) if origin is not None else ""
        for one in every_block(content.blocks):
            shift = 0 if one.id == block else _cut_off(words, block_text(one))
            if shift is not None and _reads(one, start - shift, quote):
                return Anchor(section, content, one, shift)
        for one in every_block(content.blocks):
            if quote and quote in block_text(one):
                return Anchor(section, content, one, start - block_text(one).find(quote))
        return Anchor(section, content)


def _cut_off(whole: str, part: str) -> int | None:
    """Where the part begins in the whole, None where it is none of it."""
    place = whole.find(part)
    return place if part and place >= 0 else None


def _reads(block: Block, start: int, quote: str) -> bool:
    words = block_text(block)
    return 0 <= start <= len(words) and words[start : start + len(quote)] == quote
