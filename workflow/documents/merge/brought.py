"""Parts that chunks bring along, named by what they hold."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeAlias

from workflow.documents.blobs import Blobs, digest_of
from workflow.documents.chunk import Part, Target
from workflow.documents.errors import DocumentError
from workflow.documents.merge.rows import relations_part, row
from workflow.documents.word.relations import relations_name

FOLDERS = {
    "image": "media",
    "chart": "charts",
    "chartEx": "charts",
    "chartUserShapes": "drawings",
    "diagramData": "diagrams",
    "diagramLayout": "diagrams",
    "diagramQuickStyle": "diagrams",
    "diagramColors": "diagrams",
    "diagramDrawing": "diagrams",
    "package": "embeddings",
    "oleObject": "embeddings",
}
"""Where Word keeps parts, by the last word of the relation's type; others lie in parts/."""


class Brought(NamedTuple):
    """A part that was brought along: ``digest`` names its bytes, or is "" where they are made
    here, of what ``inner`` names. ``relations`` is its .rels part.
    """

    media: str
    digest: str
    relations: bytes | None = None
    inner: tuple[str, ...] = ()


# Parts that were kept, by their names; the bytes and their CRC where these were kept too.
Files: TypeAlias = Mapping[str, tuple[Brought, bytes | None, int]]


class BroughtParts:
    """Parts that chunks lead to: one that comes twice is written once.

    The name holds the hash of the content and of all relations below it, so that two parts
    are one only where everything that they lead to is the same. ``known`` is every part by
    its name, ``sums`` are the CRCs of those whose bytes were kept.
    """

    def __init__(self, blobs: Blobs) -> None:
        self._blobs = blobs
        self._fetched: dict[str, bytes] = {}
        self.files: dict[str, bytes] = {}
        self.media: dict[str, str] = {}
        self.known: dict[str, Brought] = {}
        self.sums: dict[str, int] = {}

    def place(self, target: Target) -> str:
        """The name, within word/, of a target's part, which is brought along on first sight."""
        part = target.part
        assert part is not None
        name = _name(target.type, part)
        if name not in self.known:
            self.files[name] = self._fetch(part.hash)
            self.media[name] = part.media
            self.known[name] = Brought(part.media, part.hash)
            self._relate(name, part)
        return name

    def fetch(self, target: Target) -> None:
        """Read all that a target leads to, and place none of it; DocumentError where it is gone."""
        if target.part is not None:
            self._fetch(target.part.hash)
            for _, inner in target.part.relations:
                self.fetch(inner)

    def has(self, digest: str) -> bool:
        """Whether the bytes are in the store."""
        try:
            self._fetch(digest)
        except DocumentError:
            return False
        return True

    def _fetch(self, digest: str) -> bytes:
        if digest not in self._fetched:
            self._fetched[digest] = self._blobs.get(digest)
        return self._fetched[digest]

    def add(self, name: str, data: bytes, made: Brought) -> None:
        """A part that was made here; what it leads to is there already."""
        self.files[name], self.media[name], self.known[name] = data, made.media, made
        if made.relations is not None:
            self.files[relations_name(name)] = made.relations

    def below(self, name: str) -> Iterator[str]:
        """A part's name, and those of all that it leads to."""
        yield name
        for one in self.known[name].inner:
            yield from self.below(one)

    def replay(self, name: str, kept: Files) -> None:
        """Bring a part again that was brought before; bytes that are not kept lie in blobs."""
        if name in self.known:
            return
        one, data, crc = kept[name]
        if not one.digest:
            for inner in one.inner:
                self.replay(inner, kept)
            self.add(name, data or b"", one)
            return
        if data is None:
            self.files[name] = self._fetch(one.digest)
        else:
            self.files[name], self.sums[name] = data, crc
        self.media[name], self.known[name] = one.media, one
        for inner in one.inner:
            self.replay(inner, kept)
        if one.relations is not None:
            self.files[relations_name(name)] = one.relations

    def _relate(self, name: str, part: Part) -> None:
        if not part.relations:
            return
        folder = posixpath.dirname(name)
        inner = {own: self.place(one) for own, one in part.relations if not one.address}
        rows = [
            row(own, one.type, one.address or posixpath.relpath(inner[own], folder), one)
            for own, one in part.relations
        ]
        made = relations_part(rows)
        self.files[relations_name(name)] = made
        names = tuple(dict.fromkeys(inner.values()))
        self.known[name] = self.known[name]._replace(relations=made, inner=names)


def _name(kind: str, part: Part) -> str:
    folder = FOLDERS.get(kind.rpartition("/")[2], "parts")
    ending = posixpath.splitext(part.name)[1].lower() or ".bin"
    return f"{folder}/{_identity(part)[:16]}{ending}"


def _identity(part: Part) -> str:
    """The hash of the content, the type and, recursively, of all that the part leads to."""
    inner = [
        f"{own}\t{one.type}\t{_identity(one.part) if one.part else one.address}"
        for own, one in part.relations
    ]
    return digest_of("\n".join([part.hash, part.media, *inner]).encode())
