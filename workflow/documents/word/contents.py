"""What a package holds: bytes of parts, their types, and relations that lead somewhere."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import chain
from types import MappingProxyType

from lxml import etree

from workflow.documents.errors import DocumentError
from workflow.documents.word.hygiene import part_removed, relation_removed
from workflow.documents.word.package import Archive, parse_xml, read_part
from workflow.documents.word.package_index import ContentTypes, PartNames
from workflow.documents.word.relations import Relationship, read_relations, relations_name
from workflow.documents.word.remarks import Remarks

_ARCHIVE = b"PK\x03\x04"
# Relations whose part nobody misses.
_UNMISSED = frozenset(
    {"webSettings", "fontTable", "theme", "stylesWithEffects", "thumbnail", "printerSettings"}
    | {"customXml", "customXmlProps", "glossaryDocument", "core-properties", "font"}
    | {"extended-properties", "custom-properties", "people", "commentsIds", "commentsExtensible"}
)


class Contents:
    """The parts that may be looked at. What is forbidden or lost is noted in ``remarks``."""

    def __init__(self, archive: Archive, remarks: Remarks) -> None:
        self._archive, self._remarks = archive, remarks
        self._data: dict[str, bytes] = {}
        self._names = PartNames(archive.entries)
        types = self._names.find("[Content_Types].xml")
        self._types = _types_of(self._readable(types) if types else b"")
        self._relations: dict[str, Mapping[str, Relationship]] = {}
        self._declared: dict[str, set[str]] = {}
        self._removed = self._look_for_removed()

    def find(self, name: str) -> str:
        """The part as the archive spells it; "" where it is lost or forbidden."""
        found = self._names.find(name)
        return "" if found in self._removed else found

    def main(self) -> str:
        """The main part by its relation, else by its type or its usual name; or ""."""
        relations = self.relations("").values()
        named = (one.target for one in relations if one.kind == "officeDocument")
        typed = (one for one in self._names if self._types.of(one).endswith(".document.main+xml"))
        usual = self._names.find("word/document.xml")
        return next((one for one in chain(named, typed) if one), usual)

    def media(self, name: str) -> str:
        """The content type."""
        return self._types.of(name)

    def data(self, name: str) -> bytes:
        """The bytes of a part that ``find`` found; DocumentError "damaged"."""
        if name not in self._data:
            self._data[name] = read_part(self._archive, name)
        return self._data[name]

    def is_xml(self, name: str) -> bool:
        """By its type; a whole document that was inserted as a file may have that type too."""
        media = self._types.of(name)
        typed = media in ("application/xml", "text/xml") or (
            media.startswith("application/vnd.") and media.endswith("+xml")
        )
        return typed and not self.data(name).startswith(_ARCHIVE)

    def relations(self, part: str) -> Mapping[str, Relationship]:
        """The relations by id that lead somewhere and may; the first of an id counts."""
        if part not in self._relations:
            self._relations[part] = MappingProxyType(self._read_relations(part))
        return self._relations[part]

    def declares(self, part: str, own: str) -> bool:
        """Whether the part has a relation of this id, usable or not."""
        self.relations(part)
        return own in self._declared[part]

    def _read_relations(self, part: str) -> dict[str, Relationship]:
        found: dict[str, Relationship] = {}
        seen = self._declared.setdefault(part, set())
        rows = self._parsed(relations_name(part))
        if rows is None:
            return found
        for one in read_relations(rows, part, self._names.find):
            if one.id in seen:
                self._remarks.add("relation_twice")
            elif self._is_usable(one):
                found[one.id] = one
            seen.add(one.id)
        return found

    def _is_usable(self, one: Relationship) -> bool:
        code = relation_removed(one)
        if code:
            self._remarks.add(code)
        elif not one.external and not one.target and one.kind not in _UNMISSED:
            self._remarks.add("missing_part")
        return not code and (one.external or bool(one.target)) and one.target not in self._removed

    def _look_for_removed(self) -> frozenset[str]:
        codes = {name: part_removed(name, self._types.of(name)) for name in self._names}
        for code in dict.fromkeys(one for one in codes.values() if one):
            self._remarks.add(code)
        return frozenset(name for name, code in codes.items() if code)

    def _readable(self, name: str) -> bytes:
        try:
            return self.data(name)
        except DocumentError:
            return b""

    def _parsed(self, name: str) -> etree._Element | None:
        """A part of the package's own, or None where it is lost or damaged."""
        found = self._names.find(name)
        try:
            return parse_xml(self.data(found)) if found else None
        except DocumentError:
            return None


@lru_cache(maxsize=64)
def _types_of(data: bytes) -> ContentTypes:
    """Files of one office have the same list of types."""
    try:
        return ContentTypes(parse_xml(data) if data else None)
    except DocumentError:
        return ContentTypes(None)
