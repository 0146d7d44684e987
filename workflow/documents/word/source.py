"""A stranger's Word file, opened for reading: parts by relation, clean, and transitional."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType
from typing import TypeAlias

from lxml import etree

from workflow.documents.errors import DocumentError
from workflow.documents.talk import Remark
from workflow.documents.word.hygiene import (
    clean_drawings,
    clean_fields,
    clean_settings,
    part_removed,
    relation_removed,
)
from workflow.documents.word.numbering import Numbering
from workflow.documents.word.package import open_docx, parse_xml, read_part
from workflow.documents.word.package_index import ContentTypes, PartNames
from workflow.documents.word.references import drop_dangling
from workflow.documents.word.refusals import refusal
from workflow.documents.word.relations import Relationship, read_relations, relations_name
from workflow.documents.word.remarks import Remarks
from workflow.documents.word.strict import is_strict, to_transitional
from workflow.documents.word.styles import Styles
from workflow.documents.word.tree import w

Data: TypeAlias = bytes
_ARCHIVE = b"PK\x03\x04"
# Relations whose part nobody misses.
_UNMISSED = frozenset(
    {"webSettings", "fontTable", "theme", "stylesWithEffects", "thumbnail", "printerSettings"}
    | {"customXml", "customXmlProps", "glossaryDocument", "core-properties", "font"}
    | {"extended-properties", "custom-properties", "people", "commentsIds", "commentsExtensible"}
)


class Source:
    """The file must have passed ``check_upload``. What hygiene.py forbids is never exposed.

    Each part is parsed when it is first asked for; what is wrong with it becomes a remark.
    """

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = PartNames(archive)
        self._types = ContentTypes(self._parsed("[Content_Types].xml"))
        self._noted = Remarks()
        self._relations: dict[str, Mapping[str, Relationship]] = {}
        self._declared: dict[str, set[str]] = {}
        self._roots: dict[str, etree._Element | None] = {}
        self._changed: set[str] = set()
        self._removed = self._look_for_removed()
        self.main = self._main_name()
        self.document = self._main_root()
        body = self.document.find(w("body"))
        if body is None:
            raise refusal("no_text")
        self.body = body
        for name in self.related("settings"):
            self.root(name)

    @classmethod
    def open(cls, data: Data) -> Source:
        """DocumentError: "not_word", "damaged", or "no_text" where there is no body."""
        return cls(open_docx(data))

    @property
    def remarks(self) -> list[Remark]:
        """What was noticed so far, while opening, reading parts and cutting."""
        return self._noted.all()

    def remark(self, code: str) -> None:
        """Note something of the table in remarks.py."""
        self._noted.add(code)

    @cached_property
    def styles_root(self) -> etree._Element | None:
        return self.related_root("styles")

    @cached_property
    def numbering_root(self) -> etree._Element | None:
        return self.related_root("numbering")

    @cached_property
    def styles(self) -> Styles:
        return Styles(self.styles_root)

    @cached_property
    def numbering(self) -> Numbering:
        """Counts as it is asked: once a paragraph, in order."""
        return Numbering(self.numbering_root, self.styles)

    def relations(self, part_name: str) -> Mapping[str, Relationship]:
        """The part's relations by id, those alone that lead somewhere and may."""
        if part_name not in self._relations:
            self._relations[part_name] = MappingProxyType(self._read_relations(part_name))
        return self._relations[part_name]

    def root(self, part_name: str) -> etree._Element | None:
        """The part parsed, transitional and clean; None where it is none, lost or damaged."""
        name = self._allowed(part_name)
        if name not in self._roots:
            self._roots[name] = self._read_root(name) if name else None
        return self._roots[name]

    def bytes(self, part_name: str) -> Data | None:
        """The part as it came, or as it was cleaned; None where it is lost or damaged."""
        name = self._allowed(part_name)
        if not name or not self._is_xml(name):
            return self._read(name) if name else None
        root = self.root(name)
        if root is not None and name in self._changed:
            return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return self._read(name) if root is not None else None

    def content_type(self, part_name: str) -> str:
        return self._types.of(part_name)

    def related(self, kind: str) -> list[str]:
        """Names of the parts that the main part relates to as ``kind``: "footnotes" ..."""
        rows = self.relations(self.main).values()
        return [one.target for one in rows if one.kind == kind and not one.external]

    def related_root(self, kind: str) -> etree._Element | None:
        """The root of the first part of this kind, or None."""
        return next((self.root(name) for name in self.related(kind)), None)

    def note(self, kind: str, own: str) -> etree._Element | None:
        """The note, or the comment, of this id; ``kind``: footnotes, endnotes, comments."""
        kind = kind.rstrip("s")
        return self._stories.setdefault(kind, self._story(kind)).get(own)

    @cached_property
    def _stories(self) -> dict[str, dict[str, etree._Element]]:
        return {}

    def _story(self, kind: str) -> dict[str, etree._Element]:
        root = self.related_root(kind + "s")
        found: dict[str, etree._Element] = {}
        for one in root.iterchildren(w(kind)) if root is not None else ():
            found.setdefault(one.get(w("id"), ""), one)
        return found

    def _look_for_removed(self) -> frozenset[str]:
        codes = {name: part_removed(name, self._types.of(name)) for name in self._names}
        for code in dict.fromkeys(one for one in codes.values() if one):
            self._noted.add(code)
        return frozenset(name for name, code in codes.items() if code)

    def _main_name(self) -> str:
        rows = self.relations("").values()
        usual = self._names.find("word/document.xml")
        named = [one.target for one in rows if one.kind == "officeDocument"]
        typed = [one for one in self._names if self._types.of(one).endswith(".document.main+xml")]
        return next((one for one in (*named, *typed, usual) if one), "")

    def _main_root(self) -> etree._Element:
        if not self.main:
            raise refusal("not_word")
        root = self._clean(self.main, self._read(self.main))
        if root.tag != w("document"):
            raise refusal("not_word")
        self._roots[self.main] = root
        return root

    def _allowed(self, name: str) -> str:
        found = self._names.find(name)
        return "" if found in self._removed else found

    def _is_xml(self, name: str) -> bool:
        """By its type; a whole document that was inserted as a file may have that type too."""
        media = self._types.of(name)
        typed = media in ("application/xml", "text/xml") or (
            media.startswith("application/vnd.") and media.endswith("+xml")
        )
        return typed and not self._read(name).startswith(_ARCHIVE)

    def _read(self, name: str) -> Data:
        return read_part(self._archive, name)

    def _parsed(self, name: str) -> etree._Element | None:
        """A part of the package's own, or None where it is lost or damaged."""
        found = self._names.find(name)
        try:
            return parse_xml(self._read(found)) if found else None
        except DocumentError:
            return None

    def _read_root(self, name: str) -> etree._Element | None:
        if not self._is_xml(name):
            return None
        try:
            return self._clean(name, self._read(name))
        except DocumentError:
            self._noted.add("bad_part")
            return None

    def _clean(self, name: str, data: Data) -> etree._Element:
        root = parse_xml(data)
        if is_strict(data):
            root = to_transitional(root)
            self._changed.add(name)
        changes = (
            self._drop_dangling(name, root),
            clean_drawings(root, self._noted),
            clean_fields(root, self._noted),
            root.tag == w("settings") and clean_settings(root, self._noted),
        )
        if any(changes):
            self._changed.add(name)
        return root

    def _drop_dangling(self, name: str, root: etree._Element) -> bool:
        """Why a relation is not known was said when the relations were read, if they had it."""
        lost = drop_dangling(root, self.relations(name))
        for _ in lost - self._declared[name]:
            self._noted.add("missing_part")
        return bool(lost)

    def _read_relations(self, part: str) -> dict[str, Relationship]:
        rows = self._parsed(relations_name(part))
        found: dict[str, Relationship] = {}
        seen = self._declared.setdefault(part, set())
        for one in read_relations(rows if rows is not None else (), part, self._names.find):
            if one.id in seen:
                self._noted.add("relation_twice")
            elif self._is_usable(one):
                found[one.id] = one
            seen.add(one.id)
        return found

    def _is_usable(self, one: Relationship) -> bool:
        code = relation_removed(one)
        if code:
            self._noted.add(code)
        elif not one.external and not one.target and one.kind not in _UNMISSED:
            self._noted.add("missing_part")
        return not code and (one.external or bool(one.target)) and one.target not in self._removed
