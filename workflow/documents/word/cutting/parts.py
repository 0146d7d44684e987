"""Parts that a cut leads to, kept in the store by hash, with all that they lead to."""

from __future__ import annotations

import copy
import posixpath

from lxml import etree

from workflow.documents.blobs import Blobs, digest_of
from workflow.documents.chunk import Part, Target
from workflow.documents.word.relations import Relationship
from workflow.documents.word.source import Source

_DIAGRAM, _MODEL = "diagramData", "{*}dataModelExt"
_LONG_ENOUGH = 16
_DEEPEST = 12
# Parts that one part may lead to, each counted as often as it is named.
_MOST = 300


class PartStore:
    """The parts of one source, each kept once."""

    def __init__(self, source: Source, blobs: Blobs) -> None:
        self._source, self._blobs = source, blobs
        self._parts: dict[str, tuple[Part | None, int]] = {}
        self._open: list[str] = [source.main]

    def target(self, owner: str, own: str) -> Target | None:
        """Where the relation ``own`` of the part ``owner`` leads, or None."""
        relation = self._source.relations(owner).get(own)
        if relation is None:
            return None
        drawn = self._drawing(relation.target, owner) if relation.kind == _DIAGRAM else None
        return self._target(relation, drawn)[0]

    def _drawing(self, name: str, owner: str) -> Target | None:
        """The finished drawing of a diagram, which its data name by a relation of the part that
        shows the diagram ([MS-ODRAWXML], dataModelExt).
        """
        root = self._source.root(name)
        named = None if root is None else next(root.iter(_MODEL), None)
        relation = None
        if named is not None:
            relation = self._source.relations(owner).get(named.get("relId", ""))
        return None if relation is None else self._target(relation)[0]

    def _target(
        self, relation: Relationship, drawn: Target | None = None
    ) -> tuple[Target | None, int]:
        if relation.external:
            return Target(relation.type, address=relation.address), 0
        part, weight = self._part(relation.target, drawn)
        return (Target(relation.type, part=part), weight) if part else (None, 0)

    def _part(self, name: str, drawn: Target | None) -> tuple[Part | None, int]:
        """The part and how many it stands for; None in a circle, too deep, or damaged."""
        if name not in self._parts:
            if name in self._open or len(self._open) > _DEEPEST:
                self._source.remark("tangled_parts")
                return None, 0
            self._open.append(name)
            self._parts[name] = self._read(name, drawn)
            self._open.pop()
        return self._parts[name]

    def _read(self, name: str, drawn: Target | None) -> tuple[Part | None, int]:
        data = self._source.bytes(name)
        if data is None:
            self._source.remark("missing_part")
            return None, 0
        rows, total = self._rows(name)
        root = self._source.root(name)
        if drawn is not None and root is not None:
            own = drawn_id(drawn)
            data = _naming(root, own)
            rows = [one for one in rows if one[1].type != drawn.type]
            rows.append((own, drawn))
        media = self._source.content_type(name)
        return Part(_hint(name), media, self._blobs.put(data), tuple(rows)), total

    def _rows(self, name: str) -> tuple[list[tuple[str, Target]], int]:
        """The part's own relations, and how many parts they stand for, itself among them."""
        rows: list[tuple[str, Target]] = []
        total = 1
        for relation in self._source.relations(name).values():
            target, weight = self._target(relation)
            if total + weight > _MOST:
                self._source.remark("tangled_parts")
            elif target is not None:
                rows.append((relation.id, target))
                total += weight
        return rows, total


def _hint(name: str) -> str:
    """The same for the same part, whatever it is called in one document or another."""
    return f"part{posixpath.splitext(name)[1].lower() or '.bin'}"


def drawn_id(drawn: Target) -> str:
    """The id by which a diagram's data name their finished drawing, free in any document.

    Whoever sets the diagram in relates its own part to the drawing under this id.
    """
    return f"drawn{digest_of(repr(drawn).encode())[:_LONG_ENOUGH]}"


def _naming(root: etree._Element, own: str) -> bytes:
    """A diagram's data that name their finished drawing so."""
    made = copy.deepcopy(root)
    for model in made.iter(_MODEL):
        model.set("relId", own)
    return etree.tostring(made, xml_declaration=True, encoding="UTF-8", standalone=True)
