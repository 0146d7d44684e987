"""A content as one text for the recogniser, and the way back from offsets to its blocks.

Each block is a line (a table a line a cell). So the outline of a Word file is found in the
same text as that of a plain one, and its sections take their blocks along, not only words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

from workflow.documents.content import (
    TEXT_BLOCKS,
    Block,
    Content,
    Heading,
    ListItem,
    Picture,
    Table,
    inner_blocks,
    shown_text,
)
from workflow.documents.numerals import numeral_text
from workflow.documents.outline.model import Decisions

Range = tuple[int, int]
LABELS = ("ar_dot", "ar_paren", "circled")
"""The numbers of ordered lists by depth; deeper ones are counted like the first."""


@dataclass(frozen=True, slots=True)
class Line:
    """Where a block stands in the text, in code points.

    The first ``label`` of them are its automatic number, which the block does not hold.
    """

    block: Block
    start: int
    end: int
    label: int


@dataclass(frozen=True, slots=True)
class ContentText:
    """``decisions`` are the headings that the file marks; in ``walls`` no heading begins."""

    text: str
    lines: tuple[Line, ...]
    decisions: Decisions
    walls: tuple[Range, ...]


def text_of(content: Content) -> ContentText:
    """The text of all blocks, one a line, list numbers written out, notes left out."""
    lines, place = [], 0
    labels = _labels(content.blocks)
    for block, label in zip(content.blocks, labels, strict=True):
        words = label + line_text(block)
        lines.append(Line(block, place, place + len(words), len(label)))
        place += len(words) + 1
    text = "\n".join(
        label + line_text(block)
        for block, label in zip(content.blocks, _labels(content.blocks), strict=True)
    )
    walls = tuple(
        (one.start, one.end) for one in lines if not isinstance(one.block, TEXT_BLOCKS) and one.end
    )
    return ContentText(text, tuple(lines), _marked(text, lines), walls)


def line_text(block: Block) -> str:
    """What stands for a block in the text; a table's cells are lines of their own."""
    if isinstance(block, Table):
        return "\n".join(line_text(one) for one in inner_blocks(block))
    return shown_text(block)


def _labels(blocks: tuple[Block, ...]) -> Iterator[str]:
    """The visible number of each ordered item, "" for all else."""
    counts: list[int] = []
    for block in blocks:
        if not isinstance(block, ListItem):
            counts.clear()
            yield ""
            continue
        del counts[block.depth + 1 :]
        counts += [0] * (block.depth + 1 - len(counts))
        if not block.ordered:
            counts[block.depth] = 0
            yield ""
            continue
        counts[block.depth] = counts[block.depth] + 1 if block.start is None else block.start
        yield _label(LABELS[min(block.depth, 2)], counts[block.depth])


def _label(kind: str, number: int) -> str:
    """A list may begin at 0, which no numeral has a form for."""
    return f"{numeral_text(kind, number) if number else 0} "


def _marked(text: str, lines: list[Line]) -> Decisions:
    """Headings of the file as decisions; a lone level 1 on the first line is the title."""
    marked = [
        (one.start + len(words) - len(words.lstrip()), one.block.level)
        for one in lines
        if isinstance(one.block, Heading) and (words := text[one.start : one.end]).strip()
    ]
    deeper = [level for _, level in marked if level > 1]
    first = len(text) - len(text.lstrip())
    if deeper and len(deeper) == len(marked) - 1 and marked[0] == (first, 1):
        marked = [(start, level - 1) for start, level in marked[1:]]
    return Decisions(
        added=frozenset(start for start, _ in marked),
        levels=MappingProxyType(dict(marked)),
    )


def has_words(block: Block) -> bool:
    """Whether anything of the block is seen; blank paragraphs are not."""
    if isinstance(block, Table | Picture):
        return True
    is_text = isinstance(block, TEXT_BLOCKS)
    return bool(shown_text(block).strip()) or not is_text or any(inner_blocks(block))
