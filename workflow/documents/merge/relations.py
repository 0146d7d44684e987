"""Relations of the parts being written, and parts brought along, named by what they hold."""

from __future__ import annotations

import posixpath
from xml.sax.saxutils import quoteattr

from workflow.documents.blobs import Blobs, digest_of
from workflow.documents.chunk import Part, Target

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
DRAWING = "/diagramDrawing"
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


class BroughtParts:
    """Parts that chunks lead to: one that comes twice is written once.

    The name holds the hash of the content and of all relations below it, so that two parts
    are one only where everything that they lead to is the same.
    """

    def __init__(self, blobs: Blobs) -> None:
        self._blobs = blobs
        self._fetched: dict[str, bytes] = {}
        self.files: dict[str, bytes] = {}
        self.media: dict[str, str] = {}

    def place(self, target: Target) -> str:
        """The name, within word/, of a target's part, which is brought along on first sight."""
        assert target.part is not None
        name = _name(target.type, target.part)
        if name not in self.files:
            self.files[name] = self._fetch(target.part.hash)
            self.media[name] = target.part.media
            self._relate(name, target.part)
        return name

    def fetch(self, target: Target) -> None:
        """Read all that a target leads to, and place none of it; DocumentError where it is gone."""
        if target.part is not None:
            self._fetch(target.part.hash)
            for _, inner in target.part.relations:
                self.fetch(inner)

    def _fetch(self, digest: str) -> bytes:
        if digest not in self._fetched:
            self._fetched[digest] = self._blobs.get(digest)
        return self._fetched[digest]

    def _relate(self, name: str, part: Part) -> None:
        if not part.relations:
            return
        folder, file = posixpath.split(name)
        rows = [
            row(own, one.type, one.address or posixpath.relpath(self.place(one), folder), one)
            for own, one in part.relations
        ]
        self.files[f"{folder}/_rels/{file}.rels"] = relations_part(rows)


class Relations:
    """The relations of one part of ours; the same target gets the same id."""

    def __init__(self, brought: BroughtParts) -> None:
        self._brought = brought
        self._ids: dict[tuple[str, str], str] = {}
        self._known: dict[Target, str] = {}
        self._rows: list[str] = []

    def fixed(self, own: str, kind: str, name: str) -> None:
        """A relation to a part of ours, under an id that is known beforehand."""
        self._rows.append(row(own, kind, name, None))

    def claim(self, target: Target) -> str:
        """The id under which the target is reached from here."""
        known = self._known.get(target)
        if known is None:
            where = target.address if target.part is None else self._brought.place(target)
            is_new = (target.type, where) not in self._ids
            known = self._known[target] = self.own(target.type, where, target)
            if is_new:
                self._hoist(target)
        return known

    def own(self, kind: str, where: str, target: Target | None = None) -> str:
        """The id of a relation to a part of ours, or to where ``target`` leads.

        It tells where the relation leads, so that a change elsewhere leaves it as it is.
        """
        key = (kind, where)
        if key not in self._ids:
            own = f"r{digest_of(f'{kind} {where}'.encode())[:12]}"
            self._ids[key] = own
            self._rows.append(row(own, kind, where, target))
        return self._ids[key]

    def _hoist(self, target: Target) -> None:
        """The finished drawing of a SmartArt is related from the part that shows it.

        Its data part names it by an id that no other relation has ([MS-ODRAWXML] 2.4.2.1).
        """
        for own, inner in target.part.relations if target.part else ():
            if inner.type.endswith(DRAWING):
                self._rows.append(row(own, inner.type, self._brought.place(inner), inner))

    def part(self) -> bytes | None:
        """The .rels part, or None where there are no relations."""
        return relations_part(self._rows) if self._rows else None


def row(own: str, kind: str, where: str, target: Target | None) -> str:
    """One relation; an address outside the package says so."""
    outside = ' TargetMode="External"' if target is not None and target.part is None else ""
    return (
        f"<Relationship Id={quoteattr(own)} Type={quoteattr(kind)} "
        f"Target={quoteattr(where)}{outside}/>"
    )


def relations_part(rows: list[str]) -> bytes:
    return f'{DECLARATION}<Relationships xmlns="{SPACE}">{"".join(rows)}</Relationships>'.encode()


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
