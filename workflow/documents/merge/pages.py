"""Pass: sections of pages. Which one is open, and the w:sectPr that ends it.

A section's properties stand where it ends, so what is open is remembered. A plain section
of a kept part runs on in the report's own pages; any other is a section of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache
from typing import Any

from lxml import etree

from workflow.documents.chunk import Chunk, Furniture, Needs, Section
from workflow.documents.house.fillers import filler
from workflow.documents.house.furniture import KINDS
from workflow.documents.house.section_page import section_properties
from workflow.documents.house.xml import w
from workflow.documents.merge.packing import section_in, section_out
from workflow.documents.pieces import pieces_of
from workflow.documents.profile import Profile
from workflow.documents.word.cutting.sections import NEXT_PAGE

# The relation's id of a header or footer of a kept part.
Furnish = Callable[[Furniture, int], str]
TABLE_END = b"</w:tbl>"
_NOTES = (w("footnotePr"), w("endnotePr"))


@dataclass(frozen=True, slots=True)
class Open:
    """The section that is being written: the report's own page where ``section`` is None."""

    type: str = NEXT_PAGE
    section: Section | None = None
    references: bytes = b""


@dataclass(frozen=True, slots=True)
class House:
    """What stands in a w:sectPr before and behind its w:type."""

    references: bytes
    notes: bytes
    page: bytes

    def properties(self, kind: str) -> bytes:
        """The whole element, of a section that begins as ``kind`` says."""
        begins = b'<w:type w:val="%s"/>' % kind.encode()
        inner = self.references + self.notes + begins + self.page
        return b"<w:sectPr>" + inner + b"</w:sectPr>"


class Pages:
    """Asked as parts are written, in reading order. ``own_pages``: no section is the report's."""

    def __init__(
        self, profile: Profile, draft_mark: bool, own_pages: bool, furnish: Furnish, begun: bool
    ) -> None:
        self._profile, self._draft_mark = profile, draft_mark
        self._own_pages, self._furnish = own_pages, furnish
        self._houses: dict[tuple[bool, tuple[str, ...]], House] = {}
        self._open = Open()
        self._begun = begun

    @property
    def is_open(self) -> bool:
        """Whether the open section is one of a kept part's own."""
        return self._open.section is not None

    def enter(self, needs: Needs, scope: int) -> bytes:
        """What stands before a kept part; its first section is open from now on."""
        following = self._opened(needs, 0, scope)
        if following.section is None and self._open.section is None:
            return b""
        closing = self._closing() if self._begun else b""
        self._open = following
        return closing

    def ends(self, needs: Needs, scope: int) -> list[bytes]:
        """The w:sectPr for each section that ends within the part."""
        made = []
        for number in range(1, len(needs.sections)):
            made.append(self._properties())
            self._open = self._opened(needs, number, scope)
        return made

    def leave(self) -> bytes:
        """What stands before text of the report's own."""
        if not self.is_open:
            return b""
        closing = self._closing() if self._begun else b""
        self._open = Open()
        return closing

    def written(self, data: bytes) -> bytes:
        """The same bytes, noted; a table at the end is kept apart from one that follows."""
        self._begun = self._begun or bool(data)
        return data + plain_bytes(filler()) if data.endswith(TABLE_END) else data

    def written_chunk(self, chunk: Chunk) -> bytes:
        """The same for a chunk that is compressed already: what must stand behind it."""
        last = chunk.pieces[-1] if chunk.pieces else b""
        self._begun = self._begun or bool(chunk.pieces)
        is_table = isinstance(last, bytes) and last.endswith(TABLE_END)
        return plain_bytes(filler()) if is_table else b""

    def state(self) -> list[Any]:
        """What is open, for ``go_on``."""
        now = self._open
        section = None if now.section is None else section_out(now.section)
        return [self._begun, now.type, section, now.references.decode()]

    def go_on(self, state: list[Any]) -> None:
        """Come to this state."""
        self._begun, kind, section, references = state
        found = None if section is None else section_in(section)
        self._open = Open(kind, found, references.encode())

    def last(self, wide: bool, notes: Collection[str]) -> bytes:
        """The w:sectPr of the whole document, at its very end."""
        if self.is_open:
            return self._properties()
        return self._house(wide, notes).properties(self._open.type)

    def _opened(self, needs: Needs, number: int, scope: int) -> Open:
        section = needs.sections[number]
        if section.plain and not self._own_pages:
            return Open(section.type)
        rows = [
            f'<w:{kind}Reference w:type="{pages}" '
            f'r:id="{self._furnish(needs.furniture[own], scope)}"/>'
            for kind, pages, own in section.furniture
        ]
        return Open(section.type, section, "".join(rows).encode())

    def _closing(self) -> bytes:
        before, after = _around_properties()
        return before + self._properties() + after

    def _properties(self) -> bytes:
        """Of the open section, as it ends here."""
        now, house = self._open, self._house(False, KINDS)
        if now.section is None:
            return house.properties(now.type)
        return House(
            now.references if now.section.furniture else house.references,
            now.section.notes if self._own_pages else house.notes,
            now.section.page or house.page,
        ).properties(now.type)

    def _house(self, wide: bool, notes: Collection[str]) -> House:
        key = (wide, tuple(sorted(notes)))
        if key not in self._houses:
            made = section_properties(self._profile, self._draft_mark, landscape=wide, notes=notes)
            self._houses[key] = house_of(made)
        return self._houses[key]


def house_of(element: etree._Element) -> House:
    """The parts of a w:sectPr of the house style."""
    children = list(element)
    place = next(n for n, one in enumerate(children) if one.tag == w("type"))
    first = next((n for n, one in enumerate(children) if one.tag in _NOTES), place)
    groups = (children[:first], children[first:place], children[place + 1 :])
    return House(*(plain_bytes(*group) for group in groups))


@cache
def _around_properties() -> tuple[bytes, bytes]:
    """An invisible paragraph, before and behind the w:sectPr that stands in it."""
    made = plain_bytes(filler(properties=(etree.Element(w("sectPr")),)))
    before, _, after = made.partition(b"<w:sectPr/>")
    return before, after


def plain_bytes(*elements: etree._Element) -> bytes:
    """Elements without holes, serialised for a place below a root of ours."""
    return b"".join(one for one in pieces_of(*elements) if isinstance(one, bytes))
