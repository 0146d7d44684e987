"""The parts of a stranger's Word file by their names: read when asked for, clean, transitional."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import TypeAlias

from lxml import etree

from workflow.documents.errors import DocumentError
from workflow.documents.talk import Remark
from workflow.documents.word.contents import Contents
from workflow.documents.word.declared import Declared, declared_by
from workflow.documents.word.hygiene import clean_drawings, clean_fields, clean_settings
from workflow.documents.word.mentions import Mentions
from workflow.documents.word.package import parse_xml
from workflow.documents.word.references import drop_dangling
from workflow.documents.word.relations import Relationship
from workflow.documents.word.remarks import Remarks
from workflow.documents.word.strict import is_strict, to_transitional
from workflow.documents.word.tree import w

Data: TypeAlias = bytes
_FIELDS = (b"fldChar", b"fldSimple", b"nstrText")
_CLEANED = (b"attachedTemplate", b"mailMerge")


class CleanParts:
    """What hygiene.py forbids is never exposed; what is wrong with a part becomes a remark."""

    def __init__(self, contents: Contents, remarks: Remarks) -> None:
        self._contents, self._noted = contents, remarks
        self._roots: dict[str, etree._Element | None] = {}
        self._changed: set[str] = set()
        self._mentions: dict[str, Mentions] = {}
        self._declared: dict[str, Declared] = {}

    @contextmanager
    def unremarked(self) -> Iterator[Remarks]:
        """What is noted meanwhile is noted there alone."""
        noted, self._noted = self._noted, Remarks()
        try:
            yield self._noted
        finally:
            self._noted = noted

    @property
    def remarks(self) -> list[Remark]:
        """What was noticed so far, while opening, reading parts and cutting."""
        return self._noted.all()

    def remark(self, code: str, count: int = 1) -> None:
        """Note something of the table in remarks.py."""
        self._noted.add(code, count)

    def codes(self) -> Counter[str]:
        """How often each code was noted so far."""
        return self._noted.counts()

    def relations(self, part_name: str) -> Mapping[str, Relationship]:
        """The part's relations by id, those alone that lead somewhere and may."""
        return self._contents.relations(part_name)

    def root(self, part_name: str) -> etree._Element | None:
        """The part parsed, transitional and clean; None where it is none, lost or damaged."""
        if part_name in self._roots:
            return self._roots[part_name]
        name = self._contents.find(part_name)
        if name not in self._roots:
            self._roots[name] = self._read_root(name) if name else None
        return self._roots[name]

    def bytes(self, part_name: str) -> Data | None:
        """The part as it came, or as it was cleaned; None where it is lost or damaged."""
        name = self._contents.find(part_name)
        if not name or not self._contents.is_xml(name):
            return self._contents.data(name) if name else None
        root = self.root(name)
        if root is not None and name in self._changed:
            return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return self._contents.data(name) if root is not None else None

    def mentions(self, part_name: str) -> Mentions:
        """What the part's bytes could hold at all."""
        if part_name in self._mentions:
            return self._mentions[part_name]
        name = self._contents.find(part_name)
        if name not in self._mentions:
            self._mentions[name] = Mentions(self._contents.data(name) if name else b"")
        return self._mentions[name]

    def declared(self, part_name: str) -> Declared:
        """What the root of a part declares; nothing where there is no such part."""
        self.root(part_name)
        return self._declared.get(self._contents.find(part_name), Declared())

    def bytes_as_came(self, part_name: str) -> Data:
        """The part before it was cleaned; b"" where it is lost or damaged."""
        name = self._contents.find(part_name)
        try:
            return self._contents.data(name) if name else b""
        except DocumentError:
            return b""

    def content_type(self, part_name: str) -> str:
        return self._contents.media(part_name)

    def _read_root(self, name: str) -> etree._Element | None:
        if not self._contents.is_xml(name):
            return None
        try:
            return self._clean(name, self._contents.data(name))
        except DocumentError:
            self._noted.add("bad_part")
            return None

    def _read_settings(self, name: str) -> None:
        """Those that files of one office share are read once; nobody changes the tree."""
        try:
            known = _usual_settings(self._contents.data(name)) if name else None
        except DocumentError:
            known = None
        if known is None or not self._contents.is_xml(name):
            self.root(name)
        else:
            self._roots[name], self._declared[name] = known

    def _clean(self, name: str, data: Data) -> etree._Element:
        root = parse_xml(data)
        mentions = self._mentions.setdefault(name, Mentions(data))
        if is_strict(data):
            root = to_transitional(root)
            self._changed.add(name)
        declared = self._declared[name] = declared_by(root)
        named = mentions.relation_ids(declared.spaces)
        changes = (
            self._drop_dangling(name, root, named),
            clean_drawings(root, self._noted),
            mentions.any(*_FIELDS) and clean_fields(root, self._noted),
            root.tag == w("settings") and clean_settings(root, self._noted),
        )
        if any(changes):
            self._changed.add(name)
        return root

    def _drop_dangling(self, name: str, root: etree._Element, named: set[str] | None) -> bool:
        """Why a relation is not known was said when the relations were read, if they had it."""
        if named is not None and (not named or named <= self.relations(name).keys()):
            return False
        lost = drop_dangling(root, self.relations(name).keys())
        for _ in [own for own in lost if not self._contents.declares(name, own)]:
            self._noted.add("missing_part")
        return bool(lost)


@lru_cache(maxsize=8)
def _usual_settings(data: Data) -> tuple[etree._Element, Declared] | None:
    """Settings in which nothing is to be cleaned; None of others, DocumentError "damaged"."""
    if is_strict(data) or any(one in data for one in _CLEANED):
        return None
    root, noted = parse_xml(data), Remarks()
    declared = declared_by(root)
    if Mentions(data).relation_ids(declared.spaces) != set():
        return None
    changes = clean_drawings(root, noted), clean_fields(root, noted)
    return None if any(changes) else (root, declared)
