"""Chunks with their ids filled in, and how they are kept for the next merge."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, repeat
from typing import cast

from workflow.documents.chunk import Chunk, Hole, Pieces
from workflow.documents.merge.deflating import Block, block_of
from workflow.documents.merge.pressing import Press
from workflow.documents.merge.shelf import Shelf, sum_of

DOCUMENT, FOOTNOTES, ENDNOTES, COMMENTS = "document", "footnotes", "endnotes", "comments"
EXTENDED = "commentsExtended"
MAGIC = b"huigao page 1\n"

Table = Mapping[Hole, Sequence[bytes]]
# (the story that leads there, the number of the relation) -> its id
Claim = Callable[[str, int], str]


@dataclass(frozen=True, slots=True)
class Filled:
    """Bytes of a chunk for the body and beside it; ``used`` are the relations they name."""

    body: bytes
    notes: tuple[bytes, ...]
    endnotes: tuple[bytes, ...]
    comments: tuple[bytes, ...]
    used: tuple[tuple[str, int], ...]


def fill(chunk: Chunk, table: Table, claim: Claim) -> Filled:
    """The chunk under the ids of ``table``."""
    used: dict[tuple[str, int], None] = {}
    needs, ids = chunk.needs, by_place(table)
    relations = frozenset(zip(repeat(Hole.RELATION), range(len(needs.relations)), strict=False))
    # What is no hole is written as it is.
    written = cast(Callable[[object, object], bytes], ids.get)

    def filled(pieces: Pieces, story: str) -> bytes:
        if not relations.isdisjoint(pieces):
            for one in filter(relations.__contains__, pieces):
                number = int(one[1])
                used[story, number] = None
                ids[one] = claim(story, number).encode()
        return b"".join(map(written, pieces, pieces))

    return Filled(
        filled(chunk.pieces, DOCUMENT),
        tuple(filled(one, FOOTNOTES) for one in needs.notes),
        tuple(filled(one, ENDNOTES) for one in needs.endnotes),
        tuple(filled(one.pieces, COMMENTS) for one in needs.comments),
        tuple(used),
    )


def by_place(table: Table) -> dict[object, bytes]:
    """What is written in each hole."""
    ids: dict[object, bytes] = {}
    for kind, written in table.items():
        ids.update(zip(zip(repeat(kind), count()), written, strict=False))
    return ids


class Pages:
    """Filled and compressed chunks, by the chunk and all ids that were filled in."""

    def __init__(self, shelf: Shelf | None, press: Press | None = None) -> None:
        self._shelf = shelf
        self._block_of = press.block_of if press else block_of

    def filled(self, key: str, table: Table, make: Callable[[], Filled]) -> tuple[Block, Filled]:
        """The body's block and what stands beside it; ``key`` names the chunk, or is ""."""
        if self._shelf is None or not key:
            made = make()
            return self._block_of(made.body), made
        state = sum_of(b"|".join(one for kind in table for one in (kind.encode(), *table[kind])))
        stored = self._shelf.get(f"{key}.page")
        if stored is not None and stored.startswith(MAGIC + state):
            return _unpacked(stored, len(MAGIC) + len(state))
        made = make()
        block = block_of(made.body)
        self._shelf.put(f"{key}.page", MAGIC + state + _packed(block, made))
        return block, made


def _packed(block: Block, made: Filled) -> bytes:
    beside = (made.notes, made.endnotes, made.comments)
    head = {
        "block": [len(block.data), block.size, block.crc],
        "beside": [[len(one) for one in group] for group in beside],
        "used": made.used,
    }
    inner = b"".join(one for group in beside for one in group)
    return json.dumps(head).encode() + b"\n" + block.data + inner


def _unpacked(data: bytes, start: int) -> tuple[Block, Filled]:
    end = data.index(b"\n", start)
    head = json.loads(data[start:end])
    length, size, crc = head["block"]
    at = end + 1 + length
    groups: list[tuple[bytes, ...]] = []
    for lengths in head["beside"]:
        group = []
        for one in lengths:
            group.append(data[at : at + one])
            at += one
        groups.append(tuple(group))
    used = tuple((story, number) for story, number in head["used"])
    block = Block(data[end + 1 : end + 1 + length], size, crc)
    return block, Filled(b"", groups[0], groups[1], groups[2], used)


def nowhere(story: str, number: int) -> str:
    """A style has no relations."""
    raise AssertionError(story, number)


def fill_abstract(pieces: Pieces, own: int, table: Table) -> bytes:
    """An abstract list's LIST holes are its own number; it has no relations."""
    return b"".join(
        one
        if isinstance(one, bytes)
        else (b"%d" % own if one[0] is Hole.LIST else table[one[0]][one[1]])
        for one in pieces
    )
