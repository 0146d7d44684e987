"""Automatic numbers of a Word document, written out as Word shows them (rule 8)."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from typing import TypeAlias

from lxml import etree

from workflow.documents.word.number_forms import formatted
from workflow.documents.word.parts import child, local, number, value
from workflow.documents.word.styles import Styles

_CLOSED = ("、", ")", "）")


@dataclass(slots=True)
class _Level:
    """`restart` is the highest level that sets it back, from 1 (0: none does)."""

    form: str = "decimal"
    pattern: str = ""
    start: int = 1
    legal: bool = False
    style: str | None = None
    restart: int | None = None


@dataclass(slots=True)
class _List:
    """One `w:num`: its levels, its starts of its own, and the list whose counters it shares."""

    abstract: str
    levels: dict[int, _Level]
    starts: dict[int, int] = field(default_factory=dict)
    begun: set[int] = field(default_factory=set)


Place: TypeAlias = tuple[_List, int]
"""A list, and the level from 0 on which something is counted there."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The number or bullet before a paragraph: `text` is what Word shows of it, "" for a bullet.

    `form` is a `w:numFmt`, `pattern` a `w:lvlText`, `depth` counts from 0, `count` is the
    number of its level.
    """

    text: str
    form: str
    pattern: str
    depth: int
    count: int


class Numbering:
    """Counts through the document: `label` or `mark` is asked of each paragraph once, in order."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._counters: dict[str, dict[int, int]] = {}
        children = list(root) if root is not None else []
        abstract = [e for e in children if local(e) == "abstractNum"]
        levels = {value(e, "abstractNumId") or "": _levels(e) for e in abstract}
        self._lists = {
            value(e, "numId") or "": _list(e, levels) for e in children if local(e) == "num"
        }
        for element in abstract:
            self._follow(element)

    def _follow(self, element: etree._Element) -> None:
        """Give a list that only names a list style the levels of that style's list."""
        named = self._styles.numbering(value(child(element, "numStyleLink")))
        found = self._lists.get(value(child(named, "numId")) or "")
        own = value(element, "abstractNumId") or ""
        for one in self._lists.values() if found else ():
            if found and one.abstract == own:
                one.levels = {**found.levels, **one.levels}

    def label(self, paragraph: etree._Element) -> str:
        """The number before the paragraph's text, "" for none or a bullet.

        A space stands behind it unless it ends in 、 or a bracket.
        """
        mark = self.mark(paragraph)
        label = mark.text if mark else ""
        return label if not label or label.endswith(_CLOSED) else label + " "

    def mark(self, paragraph: etree._Element) -> Mark | None:
        """The number before the paragraph's text or its bullet, None for neither."""
        return self.mark_at(self.place(paragraph))

    def mark_at(self, place: Place | None) -> Mark | None:
        """The same of a paragraph that has this place."""
        if place is None:
            return None
        own, depth = place
        counters = self._count(own, depth)
        level = own.levels.get(depth, _Level())
        label = _written(own, depth, counters)
        return Mark(label, level.form, level.pattern, depth, counters[depth])

    def state(self) -> object:
        """The counts so far, for `go_back`."""
        return deepcopy(self._counters), {own: set(one.begun) for own, one in self._lists.items()}

    def go_back(self, state: object) -> None:
        """Forget what was counted since `state` was taken."""
        assert isinstance(state, tuple)
        counters, begun = state
        self._counters = deepcopy(counters)
        for own, one in self._lists.items():
            one.begun = set(begun[own])

    def place(self, paragraph: etree._Element) -> Place | None:
        """The list and the level that apply: the paragraph's own, else its style's."""
        depth: int | None = None
        direct = child(paragraph, "pPr", "numPr")
        for properties in (direct, *self._styles.numberings(paragraph)):
            if depth is None:
                depth = number(child(properties, "ilvl"))
            own = value(child(properties, "numId"))
            if own is not None:
                found = self._lists.get(own)
                if found and depth is None:
                    depth = _linked(found, self._styles.chain(paragraph))
                return (found, min(depth or 0, 8)) if found else None
        return None

    def _count(self, own: _List, depth: int) -> dict[int, int]:
        counters = self._counters.setdefault(own.abstract, {})
        if depth in own.starts and depth not in own.begun:
            counters.pop(depth, None)
        own.begun.add(depth)
        first = own.starts.get(depth, own.levels.get(depth, _Level()).start)
        counters[depth] = counters[depth] + 1 if depth in counters else first
        for deeper in [level for level in counters if level > depth]:
            restart = own.levels.get(deeper, _Level()).restart
            if restart is None or depth < restart:
                del counters[deeper]
        for above in range(depth):
            counters.setdefault(above, own.levels.get(above, _Level()).start)
        return counters


def _levels(holder: etree._Element) -> dict[int, _Level]:
    return {number(e, "ilvl") or 0: _level(e) for e in holder if local(e) == "lvl"}


def _level(element: etree._Element) -> _Level:
    start = number(child(element, "start"))
    return _Level(
        form=value(child(element, "numFmt")) or "decimal",
        pattern=value(child(element, "lvlText")) or "",
        start=1 if start is None else start,
        legal=child(element, "isLgl") is not None,
        style=value(child(element, "pStyle")),
        restart=number(child(element, "lvlRestart")),
    )


def _linked(own: _List, chain: list[etree._Element]) -> int | None:
    """The level that is tied to one of the paragraph's styles, the nearest first."""
    tied = {level.style: depth for depth, level in own.levels.items() if level.style}
    names = (value(style, "styleId") for style in chain)
    return next((tied[name] for name in names if name in tied), None)


def _list(element: etree._Element, abstract: dict[str, dict[int, _Level]]) -> _List:
    own = value(child(element, "abstractNumId")) or ""
    found = _List(own, dict(abstract.get(own, {})))
    for override in (e for e in element if local(e) == "lvlOverride"):
        depth = number(override, "ilvl") or 0
        start = number(child(override, "startOverride"))
        if start is not None:
            found.starts[depth] = start
        level = child(override, "lvl")
        if level is not None:
            found.levels[depth] = _level(level)
    return found


def _written(own: _List, depth: int, counters: dict[int, int]) -> str:
    level = own.levels.get(depth)
    if level is None or level.form in ("bullet", "none"):
        return ""
    label = level.pattern
    for place in range(depth, -1, -1):
        form = "decimal" if level.legal else own.levels.get(place, _Level()).form
        label = label.replace(f"%{place + 1}", formatted(form, counters.get(place, 1)))
    return label
