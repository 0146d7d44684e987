"""Lists: one numbering instance for each list, all of them on the house's two definitions."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from functools import lru_cache

from workflow.documents.chunk import HOUSE_LISTS, Hole, ListDefinition, Pieces
from workflow.documents.content import ListItem
from workflow.documents.house.lists import Lists, list_properties
from workflow.documents.house.xml import Element, w
from workflow.documents.pieces import hole, pieces_of
from workflow.documents.profile import Profile
from workflow.documents.word.package import parse_xml
from workflow.documents.writer.room import PAGE, Room
from workflow.documents.writer.scribe import Scribe

DEPTHS = 9
"""As many as Word has (ECMA-376, 17.9.6) and content allows."""


class OpenLists:
    """The lists that the next item may continue, by depth."""

    def __init__(self, scribe: Scribe, room: Room) -> None:
        self._scribe, self._room = scribe, room
        self._open: dict[int, tuple[bool, int]] = {}

    def close(self) -> None:
        """Something that is no item stands between: the next item begins a list."""
        self._open.clear()

    def properties(self, item: ListItem) -> Element:
        """The numPr of an item: it continues a list, or begins one where its kind, its depth
        or a start of its own begins.
        """
        depth = min(max(item.depth, 0), DEPTHS - 1)
        self._open = {level: one for level, one in self._open.items() if level <= depth}
        known = self._open.get(depth)
        if known is None or known[0] is not item.ordered or item.start is not None:
            self._open[depth] = (item.ordered, self._begin(item, depth))
        made = list_properties(0, depth)
        number = made.find(w("numId"))
        assert number is not None
        number.set(w("val"), hole(Hole.LIST, self._open[depth][1]))
        return made

    def _begin(self, item: ListItem, depth: int) -> int:
        kind = "numbers" if item.ordered else "bullets"
        group = f"{HOUSE_LISTS}{kind}" + ("" if self._room.kind == PAGE else f":{self._room.kind}")
        abstract = definition(_profile(self._scribe.profile, self._room), item.ordered)
        start = 1 if item.start is None else item.start
        overrides = _restart(depth, start) if item.ordered else b""
        return self._scribe.needs.add_list(ListDefinition(group, abstract, overrides))


def _profile(profile: Profile, room: Room) -> Profile:
    """In cells and notes items have the size of their text and no indent of their own."""
    return profile if room.kind == PAGE else replace(profile, body=room.font, indent=0)


@lru_cache(maxsize=64)
def definition(profile: Profile, ordered: bool) -> Pieces:
    """The abstract list of the house style, its own number a hole; nine levels."""
    root = parse_xml(Lists().part(profile))
    made = list(root.iterchildren(w("abstractNum")))[int(ordered)]
    made.set(w("abstractNumId"), hole(Hole.LIST, 0))
    levels = list(made.iterchildren(w("lvl")))
    for depth in range(len(levels), DEPTHS):
        made.append(_deeper(levels[-1], depth))
    return pieces_of(made)


def _deeper(level: Element, depth: int) -> Element:
    """The last level that the house style has, one deeper."""
    made = deepcopy(level)
    own = int(level.get(w("ilvl")) or 0)
    made.set(w("ilvl"), str(depth))
    text = made.find(w("lvlText"))
    assert text is not None
    text.set(w("val"), (text.get(w("val")) or "").replace(f"%{own + 1}", f"%{depth + 1}"))
    return made


def _restart(begun: int, start: int) -> bytes:
    """Every depth counts from 1 again, the one where the list begins from its start."""
    return b"".join(
        b'<w:lvlOverride w:ilvl="%d"><w:startOverride w:val="%d"/></w:lvlOverride>'
        % (depth, start if depth == begun else 1)
        for depth in range(DEPTHS)
    )
