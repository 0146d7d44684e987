"""A stranger's Word file, opened for reading: parts by relation, clean, and transitional."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property, lru_cache
from typing import TypeAlias

from lxml import etree

from workflow.documents.errors import DocumentError
from workflow.documents.talk import Remark
from workflow.documents.word.aside import Thinned
from workflow.documents.word.contents import Contents
from workflow.documents.word.declared import Declared, declared_by
from workflow.documents.word.hygiene import clean_drawings, clean_fields, clean_settings
from workflow.documents.word.mentions import Mentions
from workflow.documents.word.numbering import Numbering
from workflow.documents.word.package import Archive, open_docx, parse_xml
from workflow.documents.word.plain_notes import PlainNotes, plain_notes
from workflow.documents.word.references import drop_dangling
from workflow.documents.word.refusals import refusal
from workflow.documents.word.relations import Relationship
from workflow.documents.word.remarks import Remarks
from workflow.documents.word.strict import is_strict, to_transitional
from workflow.documents.word.styles import Styles
from workflow.documents.word.things import Related
from workflow.documents.word.tree import w

Data: TypeAlias = bytes
Thin = Callable[[Data, Related], Thinned]
_FIELDS = (b"fldChar", b"fldSimple", b"nstrText")
_CLEANED = (b"attachedTemplate", b"mailMerge")


class Source:
    """The file must have passed ``check_upload``. What hygiene.py forbids is never exposed.

    Each part is parsed when it is first asked for; what is wrong with it becomes a remark.
    ``main`` is the main part's name, ``document`` its root, ``body`` what stands in it.
    ``thin`` may set some of the body aside, as ``thinned`` tells then. ``knows_notes``: notes of
    nothing but text need no tree (``plain_notes``).
    """

    def __init__(
        self,
        contents: Contents,
        remarks: Remarks,
        thin: Thin | None = None,
        knows_notes: bool = False,
    ) -> None:
        self._contents, self._noted, self._thin = contents, remarks, thin
        self.thinned = Thinned(b"")
        self._roots: dict[str, etree._Element | None] = {}
        self._changed: set[str] = set()
        self._mentions: dict[str, Mentions] = {}
        self._declared: dict[str, Declared] = {}
        self._stories: dict[str, dict[str, etree._Element]] = {}
        self._knows_notes = knows_notes
        self._plain: dict[str, PlainNotes | None] = {}
        self.main = contents.main()
        self.document = self._main_root()
        body = self.document.find(w("body"))
        if body is None:
            raise refusal("no_text")
        self.body = body
        for name in self.related("settings"):
            self._read_settings(name)

    @classmethod
    def open(cls, data: Data) -> Source:
        """DocumentError: "not_word", "damaged", or "no_text" where there is no body."""
        return cls.of(open_docx(data))

    @classmethod
    def of(cls, archive: Archive, thin: Thin | None = None, knows_notes: bool = False) -> Source:
        """The same of a file that is open already."""
        remarks = Remarks()
        return cls(Contents(archive, remarks), remarks, thin, knows_notes)

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

    @cached_property
    def _related(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for one in self.relations(self.main).values():
            if not one.external:
                found.setdefault(one.kind, []).append(one.target)
        return found

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

    def raw(self, kind: str) -> Data:
        """The first part of this kind as it came; b"" where there is none, or it is damaged."""
        return next((self.bytes_as_came(one) for one in self.related(kind)), b"")

    def bytes_as_came(self, part_name: str) -> Data:
        """The part before it was cleaned; b"" where it is lost or damaged."""
        name = self._contents.find(part_name)
        try:
            return self._contents.data(name) if name else b""
        except DocumentError:
            return b""

    def content_type(self, part_name: str) -> str:
        return self._contents.media(part_name)

    def related(self, kind: str) -> list[str]:
        """Names of the parts that the main part relates to as ``kind``: "footnotes" ..."""
        return self._related.get(kind, [])

    def related_root(self, kind: str) -> etree._Element | None:
        """The root of the first part of this kind, or None."""
        return next((self.root(name) for name in self.related(kind)), None)

    def plain_notes(self, kind: str) -> PlainNotes | None:
        """All notes, or comments, where they are text alone: then nothing in their part is to be
        cleaned, no bookmark stands there, and nobody has to ask for its tree. Else None.
        """
        if kind not in self._plain:
            self._plain[kind] = self._known_notes(kind) if self._knows_notes else None
        return self._plain[kind]

    def _known_notes(self, kind: str) -> PlainNotes | None:
        name = self._contents.find(next(iter(self.related(kind)), ""))
        # Answers name paragraphs, which are told apart in the tree alone.
        is_threaded = kind == "comments" and bool(self.related("commentsExtended"))
        if not name or name in self._roots or is_threaded:
            return None
        try:
            is_xml = self._contents.is_xml(name)
            return plain_notes(kind, self._contents.data(name)) if is_xml else None
        except DocumentError:
            return None

    def note(self, kind: str, own: str) -> etree._Element | None:
        """The note, or the comment, of this id; ``kind``: footnotes, endnotes, comments."""
        kind = kind.rstrip("s")
        if kind not in self._stories:
            self._stories[kind] = self._story(kind)
        return self._stories[kind].get(own)

    def _story(self, kind: str) -> dict[str, etree._Element]:
        root = self.related_root(kind + "s")
        found: dict[str, etree._Element] = {}
        for one in root.iterchildren(w(kind)) if root is not None else ():
            found.setdefault(one.get(w("id"), ""), one)
        return found

    def _main_root(self) -> etree._Element:
        if not self.main:
            raise refusal("not_word")
        data = self._contents.data(self.main)
        if self._thin is not None:
            self.thinned = self._thin(data, lambda: self.relations(self.main))
            data = self.thinned.data
        root = self._clean(self.main, data)
        if root.tag != w("document"):
            raise refusal("not_word")
        self._roots[self.main] = root
        return root

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
