"""Collects what a chunk needs while its pieces are made."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from workflow.documents.chunk import (
    CommentBody,
    ListDefinition,
    Needs,
    Pieces,
    Section,
    Style,
    Target,
)


@lru_cache(maxsize=4096)
def folded_name(name: str) -> str:
    """Names of styles differ in case and blanks only by accident: "heading 1" is "Heading1"."""
    return "".join(name.split()).casefold()


class Definitions(NamedTuple):
    """Styles and lists by their numbers."""

    styles: tuple[Style, ...]
    lists: tuple[ListDefinition, ...]


class NeedsBuilder:
    """Gives out the local numbers of holes; ``needs`` is what they stand for in the end.

    One thing met twice gets one number: a target, a style by its type and name, a list that
    does not restart, a bookmark by its name. A note, a comment, a drawing, a revision and a
    list that restarts are something new each time.
    """

    def __init__(self) -> None:
        self._relations: dict[Target, int] = {}
        self._style_numbers: dict[tuple[str, str], int] = {}
        self._styles: list[Style] = []
        self._list_numbers: dict[tuple[str, str], int] = {}
        self._lists: list[ListDefinition] = []
        self._notes: list[Pieces] = []
        self._endnotes: list[Pieces] = []
        self._comments: list[CommentBody] = []
        self._bookmark_numbers: dict[str, int] = {}
        self._bookmarks: list[str] = []
        self._marked: set[int] = set()
        self._drawings = self._revisions = 0
        self._defined: Definitions | None = None

    def add_relation(self, target: Target) -> int:
        return self._relations.setdefault(target, len(self._relations))

    def reserve_style(self, kind: str, name: str) -> tuple[int, bool]:
        """The style's number, and whether it is new: then ``define_style`` must follow.

        Styles name each other in circles (w:link), so numbers come before definitions.
        """
        key = (kind, folded_name(name))
        is_new = key not in self._style_numbers
        if is_new:
            self._style_numbers[key] = len(self._styles)
            self._styles.append(Style(kind, name, ()))
        return self._style_numbers[key], is_new

    def define_style(self, number: int, xml: Pieces) -> None:
        self._styles[number] = replace(self._styles[number], xml=xml)

    def add_style(self, style: Style) -> int:
        """A style whose holes are already numbers of this builder; the first of a name stays."""
        number, is_new = self.reserve_style(style.type, style.name)
        if is_new:
            self.define_style(number, style.xml)
        return number

    def reserve_list(self) -> int:
        """A new list's number; ``define_list`` must follow. Styles and lists name each other."""
        self._lists.append(ListDefinition("", ()))
        return len(self._lists) - 1

    def define_list(self, number: int, definition: ListDefinition) -> None:
        self._lists[number] = definition

    def add_list(self, definition: ListDefinition) -> int:
        """A list whose holes are already numbers of this builder."""
        number, is_new = self._claimed_list(definition)
        if is_new:
            self.define_list(number, definition)
        return number

    def definitions(self) -> Definitions:
        """All styles and lists so far."""
        return self._defined or Definitions(tuple(self._styles), tuple(self._lists))

    def define_all(self, known: Definitions) -> None:
        """All styles and lists as another builder had them, who met them in the same order.

        None may be added behind these.
        """
        self._defined = known

    def add_note(self, pieces: Pieces) -> int:
        self._notes.append(pieces)
        return len(self._notes) - 1

    def add_endnote(self, pieces: Pieces) -> int:
        self._endnotes.append(pieces)
        return len(self._endnotes) - 1

    def add_comment(self, body: CommentBody) -> int:
        self._comments.append(body)
        return len(self._comments) - 1

    def answer(self, number: int, parent: int) -> None:
        """Say which comment one answers, once both are known."""
        self._comments[number] = replace(self._comments[number], parent=parent)

    def add_bookmark(self, name: str, marked: bool = False) -> int:
        """The number of a name; ``marked`` where a bookmark of this name begins here.

        A second bookmark of one name gets an id of its own, as ids must be unique.
        """
        known = self._bookmark_numbers.get(name)
        if known is None or (marked and known in self._marked):
            known = len(self._bookmarks)
            self._bookmarks.append(name)
            self._bookmark_numbers.setdefault(name, known)
        if marked:
            self._marked.add(known)
        return known

    def add_drawing(self) -> int:
        self._drawings += 1
        return self._drawings - 1

    @property
    def revisions(self) -> int:
        """How many there are so far."""
        return self._revisions

    def add_revision(self) -> int:
        self._revisions += 1
        return self._revisions - 1

    def needs(self, sections: tuple[Section, ...] = ()) -> Needs:
        return Needs(
            tuple(self._relations),
            *self.definitions(),
            tuple(self._notes),
            tuple(self._endnotes),
            tuple(self._comments),
            tuple(self._bookmarks),
            self._drawings,
            self._revisions,
            sections,
        )

    def _claimed_list(self, definition: ListDefinition) -> tuple[int, bool]:
        if definition.overrides and not definition.number:
            return self.reserve_list(), True
        key = (definition.group, definition.number if definition.overrides else "")
        is_new = key not in self._list_numbers
        if is_new:
            self._list_numbers[key] = self.reserve_list()
        return self._list_numbers[key], is_new
