"""Who changed what last: the authorship of every character through a row of drafts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from workflow.documents.compare.leaves import Leaf, leaves
from workflow.documents.compare.lines import Line, parts
from workflow.documents.compare.model import UNKNOWN, BlockChange, Kind, Stamp
from workflow.documents.content import Block, Content, block_text, every_block, inlines

Owned = tuple[int, int, Stamp]
"""A stretch of a block's line, in code points of block_text, and who is behind it."""
Compare = Callable[[Content, Content], Iterable[BlockChange]]
NOBODY = 0
"""The number of the first draft: what it holds was not changed by anybody."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A text and who saved it when."""

    content: Content
    by: Stamp


@dataclass(slots=True)
class _Traced:
    """Of each code point of a line: the draft that set it in, and its place in the first one."""

    drafts: list[int]
    origins: list[int]


@dataclass(slots=True)
class Blame:
    """What became of the first draft, and who made what is in the last one."""

    stamps: Sequence[Stamp]
    touched: dict[str, int] = field(default_factory=dict)
    gone: dict[str, int] = field(default_factory=dict)
    traced: dict[str, _Traced] = field(default_factory=dict)
    first: dict[str, int] = field(default_factory=dict)
    deleted: dict[int, int] = field(default_factory=dict)

    def of(self, block_id: str) -> Stamp:
        """Who changed a block of the last draft; UNKNOWN where it is as in the first one."""
        return self._stamp(self.touched.get(block_id, NOBODY))

    def removed(self, block: Block) -> Stamp:
        """Who took a block of the first draft out, or the last of its words."""
        words = self._strikers(block, 0, len(block_text(block)))
        return self._stamp(max([self.gone.get(block.id, NOBODY), *words]))

    def inserted(self, block: Block, start: int, end: int) -> Iterator[Owned]:
        """Who set in the words of a block of the last draft."""
        traced = self.traced.get(block.id)
        owners = traced.drafts[start:end] if traced else [NOBODY] * (end - start)
        return self._grouped(owners, start, self.touched.get(block.id, NOBODY))

    def struck(self, block: Block, start: int, end: int) -> Iterator[Owned]:
        """Who deleted the words of a block of the first draft."""
        owners = self._strikers(block, start, end)
        return self._grouped(owners, start, self.gone.get(block.id, NOBODY))

    def _strikers(self, block: Block, start: int, end: int) -> list[int]:
        first = self.first.get(block.id)
        if first is None:
            return [NOBODY] * (end - start)
        return [self.deleted.get(first + n, NOBODY) for n in range(start, end)]

    def _grouped(self, owners: Sequence[int], start: int, otherwise: int) -> Iterator[Owned]:
        for owner, group in groupby(one or otherwise for one in owners):
            size = len(list(group))
            yield start, start + size, self._stamp(owner)
            start += size

    def _stamp(self, draft: int) -> Stamp:
        return self.stamps[draft] if draft else UNKNOWN


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of blocks alone: id -> who changed it, or took it out."""

    stamps: Mapping[str, Stamp]

    def of(self, block_id: str) -> Stamp:
        return self.stamps.get(block_id, UNKNOWN)

    def removed(self, block: Block) -> Stamp:
        return self.of(block.id)

    def inserted(self, block: Block, start: int, end: int) -> Iterator[Owned]:
        yield start, end, self.of(block.id)

    struck = inserted


Provenance = Blame | Known


def follow(drafts: Sequence[Draft], compare: Compare) -> Blame:
    """The authors of all that was changed, draft by draft."""
    made = Blame([one.by for one in drafts])
    if drafts:
        _begin(made, drafts[0].content)
    for number in range(1, len(drafts)):
        before, after = drafts[number - 1].content, drafts[number].content
        _follow(made, leaves(compare(before, after)), number)
    return made


def _begin(made: Blame, content: Content) -> None:
    place = 0
    for block in every_block(content.blocks):
        size = len(block_text(block))
        made.first[block.id] = place
        made.traced[block.id] = _Traced([NOBODY] * size, list(range(place, place + size)))
        place += size


def _follow(made: Blame, found: Iterable[Leaf], number: int) -> None:
    """One draft more."""
    traced, touched = dict[str, _Traced](), dict[str, int]()
    for leaf in found:
        before, after = leaf.before, leaf.after
        old = made.traced[before.id] if before else _Traced([], [])
        if after is None:
            assert before is not None
            _strike(made, old.origins, number)
            made.gone.setdefault(before.id, number)
            continue
        last = made.touched.get(before.id, NOBODY) if before else NOBODY
        touched[after.id] = last if leaf.kind is Kind.EQUAL else number
        traced[after.id] = old if leaf.kind is Kind.EQUAL else _line(made, leaf, old, number)
    made.traced, made.touched = traced, touched


def _line(made: Blame, leaf: Leaf, old: _Traced, number: int) -> _Traced:
    """The line after a change: what stayed keeps its draft, what came has this one."""
    assert leaf.after is not None
    before = Line(inlines(leaf.before) if leaf.before else ())
    drafts: list[int] = []
    origins: list[int] = []
    for part in parts(before, Line(inlines(leaf.after))):
        if part.words:
            _strike(made, old.origins[part.a : part.b], number)
            drafts += [number] * (part.d - part.c)
            origins += [-1] * (part.d - part.c)
        else:
            drafts += old.drafts[part.a : part.b]
            origins += old.origins[part.a : part.b]
    return _Traced(drafts, origins)


def _strike(made: Blame, origins: Iterable[int], number: int) -> None:
    made.deleted |= {one: number for one in origins if one >= 0}
