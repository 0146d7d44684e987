"""The pieces of a file, each with its heading taken off and what was said about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from workflow.documents.content import (
    TEXT_BLOCKS,
    Block,
    Content,
    Heading,
    Note,
    Paragraph,
    Table,
    every_block,
    inlines,
    shown_text,
)
from workflow.documents.identity import BlockMark, SectionMark, Sighting
from workflow.documents.outline.content_cut import text_behind
from workflow.documents.parting.model import KnownSection, Piece
from workflow.documents.parting.starts import Start, starts_of
from workflow.documents.parting.words import begins_with, plain, reads_as
from workflow.documents.reader import ReadDocument
from workflow.documents.talk import Suggestion, WordComment


@dataclass(frozen=True, slots=True)
class _Headless:
    """Blocks without their heading; ``off``: the block that it was or began, and how many
    characters of it are gone.
    """

    blocks: tuple[Block, ...]
    off: str = ""
    cut: int = 0
    heading: str = ""


def parted(document: ReadDocument, known: Sequence[KnownSection]) -> tuple[Piece, ...]:
    """The whole file by sections, in its order, with what belongs to none; ``known`` are those
    of the report in its order. Together the pieces hold all but headings.
    """
    blocks = document.content.blocks
    if not blocks:
        return ()
    starts = starts_of(blocks, document.marks, known)
    ends = [*(one.place for one in starts[1:]), len(blocks)]
    groups = [blocks[one.place : end] for one, end in zip(starts, ends, strict=True)]
    said = _Said(document, groups)
    pairs = enumerate(zip(starts, groups, strict=True))
    return tuple(_piece(start, group, said.of(n)) for n, (start, group) in pairs)


def taken_whole(document: ReadDocument, known: KnownSection) -> Piece:
    """All of the file as the text of one section, without its heading where that comes first."""
    marks = (one.mark for one in document.marks)
    own = [one for one in marks if isinstance(one, SectionMark) and one.section == known.section]
    start = Start(0, known, own[0].draft if own else None)
    if not document.content.blocks:
        return Piece(known.section, Content(), document.comments, document.suggestions)
    return _piece(start, document.content.blocks, document)


class _Said:
    """What was said, by the number of the group of blocks that it speaks of."""

    def __init__(self, document: ReadDocument, groups: Sequence[Sequence[Block]]) -> None:
        self._document = document
        self._groups = {own: n for n, group in enumerate(groups) for own in _ids(group)}
        for one in document.suggestions:
            group = self._groups.get(one.block, 0)
            self._groups |= dict.fromkeys(_ids(one.blocks), group)

    def of(self, number: int) -> ReadDocument:
        """The document with what belongs to this group alone, its content empty."""
        read = self._document
        return ReadDocument(
            Content(),
            tuple(one for one in read.comments if self._groups.get(one.block, 0) == number),
            tuple(one for one in read.suggestions if self._groups.get(one.block, 0) == number),
            (),
            tuple(one for one in read.marks if self._groups.get(one.block) == number),
        )


def _ids(blocks: Iterable[Block]) -> Iterable[str]:
    for one in every_block(blocks):
        yield one.id
        for note in (each for each in inlines(one) if isinstance(each, Note)):
            yield from (inner.id for inner in note.blocks)


def _piece(start: Start, blocks: tuple[Block, ...], said: ReadDocument) -> Piece:
    known = start.known
    if known is None:
        return Piece(None, Content(blocks), said.comments, said.suggestions, said.marks)
    made = _headless(known, blocks, said.marks)
    lower = _Lowered(made, known.level)
    return Piece(
        known.section,
        Content(tuple(map(lower.block, _without_fillers(made.blocks, said.marks)))),
        tuple(map(lower.comment, said.comments)),
        tuple(map(lower.suggestion, said.suggestions)),
        said.marks,
        start.draft,
        made.heading,
    )


def _headless(
    known: KnownSection, blocks: tuple[Block, ...], marks: Sequence[Sighting]
) -> _Headless:
    """The heading is what reads so, what stands before the text's own mark on one line, or
    the paragraph that holds the section's mark and no other.
    """
    first = blocks[0]
    here = [one for one in marks if one.block == first.id]
    own = [one.offset for one in here if isinstance(one.mark, BlockMark)]
    if not known.label or not isinstance(first, TEXT_BLOCKS):
        return _Headless(blocks)
    if reads_as(first, known):
        return _Headless(blocks[1:], first.id, len(shown_text(first)))
    words = shown_text(first)
    if count := begins_with(first, known) or (own[0] if own else 0):
        rest = Paragraph(first.id, text_behind(first.runs, count), first.landscape)
        return _Headless((rest, *blocks[1:]), first.id, count, _other(words[:count], known))
    if not own and any(isinstance(one.mark, SectionMark) for one in here):
        return _Headless(blocks[1:], first.id, len(words), words.strip())
    return _Headless(blocks)


def _without_fillers(blocks: Sequence[Block], marks: Sequence[Sighting]) -> Iterator[Block]:
    """Without the empty lines that had to follow a table in Word, which another word processor
    has made visible; where blocks have marks, one of the text would have its own.
    """
    ours = {one.block for one in marks if isinstance(one.mark, BlockMark)}
    behind_table = False
    for place, one in enumerate(blocks):
        is_bare = isinstance(one, Paragraph) and not one.runs and one.id not in ours
        following = blocks[place + 1 : place + 2]
        is_edge = not following or isinstance(following[0], Table)
        if not (ours and behind_table and is_bare and is_edge):
            yield one
        behind_table = isinstance(one, Table)


def _other(words: str, known: KnownSection) -> str:
    """The words where they are another heading."""
    return "" if plain(words) == plain(known.label) else words.strip()


class _Lowered:
    """What stood below a section's heading, as the section's own: levels count from 1, and
    places from where its text begins.
    """

    def __init__(self, made: _Headless, level: int) -> None:
        self._made, self._level = made, level
        self._has_block = any(one.id == made.off for one in made.blocks)

    def block(self, one: Block) -> Block:
        if isinstance(one, Heading):
            return replace(one, level=max(one.level - self._level, 1))
        return one

    def comment(self, one: WordComment) -> WordComment:
        if one.block != self._made.off:
            return one
        block, start, end = self._place(one.block, one.start, one.end)
        return replace(one, block=block, start=start, end=end)

    def suggestion(self, one: Suggestion) -> Suggestion:
        one = replace(one, blocks=tuple(map(self.block, one.blocks)))
        if one.block != self._made.off:
            return one
        block, start, end = self._place(one.block, one.start, one.end)
        return replace(one, block=block, start=start, end=end)

    def _place(self, block: str, start: int, end: int) -> tuple[str, int, int]:
        if not self._has_block:
            return "", 0, 0
        return block, max(start - self._made.cut, 0), max(end - self._made.cut, 0)
