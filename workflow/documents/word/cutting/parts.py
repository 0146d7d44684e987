"""Parts that a cut leads to, kept in the store by hash, with all that they lead to."""

from __future__ import annotations

import posixpath
from dataclasses import replace

from workflow.documents.blobs import Blobs
from workflow.documents.chunk import Part, Target
from workflow.documents.word.relations import Relationship
from workflow.documents.word.source import Source

_DIAGRAM, _MODEL = "diagramData", "{*}dataModelExt"
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
        target = self._target(relation)[0]
        if target is not None and relation.kind == _DIAGRAM:
            return self._with_drawing(target, relation.target, owner)
        return target

    def _with_drawing(self, target: Target, name: str, owner: str) -> Target:
        """A diagram's data name its finished drawing by a relation of the part that shows it;
        the drawing comes along as a relation of the data.
        """
        root, part = self._source.root(name), target.part
        named = None if root is None else next(root.iter(_MODEL), None)
        own = "" if named is None else named.get("relId", "")
        drawing = self._source.relations(owner).get(own)
        if part is None or drawing is None or own in dict(part.relations):
            return target
        drawn = self._target(drawing)[0]
        rows = part.relations if drawn is None else (*part.relations, (own, drawn))
        return replace(target, part=replace(part, relations=rows))

    def _target(self, relation: Relationship) -> tuple[Target | None, int]:
        if relation.external:
            return Target(relation.type, address=relation.address), 0
        part, weight = self._part(relation.target)
        return (Target(relation.type, part=part), weight) if part else (None, 0)

    def _part(self, name: str) -> tuple[Part | None, int]:
        """The part and how many it stands for; None in a circle, too deep, or damaged."""
        if name not in self._parts:
            if name in self._open or len(self._open) > _DEEPEST:
                self._source.remark("tangled_parts")
                return None, 0
            self._open.append(name)
            self._parts[name] = self._read(name)
            self._open.pop()
        return self._parts[name]

    def _read(self, name: str) -> tuple[Part | None, int]:
        data = self._source.bytes(name)
        if data is None:
            self._source.remark("missing_part")
            return None, 0
        rows: list[tuple[str, Target]] = []
        total = 1
        for relation in self._source.relations(name).values():
            target, weight = self._target(relation)
            if total + weight > _MOST:
                self._source.remark("tangled_parts")
            elif target is not None:
                rows.append((relation.id, target))
                total += weight
        media = self._source.content_type(name)
        return Part(posixpath.basename(name), media, self._blobs.put(data), tuple(rows)), total
