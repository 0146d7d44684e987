"""Styles, lists and fonts of a source, each definition cut once.

Files of one office share them byte for byte, so a sheet serves all files that have the same:
``sheet_of`` gives it back as long as it is among the last ones used. What a sheet noticed
while it was read or cut is told to each source again.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, TypeVar, cast

from lxml import etree

from workflow.documents.blobs import digest_of
from workflow.documents.chunk import Pieces
from workflow.documents.needs import NeedsBuilder
from workflow.documents.pieces import pieces_of, pieces_within
from workflow.documents.word.cutting.definition import Definition, Recorder
from workflow.documents.word.cutting.drawings import cut_changes
from workflow.documents.word.cutting.lists import ListIndex, cut_lists
from workflow.documents.word.cutting.styles import StyleIndex, cut_uses
from workflow.documents.word.cutting.theme import (
    ThemeFonts,
    name_fonts,
    script_of,
    theme_fonts,
)
from workflow.documents.word.cutting.tidy import drop_traces, tidy
from workflow.documents.word.source import Source

MOST = 1_000_000
"""Bytes of XML that a process remembers, which is some twenty times as much in memory."""
MOST_TEXTS = 500
"""Shapes that a sheet remembers."""
_PARTS = ("styles", "numbering", "theme")
# The bytes of these parts, and the script that the theme's fonts are chosen by.
Key = tuple[bytes | str, ...]


Made = TypeVar("Made")
Make = Callable[[Recorder, Callable[[str, str], int | None]], etree._Element]


class Sheet:
    """``noticed`` is what was remarked while it was read, ``memory`` and ``texts`` what others keep
    by it (``remembered``); so is ``orders``, which is None where the sheet serves one file alone.
    """

    def __init__(self, source: Source, key: Key = ()) -> None:
        before = source.codes()
        self.key, self.size = key, _size(key)
        self.styles_root, self._numbering_root = source.styles_root, source.numbering_root
        self.fonts: ThemeFonts = theme_fonts(source)
        self.noticed = source.codes() - before
        self._definitions: dict[tuple[str, str, str], Definition] = {}
        self.memory: dict[object, object] = {}
        self.texts: dict[object, Any] = {}
        self.orders: dict[object, Any] | None = {} if self.size else None

    @cached_property
    def name(self) -> str:
        """The same for all sheets that say the same; only of one that serves other files too."""
        told = [digest_of(one) if isinstance(one, bytes) else one for one in self.key]
        return digest_of(repr(told).encode())

    @cached_property
    def styles(self) -> StyleIndex:
        return StyleIndex(self.styles_root)

    @cached_property
    def lists(self) -> ListIndex:
        return ListIndex(self._numbering_root, self.styles)

    def style(self, kind: str, own: str) -> Definition:
        """The definition of a style that is there; the number 0 is its own."""

        def make(recorder: Recorder, number: Callable[[str, str], int | None]) -> etree._Element:
            style = self.styles.find(kind, own)
            assert style is not None
            recorder.styles[None] = 0
            return self.styles.definition(style, 0, number)

        return self._definition(("style", kind, own), make)

    def abstract(self, own: str) -> Definition:
        """The definition of an abstract list; its LIST holes are its own number."""

        def make(recorder: Recorder, number: Callable[[str, str], int | None]) -> etree._Element:
            return self.lists.definition(own, recorder.remarks.append)

        return self._definition(("list", "", own), make)

    def _definition(self, key: tuple[str, str, str], make: Make) -> Definition:
        if key not in self._definitions:
            self._definitions[key] = self._cut(make)
        return self._definitions[key]

    def text(self, element: etree._Element) -> Definition:
        """A paragraph or a table in which nothing stands but text and its look; it is used up."""
        return self._cut(lambda recorder, number: element)

    def remembered(self, shape: object, make: Callable[[], Made]) -> Made:
        """What was made of a shape; all are forgotten where they are too many."""
        if shape not in self.texts:
            if len(self.texts) >= MOST_TEXTS:
                self.texts.clear()
            self.texts[shape] = make()
        return cast(Made, self.texts[shape])

    def note(self, holder: etree._Element) -> Definition:
        """What stands in a note in which nothing stands but text and its look; used up too."""
        return self._cut(lambda recorder, number: holder, pieces_within)

    def _cut(
        self, make: Make, pieces: Callable[[etree._Element], Pieces] = pieces_of
    ) -> Definition:
        recorder = Recorder()

        def style(kind: str, own: str) -> int | None:
            if self.styles.find(kind, own) is None:
                recorder.remarks.append("undefined_style")
                return None
            return recorder.styles.setdefault((kind, own), len(recorder.styles))

        def a_list(own: str) -> int | None:
            if self.lists.find(own) is None:
                recorder.remarks.append("lost_list")
                return None
            return recorder.lists.setdefault(own, len(recorder.lists))

        made, builder = make(recorder, style), NeedsBuilder()
        tidy(made, recorder.remarks.append)
        drop_traces(made)
        name_fonts(made, self.fonts)
        cut_uses(made, style)
        cut_lists(made, a_list)
        cut_changes(made, builder)
        return Definition(
            pieces(made),
            tuple(recorder.styles),
            tuple(recorder.lists),
            builder.needs().revisions,
            tuple(recorder.remarks),
        )


def sheet_of(source: Source, shared: bool) -> Sheet:
    """The source's sheet; one that another source had before, where ``shared`` allows it.

    A part that leads to others is the source's own, as they may differ.
    """
    raw = tuple([source.raw(kind) for kind in _PARTS])
    if not shared or _size(raw) > MOST or any(source.relations(one) for one in _names(source)):
        return Sheet(source)
    key: Key = (*raw, script_of(source))
    known = _SHEETS.get(key)
    if known is not None:
        for code, count in known.noticed.items():
            source.remark(code, count)
        return known
    return _remember(Sheet(source, key))


_SHEETS: dict[Key, Sheet] = {}


def _size(key: Key) -> int:
    """Bytes of XML."""
    return sum(len(one) for one in key if isinstance(one, bytes))


def _remember(sheet: Sheet) -> Sheet:
    """The oldest are forgotten where there is too much."""
    while sum(one.size for one in list(_SHEETS.values())) + sheet.size > MOST:
        _SHEETS.pop(next(iter(_SHEETS)), None)
    _SHEETS[sheet.key] = sheet
    return sheet


def _names(source: Source) -> list[str]:
    return [name for kind in _PARTS for name in source.related(kind)[:1]]
