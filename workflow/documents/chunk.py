"""A piece of WordprocessingML that can be set into any document: bytes with holes.

Ids that are unique within a document (of styles, lists, notes, relations, drawings ...)
are holes, and what they stand for is listed in the chunk's needs. Setting a chunk into a
document is then a matter of giving out numbers and joining bytes: nothing is parsed again.
A section written by us, a section kept as it came, and an island are all chunks.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class Hole(StrEnum):
    """What an id is of; the local number counts into the field of Needs named beside it."""

    RELATION = "r"  # relations
    STYLE = "s"  # styles
    LIST = "n"  # lists: the value of w:numId
    NOTE = "f"  # notes: the w:id of a w:footnoteReference
    ENDNOTE = "e"  # endnotes
    COMMENT = "c"  # comments: the w:id of range marks and reference
    BOOKMARK = "b"  # bookmarks: the w:id of bookmarkStart and bookmarkEnd
    BOOKMARK_NAME = "B"  # bookmarks: the name, in marks, anchors and field codes
    DRAWING = "d"  # drawings: the id of wp:docPr, unique through body, notes and headers
    REVISION = "v"  # revisions: the w:id of w:ins and w:del
    SECTION = "S"  # sections: a whole w:sectPr, where a section ends within the chunk

    # That of an Enum is a function in Python, and holes are looked up often.
    __hash__ = str.__hash__


HOUSE_LISTS = "house:"
"""Lists whose group begins so are the same list in every part of a report."""
Place: TypeAlias = tuple[Hole, int]
Pieces: TypeAlias = tuple[bytes | Place, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a package by its content: ``name`` is a hint ("part.xml"), ``media`` its
    content type, ``hash`` the SHA-256 (hex) of its bytes, which hold ``relations``' ids.
    """

    name: str
    media: str
    hash: str
    relations: tuple[tuple[str, Target], ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """Where a relation of type ``type`` (a URI) leads: outside to ``address``, or to a part."""

    type: str
    address: str = ""
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class Style:
    """A style of the source: its type ("paragraph"), its canonical name, its ``w:style``.

    ``look`` is "" where the report's style of that name serves; else it names the look, and
    only a style of the same look may stand in its place.
    """

    type: str
    name: str
    xml: Pieces
    look: str = ""


@dataclass(frozen=True, slots=True)
class ListDefinition:
    """A list: its ``w:abstractNum`` with the holes filled later, and the num's overrides.

    Chunks of one document that share ``group`` share the counters of one abstract list;
    those that share ``number`` too (the source's w:numId) are the same list, which restarts
    once and not with each of them.
    """

    group: str
    abstract: Pieces
    overrides: bytes = b""
    number: str = ""


@dataclass(frozen=True, slots=True)
class CommentBody:
    """A comment's paragraphs and who wrote it; ``at`` is ISO 8601 or "", ``parent`` counts
    into the same needs or is -1, ``done`` is Word's "resolved".
    """

    author: str
    initials: str
    at: str
    pieces: Pieces
    parent: int = -1
    done: bool = False


@dataclass(frozen=True, slots=True)
class Furniture:
    """A header or a footer (``kind``), whose ids are its own and not its section's."""

    kind: str
    chunk: Chunk


@dataclass(frozen=True, slots=True)
class Section:
    """A section of pages as its source has it (ECMA-376 Part 1, 17.6.17).

    ``type`` says how it begins. A ``plain`` one has nothing that the report's own page lacks.
    ``notes`` are its w:footnotePr and w:endnotePr, ``page`` is what stands behind w:type.
    ``furniture`` has rows (kind, "default" | "first" | "even", number into the needs).
    """

    type: str
    plain: bool
    notes: bytes
    page: bytes
    furniture: tuple[tuple[str, str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Needs:
    """What a chunk's holes stand for; each tuple is counted from 0 by its holes.

    Holes within notes, comments, styles and lists count into the same needs; a relation
    belongs to the part in which it is used. ``sections`` has one more than there are holes
    for them: the last ends behind the chunk.
    """

    relations: tuple[Target, ...] = ()
    styles: tuple[Style, ...] = ()
    lists: tuple[ListDefinition, ...] = ()
    notes: tuple[Pieces, ...] = ()
    endnotes: tuple[Pieces, ...] = ()
    comments: tuple[CommentBody, ...] = ()
    bookmarks: tuple[str, ...] = ()
    drawings: int = 0
    revisions: int = 0
    sections: tuple[Section, ...] = ()
    furniture: tuple[Furniture, ...] = ()


@dataclass(frozen=True, slots=True)
class Chunk:
    pieces: Pieces
    needs: Needs = Needs()
