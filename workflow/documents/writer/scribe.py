"""What every part of the writer shares: the house style, what is needed, what was noticed."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence

from lxml import etree

from workflow.documents.blobs import Blobs
from workflow.documents.chunk import Chunk, Pieces, Place
from workflow.documents.content import UNSTORABLE, Block
from workflow.documents.house.xml import Element, w
from workflow.documents.pieces import NAMESPACES, hole, pieces_of
from workflow.documents.profile import Profile
from workflow.documents.splicing import Splicer
from workflow.documents.talk import Remark
from workflow.documents.word.package import parse_xml
from workflow.documents.writer.changes import Changes
from workflow.documents.writer.room import Room
from workflow.documents.writer.talk import Talk

# Only this process knows it: no foreign XML can hold the mark of a splice.
_NONCE = "_" + secrets.token_hex(8)
_MARK = re.compile(rf'<{_NONCE} n="(\d+)"/>'.encode())
_FIRST = re.compile(rb"^<w:(\w+)()")
_LAST = re.compile(rb"<(?:/w:(\w+)|w:(\w+)[^<>]*/)>$")
PARAGRAPH, TABLE = w("p"), w("tbl")
Inner = Callable[["Scribe", Sequence[Block], Room], list[Element]]


class Scribe:
    """Writes one content. ``inner`` writes the blocks of cells and notes; ``marks`` are the
    bookmarks of blocks, by id.
    """

    def __init__(
        self,
        profile: Profile,
        blobs: Blobs,
        base_level: int,
        changes: Changes,
        inner: Inner,
        marks: Mapping[str, Sequence[str]],
    ) -> None:
        self.profile, self.blobs, self.base_level = profile, blobs, base_level
        self.changes, self.marks = changes, marks
        self.talk = Talk()
        self.needs = Splicer()
        self.remarks: list[Remark] = []
        self._inner = inner
        self._splices: list[Pieces] = []

    def inner(self, blocks: Sequence[Block], room: Room) -> list[Element]:
        """The paragraphs and tables of blocks within something else."""
        return self._inner(self, blocks, room)

    def spliced(self, chunk: Chunk) -> Element:
        """A mark that stands in the tree for a chunk's pieces until they are set in."""
        self._splices.append(self.needs.splice(chunk))
        return etree.Element(_NONCE, n=str(len(self._splices) - 1))

    def pieces(self, *elements: Element) -> Pieces:
        """The elements cut at their holes, with what was spliced in; they are used up."""
        return _joined(self._with_splices(pieces_of(*elements)))

    def expanded(self, element: Element) -> list[Element]:
        """The element with all that was spliced in parsed again, so that it can be changed."""
        for mark in list(element.iter(_NONCE)):
            if mark is not element:
                _replace(mark, self._parsed(mark))
        if is_splice(element):
            return self._parsed(element)
        return [element]

    def edge(self, element: Element, last: bool = False) -> str:
        """The full name of what stands first, or last, in an element or a splice of blocks."""
        if not is_splice(element):
            return str(element.tag)
        pieces = self._splices[int(element.get("n") or "")]
        text = pieces[-1 if last else 0] if pieces else b""
        found = (_LAST if last else _FIRST).search(text) if isinstance(text, bytes) else None
        return w((found[1] or found[2]).decode()) if found else ""

    def _parsed(self, mark: Element) -> list[Element]:
        return parsed(self._splices[int(mark.get("n") or "")])

    def _with_splices(self, pieces: Pieces) -> Iterator[bytes | Place]:
        for one in pieces:
            if not isinstance(one, bytes):
                yield one
                continue
            texts = _MARK.split(one)
            yield texts[0]
            for number, after in zip(texts[1::2], texts[2::2], strict=True):
                yield from self._splices[int(number)]
                yield after


def is_splice(element: Element) -> bool:
    """Whether the element is a mark of ``Scribe.spliced``."""
    return element.tag == _NONCE


def storable(text: str) -> str:
    """The text without what XML 1.0 cannot hold."""
    return UNSTORABLE.sub("", text)


def parsed(pieces: Pieces) -> list[Element]:
    """Pieces as elements again, their holes as ``hole`` writes them."""
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    inner = b"".join(
        one if isinstance(one, bytes) else hole(*one).replace("\n", "&#10;").encode()
        for one in pieces
    )
    return list(parse_xml(f"<root {declared}>".encode() + inner + b"</root>"))


def _replace(mark: Element, elements: list[Element]) -> None:
    parent = mark.getparent()
    assert parent is not None
    place = parent.index(mark)
    parent[place : place + 1] = elements


def _joined(pieces: Iterator[bytes | Place]) -> Pieces:
    """Neighbouring bytes as one piece, empty ones left out."""
    made: list[bytes | Place] = []
    for one in pieces:
        if isinstance(one, bytes) and made and isinstance(made[-1], bytes):
            made[-1] += one
        elif one:
            made.append(one)
    return tuple(made)
