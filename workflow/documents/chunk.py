"""A piece of WordprocessingML that can be set into any document: bytes with holes.

Ids that are unique within a document (of styles, lists, notes, relations, drawings ...)
are holes, and what they stand for is listed in the chunk's needs. Setting a chunk into a
document is then a matter of giving out numbers and joining bytes: nothing is parsed again.
A section written by us, a section kept as it came, and an island are all chunks.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import chain
from typing import TypeAlias

from lxml import etree

from workflow.documents.section import Furniture, Section


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


NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w10": "urn:schemas-microsoft-com:office:word",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "wp14": "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "wpc": "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas",
}
"""Declared by the root of every part into which pieces are set, so no piece declares them.

Stored islands count on them: one may be added, none taken away or changed.
"""
IGNORABLE = "w14 w15 wp14"
"""Prefixes that an older reader may pass over (ECMA-376 Part 3, mc:Ignorable)."""

ROOT = "root"
_KINDS = {one.value.encode(): one for one in Hole}

# Only this process knows it, so no text of anybody can be taken for a hole.
_NONCE = f"{secrets.token_hex(8)}:"
_MARK = _NONCE.encode()


def hole(kind: Hole, number: int) -> str:
    """The text that stands in an attribute, or in a field's code, until it is cut out."""
    return f"{_NONCE}{kind}:{number};"


def pieces_of(*elements: etree._Element) -> Pieces:
    """The elements serialised in UTF-8 and cut at their holes; they are used up by it.

    Prefixes of NAMESPACES are not declared again: the pieces stand below such a root.
    """
    root = etree.Element(ROOT, nsmap=NAMESPACES)
    root.extend(elements)
    for one in elements:
        one.tail = None
    return pieces_within(root)


def pieces_within(root: etree._Element) -> Pieces:
    """What stands within ``root``, an element that declares NAMESPACES, as ROOT does."""
    return pieces_in(inner_of(root))


def inner_of(root: etree._Element) -> bytes:
    """The same, serialised, with holes as they are."""
    data = etree.tostring(root, encoding="UTF-8")
    # No attribute holds a bare > once it is serialised.
    start = data.index(b">", data.find(b"?>") + 2) + 1
    return data[start : data.rindex(b"</")] if len(root) else b""


def pieces_in(data: bytes) -> Pieces:
    """Serialised XML cut at its holes."""
    first, *others = data.split(_MARK)
    if not others:
        return (data,) if data else ()
    names, _, texts = zip(*[one.partition(b";") for one in others], strict=True)
    behind = chain.from_iterable(zip(map(_place, names), texts, strict=True))
    return tuple(filter(None, chain((first,), behind)))


@lru_cache(maxsize=4096)
def _place(named: bytes) -> Place:
    """The hole that ``hole`` named: b"s:12" is the thirteenth style."""
    kind, _, number = named.partition(b":")
    return _KINDS[kind], int(number)
