"""What all cuts of one source look things up in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from lxml import etree

from workflow.documents.blobs import Blobs
from workflow.documents.word.cutting.bookmarks import Names, bookmark_names
from workflow.documents.word.cutting.drawings import ShapeTypes, shape_types
from workflow.documents.word.cutting.groups import Groups
from workflow.documents.word.cutting.known import Memory
from workflow.documents.word.cutting.lists import ListIndex
from workflow.documents.word.cutting.notes import Thread, threads
from workflow.documents.word.cutting.parts import PartStore
from workflow.documents.word.cutting.prefixes import Scope, scope_of, scope_within
from workflow.documents.word.cutting.sheet import Sheet, sheet_of
from workflow.documents.word.cutting.styles import StyleIndex
from workflow.documents.word.cutting.theme import ThemeFonts
from workflow.documents.word.source import Source

# Names of styles by type and folded name.
House = Mapping[tuple[str, str], str]
_STORIES = ("footnotes", "endnotes", "comments")


class Stock:
    """Styles, lists, names of bookmarks, fonts of the theme and parts, each read once.

    ``shared``: the source's styles are as they came, so other files may have the same.
    ``house``: styles that every document has into which the cuts are set; they come along by
    name alone. ``names``: bookmarks besides those of the source. ``kept``: definitions that
    another process made.
    """

    def __init__(
        self,
        source: Source,
        blobs: Blobs,
        shared: bool = True,
        house: House | None = None,
        names: Names | None = None,
        kept: Memory | None = None,
    ) -> None:
        self.source, self._shared, self.house = source, shared, house or {}
        self._names, self.kept = names or {}, kept
        self.groups = Groups()
        self.parts = PartStore(source, blobs)
        self._scopes: dict[str, Scope] = {}
        self._shape_types: dict[str, ShapeTypes] = {}

    def scope(self, part: str) -> Scope:
        """What the root of a part declares."""
        if part not in self._scopes:
            self._scopes[part] = self._scope(part)
        return self._scopes[part]

    def _scope(self, part: str) -> Scope:
        root = self.source.root(part)
        if root is None:
            return scope_of(None)
        return scope_within(root, self.source.declared(part), self.source.mentions(part))

    def shape_types(self, part: str) -> ShapeTypes:
        """The kinds of old shapes that a part defines."""
        if part not in self._shape_types:
            self._shape_types[part] = shape_types(self.source.root(part))
        return self._shape_types[part]

    @cached_property
    def sheet(self) -> Sheet:
        return sheet_of(self.source, self._shared)

    @property
    def styles(self) -> StyleIndex:
        return self.sheet.styles

    @property
    def lists(self) -> ListIndex:
        return self.sheet.lists

    @cached_property
    def bookmarks(self) -> Names:
        thinned = self.source.thinned
        found = bookmark_names(self._stories(), thinned.bookmarks if thinned.things else None)
        return {**found, **self._names}

    @property
    def fonts(self) -> ThemeFonts:
        return self.sheet.fonts

    @cached_property
    def threads(self) -> dict[str, Thread]:
        return threads(self.source)

    def _stories(self) -> Iterator[etree._Element]:
        yield self.source.document
        for kind in _STORIES:
            is_plain = self.source.plain_notes(kind) is not None
            root = None if is_plain else self.source.related_root(kind)
            if root is not None:
                yield root
