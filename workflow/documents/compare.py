"""Differences between two contents: block by block, then word by word inside a block."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from workflow.documents.content import (
    Block,
    Content,
    Table,
    canonical_json,
    inner_blocks,
    shown_text,
)
from workflow.documents.content.json_out import substance

ALIKE = 0.45
"""Two blocks whose ratio is above this are one block that was changed."""
SHORTEST_ISLAND = 3
"""An unchanged stretch shorter than this between two changes is read as changed too."""
LONGEST_PAIRING = 60
"""A stretch of more blocks than this on a side is paired by place instead of by likeness."""


class Kind(StrEnum):
    EQUAL = "equal"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    INSERT = "insert"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch inside a block: equal, insert or delete."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class BlockChange:
    """A block as it fared: equal, changed, added or removed; ``block_id`` is the new one's."""

    kind: Kind
    block_id: str
    segments: tuple[Segment, ...]


def compare(old: Content, new: Content) -> tuple[BlockChange, ...]:
    """All blocks of both in reading order; joining segments gives back either side."""
    befores, afters = list(old.blocks), list(new.blocks)
    keys = [_key(one) for one in befores], [_key(one) for one in afters]
    found: list[BlockChange] = []
    for tag, a, b, c, d in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [_whole(Kind.EQUAL, one) for one in afters[c:d]]
        else:
            found += _replaced(befores[a:b], afters[c:d])
    return tuple(found)


def _key(block: Block) -> tuple[object, ...]:
    """What makes two blocks the same to a reader: all that they hold, not the id."""
    return (canonical_json(substance(block)),)


def whole_text(block: Block) -> str:
    """What a reader reads of a block with its cells and notes; a row of a table is a line."""
    if isinstance(block, Table):
        return "\n".join(
            "\t".join(" ".join(whole_text(one) for one in cell.blocks) for cell in row)
            for row in block.rows
        )
    notes = "".join(f"〔{whole_text(one)}〕" for one in inner_blocks(block))
    return shown_text(block) + notes


def _whole(kind: Kind, block: Block) -> BlockChange:
    part = {Kind.ADDED: Kind.INSERT, Kind.REMOVED: Kind.DELETE}.get(kind, Kind.EQUAL)
    return BlockChange(kind, block.id, (Segment(part, whole_text(block)),))


def _replaced(befores: list[Block], afters: list[Block]) -> Iterator[BlockChange]:
    """Pairs what belongs together (same id, else alike) in order; the rest came or went."""
    start = 0
    for after in afters:
        place = _partner(befores, start, after)
        if place is None:
            yield _whole(Kind.ADDED, after)
            continue
        yield from (_whole(Kind.REMOVED, one) for one in befores[start:place])
        segments = compare_text(whole_text(befores[place]), whole_text(after))
        yield BlockChange(Kind.CHANGED, after.id, segments)
        start = place + 1
    yield from (_whole(Kind.REMOVED, one) for one in befores[start:])


def _partner(befores: list[Block], start: int, after: Block) -> int | None:
    for place in range(start, len(befores)):
        if befores[place].id == after.id:
            return place
    if len(befores) > LONGEST_PAIRING:
        return start if start < len(befores) else None
    for place in range(start, len(befores)):
        if _alike(whole_text(befores[place]), whole_text(after)):
            return place
    return None


def _alike(old: str, new: str) -> bool:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return matcher.real_quick_ratio() > ALIKE and matcher.ratio() > ALIKE


def compare_text(old: str, new: str) -> tuple[Segment, ...]:
    """Insertions and deletions, without lone characters left standing between them."""
    merged: list[tuple[str, str, bool]] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        equal = tag == "equal"
        if equal and merged and b - a < SHORTEST_ISLAND and b < len(old) and d < len(new):
            equal = False
        if merged and merged[-1][2] == equal:
            before, after, _ = merged.pop()
            merged.append((before + old[a:b], after + new[c:d], equal))
        else:
            merged.append((old[a:b], new[c:d], equal))
    return tuple(_segments(merged))


def _segments(merged: list[tuple[str, str, bool]]) -> Iterator[Segment]:
    for before, after, equal in merged:
        if equal:
            yield Segment(Kind.EQUAL, after)
            continue
        if before:
            yield Segment(Kind.DELETE, before)
        if after:
            yield Segment(Kind.INSERT, after)
