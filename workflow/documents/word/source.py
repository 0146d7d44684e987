"""A stranger's Word file, opened for reading: its body, and parts by their relation to it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from lxml import etree

from workflow.documents.errors import DocumentError
from workflow.documents.word.aside import Thinned
from workflow.documents.word.clean_parts import CleanParts, Data
from workflow.documents.word.contents import Contents
from workflow.documents.word.numbering import Numbering
from workflow.documents.word.package import Archive, open_docx
from workflow.documents.word.plain_notes import PlainNotes, plain_notes
from workflow.documents.word.refusals import refusal
from workflow.documents.word.remarks import Remarks
from workflow.documents.word.styles import Styles
from workflow.documents.word.things import Related
from workflow.documents.word.tree import w

Thin = Callable[[Data, Related], Thinned]


class Source(CleanParts):
    """The file must have passed ``check_upload``.

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
        super().__init__(contents, remarks)
        self._thin, self.thinned = thin, Thinned(b"")
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

    def raw(self, kind: str) -> Data:
        """The first part of this kind as it came; b"" where there is none, or it is damaged."""
        return next((self.bytes_as_came(one) for one in self.related(kind)), b"")

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
