"""Headers and footers that kept parts bring: one that comes twice is written once."""

from __future__ import annotations

from workflow.documents.blobs import digest_of
from workflow.documents.chunk import Furniture
from workflow.documents.merge.brought import Brought, BroughtParts
from workflow.documents.merge.relations import Relations
from workflow.documents.merge.shell import shell

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
ROOTS = {"header": "w:hdr", "footer": "w:ftr"}


class FurnitureShelf:
    """Named by what they hold; their lists count by themselves in each part."""

    def __init__(self, brought: BroughtParts) -> None:
        self._brought = brought
        self._names: dict[tuple[Furniture, int], str] = {}

    def known(self, one: Furniture, scope: int) -> str | None:
        """The name of the part where it has been written."""
        return self._names.get(self._key(one, scope))

    def add(self, one: Furniture, scope: int, filled: bytes, relations: Relations) -> str:
        """Write it; returns its name within word/."""
        data = shell(ROOTS[one.kind], filled)
        rows = relations.part()
        name = f"{one.kind}-{digest_of(data + (rows or b''))[:16]}.xml"
        made = Brought(f"{MAIN}.{one.kind}+xml", "", rows, relations.places())
        self._brought.add(name, data, made)
        self._names[self._key(one, scope)] = name
        return name

    def _key(self, one: Furniture, scope: int) -> tuple[Furniture, int]:
        return one, scope if one.chunk.needs.lists else -1
