"""What a package holds: bytes of parts, their types, and relations that lead somewhere."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import chain
from operator import attrgetter
from types import MappingProxyType
from typing import NamedTuple

from workflow.documents.errors import DocumentError
from workflow.documents.word.hygiene import part_removed, relation_removed
from workflow.documents.word.package import Archive, parse_xml, read_part
from workflow.documents.word.package_index import ContentTypes, PartNames, names_of
from workflow.documents.word.relations import Relationship, read_relations, relations_name
from workflow.documents.word.remarks import Remarks

_ARCHIVE, _NAME = b"PK\x03\x04", attrgetter("name")
_SHORT = 32 * 1024
"""Bytes up to which relations are remembered."""
# Relations whose part nobody misses.
_UNMISSED = frozenset(
    {"webSettings", "fontTable", "theme", "stylesWithEffects", "thumbnail", "printerSettings"}
    | {"customXml", "customXmlProps", "glossaryDocument", "core-properties", "font"}
    | {"extended-properties", "custom-properties", "people", "commentsIds", "commentsExtensible"}
)


class _Read(NamedTuple):
    """What the relations of a part say: by id, all ids, and the codes of what is remarked."""

    usable: Mapping[str, Relationship]
    declared: frozenset[str]
    codes: tuple[str, ...]


_NOTHING = _Read(MappingProxyType({}), frozenset(), ())


class Contents:
    """The parts that may be looked at. What is forbidden or lost is noted in ``remarks``."""

    def __init__(self, archive: Archive, remarks: Remarks) -> None:
        self._archive, self._remarks = archive, remarks
        self._data: dict[str, bytes] = {}
        self._names = names_of(tuple(map(_NAME, archive.entries)))
        types = self._names.find("[Content_Types].xml")
        self._types = _types_of(self._readable(types) if types else b"")
        self._relations: dict[str, _Read] = {}
        self._removed, codes = _removed(self._names, self._types)
        for code in codes:
            remarks.add(code)

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
        known = self._relations.get(part)
        return (known or self._read_relations(part)).usable

    def declares(self, part: str, own: str) -> bool:
        """Whether the part has a relation of this id, usable or not."""
        known = self._relations.get(part)
        return own in (known or self._read_relations(part)).declared

    def _read_relations(self, part: str) -> _Read:
        found = self._names.find(relations_name(part))
        if not found:
            known = self._relations[part] = _NOTHING
            return known
        data = self._readable(found)
        read = _relations_in if len(data) <= _SHORT else _relations_in.__wrapped__
        known = self._relations[part] = read(data, part, self._names, self._removed)
        for code in known.codes:
            self._remarks.add(code)
        return known

    def _readable(self, name: str) -> bytes:
        try:
            return self.data(name)
        except DocumentError:
            return b""


@lru_cache(maxsize=64)
def _removed(names: PartNames, types: ContentTypes) -> tuple[frozenset[str], tuple[str, ...]]:
    """The parts that may not be looked at, and the codes of why."""
    codes = {name: part_removed(name, types.of(name)) for name in names}
    found = {name: code for name, code in codes.items() if code}
    return frozenset(found), tuple(dict.fromkeys(found.values()))


@lru_cache(maxsize=32)
def _relations_in(data: bytes, part: str, names: PartNames, removed: frozenset[str]) -> _Read:
    """Files of one office have some relations byte for byte the same."""
    found: dict[str, Relationship] = {}
    seen: set[str] = set()
    codes: list[str] = []
    for one in read_relations(data, part, names.find):
        code = "relation_twice" if one.id in seen else _fault_of(one)
        if code:
            codes.append(code)
        elif one.external or (one.target and one.target not in removed):
            found[one.id] = one
        seen.add(one.id)
    return _Read(MappingProxyType(found), frozenset(seen), tuple(codes))


def _fault_of(one: Relationship) -> str | None:
    """The code of the remark where a relation may not be followed, or leads nowhere."""
    if one.external:
        return relation_removed(one)
    return None if one.target or one.kind in _UNMISSED else "missing_part"


@lru_cache(maxsize=64)
def _types_of(data: bytes) -> ContentTypes:
    """Files of one office have the same list of types."""
    try:
        return ContentTypes(parse_xml(data) if data else None)
    except DocumentError:
        return ContentTypes(None)
