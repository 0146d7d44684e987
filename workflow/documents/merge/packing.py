"""Kept parts as bytes, for a cache: a JSON line that says how to read the bytes behind it.

Nothing in it is ever run, whoever wrote the file. All XML lies one piece behind the other;
the line holds lengths and holes: ``[120, "s0", 35]`` is 120 bytes, a hole, and 35 bytes.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from workflow.documents.chunk import (
    Chunk,
    CommentBody,
    Furniture,
    Hole,
    ListDefinition,
    Needs,
    Part,
    Pieces,
    Place,
    Section,
    Style,
    Target,
)
from workflow.documents.merge.kept import Kept
from workflow.documents.merge.kept_headings import Mark
from workflow.documents.needs import Definitions
from workflow.documents.talk import Remark

MAGIC = b"huigao part 1\n"


def packed(kept: Kept) -> bytes:
    """``unpacked`` gives the same part again."""
    blob: list[bytes] = []
    head = {
        "chunk": _chunk_out(kept.chunk, blob),
        "remarks": [[one.code, one.zh, one.en, one.place, one.count] for one in kept.remarks],
        "headings": [[one.text, one.level, one.bookmark, one.numbered] for one in kept.headings],
    }
    line = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    return b"".join([MAGIC, line, b"\n", *blob])


def unpacked(data: bytes) -> Kept:
    """The part; ValueError where the bytes are none that ``packed`` made."""
    if not data.startswith(MAGIC):
        raise ValueError("no part")
    end = data.index(b"\n", len(MAGIC))
    try:
        head = json.loads(data[len(MAGIC) : end])
        reader = Reader(data, end + 1)
        return Kept(
            reader.chunk(head["chunk"]),
            tuple(Remark(*one) for one in head["remarks"]),
            tuple(Mark(*one) for one in head["headings"]),
        )
    except (KeyError, TypeError, IndexError) as error:
        raise ValueError("no part") from error


def _chunk_out(chunk: Chunk, blob: list[bytes]) -> list[Any]:
    needs = chunk.needs

    def put(pieces: Pieces) -> list[Any]:
        return pieces_out(pieces, blob)

    return [
        put(chunk.pieces),
        [_target_out(one) for one in needs.relations],
        *definitions_out(needs, put),
        [put(one) for one in needs.notes],
        [put(one) for one in needs.endnotes],
        [
            [one.author, one.initials, one.at, put(one.pieces), one.parent, one.done]
            for one in needs.comments
        ],
        list(needs.bookmarks),
        [needs.drawings, needs.revisions],
        [section_out(one) for one in needs.sections],
        [[one.kind, _chunk_out(one.chunk, blob)] for one in needs.furniture],
    ]


def pieces_out(pieces: Pieces, blob: list[bytes]) -> list[Any]:
    """Lengths and holes; the bytes go to ``blob``."""
    blob.extend(one for one in pieces if isinstance(one, bytes))
    return [len(one) if isinstance(one, bytes) else f"{one[0]}{one[1]}" for one in pieces]


def definitions_out(
    needs: Needs | Definitions, put: Callable[[Pieces], list[Any]]
) -> tuple[list[Any], list[Any]]:
    """Styles and lists as JSON; ``Reader`` gives them back."""
    return (
        [[one.type, one.name, put(one.xml), one.look] for one in needs.styles],
        [[one.group, put(one.abstract), one.overrides.decode(), one.number] for one in needs.lists],
    )


def section_out(one: Section) -> list[Any]:
    """A section as JSON; ``section_in`` gives it back."""
    return [one.type, one.plain, one.notes.decode(), one.page.decode(), one.furniture]


def _target_out(one: Target) -> list[Any]:
    part = one.part
    if part is None:
        return [one.type, one.address]
    inner = [[own, _target_out(target)] for own, target in part.relations]
    return [one.type, one.address, part.name, part.media, part.hash, inner]


def _target_in(row: list[Any]) -> Target:
    if len(row) == 2:
        return Target(row[0], row[1])
    kind, address, name, media, digest, inner = row
    relations = tuple((own, _target_in(one)) for own, one in inner)
    return Target(kind, address, Part(name, media, digest, relations))


class _Places(dict[str, Place]):
    """Holes by their short form; each is made once."""

    def __missing__(self, key: str) -> Place:
        made = self[key] = (Hole(key[0]), int(key[1:]))
        return made


_PLACES = _Places()


class Reader:
    """Takes pieces off the bytes, in the order in which they were put."""

    def __init__(self, data: bytes, start: int) -> None:
        self._data, self._at = data, start

    def chunk(self, row: list[Any]) -> Chunk:
        pieces = self.pieces(row[0])
        return Chunk(pieces, self._needs(row))

    def _needs(self, row: list[Any]) -> Needs:
        take = self.pieces
        return Needs(
            tuple(_target_in(one) for one in row[1]),
            *self.definitions(row[2], row[3]),
            tuple(take(one) for one in row[4]),
            tuple(take(one) for one in row[5]),
            tuple(
                CommentBody(author, initials, at, take(pieces), parent, done)
                for author, initials, at, pieces, parent, done in row[6]
            ),
            tuple(row[7]),
            row[8][0],
            row[8][1],
            tuple(section_in(one) for one in row[9]),
            tuple(Furniture(kind, self.chunk(inner)) for kind, inner in row[10]),
        )

    def definitions(self, styles: list[Any], lists: list[Any]) -> Definitions:
        take = self.pieces
        return Definitions(
            tuple(Style(kind, name, take(xml), look) for kind, name, xml, look in styles),
            tuple(
                ListDefinition(group, take(abstract), overrides.encode(), number)
                for group, abstract, overrides, number in lists
            ),
        )

    def pieces(self, row: list[Any]) -> Pieces:
        made: list[bytes | Place] = []
        for one in row:
            if isinstance(one, int):
                made.append(self._data[self._at : self._at + one])
                self._at += one
            else:
                made.append(_PLACES[one])
        if self._at > len(self._data):
            raise ValueError("the part is cut off")
        return tuple(made)


def section_in(row: list[Any]) -> Section:
    """The section of ``section_out``."""
    kind, plain, notes, page, furniture = row
    rows = tuple((one, pages, number) for one, pages, number in furniture)
    return Section(kind, plain, notes.encode(), page.encode(), rows)
