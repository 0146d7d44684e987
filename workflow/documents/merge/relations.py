"""Relations of the parts being written."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple, TypeAlias

from workflow.documents.blobs import digest_of
from workflow.documents.chunk import Target
from workflow.documents.merge.brought import BroughtParts
from workflow.documents.merge.rows import relations_part, row

DRAWING = "/diagramDrawing"
Key: TypeAlias = tuple[str, str]
"""The type of a relation, and where it leads."""


class Claimed(NamedTuple):
    """Relations as columns: the types of all, and of each the number of its type, where it
    leads, its id, and what writes it.
    """

    kinds: list[str]
    numbers: list[int]
    places: list[str]
    ids: list[str]
    rows: list[str]


class Relations:
    """The relations of one part of ours; the same target gets the same id.

    ``used`` are those that were claimed since it was emptied last, by type and place.
    """

    def __init__(self, brought: BroughtParts) -> None:
        self._brought = brought
        self._ids: dict[Key, str] = {}
        self._known: dict[Target, Key] = {}
        self._rows: dict[Key, str] = {}
        self.used: dict[Key, None] = {}

    def fixed(self, own: str, kind: str, name: str) -> None:
        """A relation to a part of ours, under an id that is known beforehand."""
        self._rows["", own] = row(own, kind, name, None)

    def claim(self, target: Target) -> str:
        """The id under which the target is reached from here."""
        key = self._known.get(target)
        if key is None:
            where = target.address if target.part is None else self._brought.place(target)
            key = self._known[target] = (target.type, where)
            is_new = key not in self._ids
            self.own(*key, target)
            if is_new:
                self._hoist(key, target)
        self.used[key] = None
        return self._ids[key]

    def own(self, kind: str, where: str, target: Target | None = None) -> str:
        """The id of a relation to a part of ours, or to where ``target`` leads.

        It tells where the relation leads, so that a change elsewhere leaves it as it is.
        """
        key = (kind, where)
        self.used[key] = None
        if key not in self._ids:
            own = f"r{digest_of(f'{kind} {where}'.encode())[:12]}"
            self._ids[key] = own
            self._rows[key] = row(own, kind, where, target)
        return self._ids[key]

    def places(self) -> tuple[str, ...]:
        """The names of the parts that are related to."""
        return tuple(where for _, where in self._ids if where in self._brought.known)

    def claimed(self, used: Collection[Key]) -> Claimed:
        """What was claimed, so that it can be claimed again."""
        kinds = {kind: number for number, kind in enumerate(dict.fromkeys(one for one, _ in used))}
        return Claimed(
            list(kinds),
            [kinds[kind] for kind, _ in used],
            [where for _, where in used],
            [self._ids[key] for key in used],
            [self._rows[key] for key in used],
        )

    def replay(self, kept: Claimed) -> None:
        """Claim all of them again that were claimed before; their parts are there."""
        kinds = [kept.kinds[number] for number in kept.numbers]
        keys = [*zip(kinds, kept.places, strict=True)]
        self.used.update(dict.fromkeys(keys))
        for key, own, row_ in zip(keys, kept.ids, kept.rows, strict=True):
            if key not in self._ids:
                self._ids[key], self._rows[key] = own, row_

    def _hoist(self, key: Key, target: Target) -> None:
        """The finished drawing of a SmartArt is related from the part that shows it.

        Its data part names it by an id that no other relation has ([MS-ODRAWXML] 2.4.2.1).
        """
        for own, inner in target.part.relations if target.part else ():
            if inner.type.endswith(DRAWING):
                self._rows[key] += row(own, inner.type, self._brought.place(inner), inner)

    def part(self) -> bytes | None:
        """The .rels part, or None where there are no relations."""
        return relations_part([*self._rows.values()]) if self._rows else None
