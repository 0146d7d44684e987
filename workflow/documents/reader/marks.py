"""The marks of a run, from its own properties and from its styles (17.7.2, 17.7.3).

A switch of a style is turned over by a second style that has it too, so a "Strong" word in
a bold paragraph is light; what stands at the run itself is final.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from functools import lru_cache

from workflow.documents.content.model import (
    BOLD,
    HIGHLIGHT,
    ITALIC,
    STRIKE,
    SUBSCRIPT,
    SUPERSCRIPT,
    UNDERLINE,
)
from workflow.documents.reader.xml import Element, find, is_on, said_by, val
from workflow.documents.word.signs import is_symbol_font
from workflow.documents.word.tree import w

_TOGGLES = {"b": BOLD, "i": ITALIC, "strike": STRIKE, "dstrike": STRIKE, "vanish": "hidden"}
_NO_FILL = frozenset({"auto", "FFFFFF", "ffffff", "none", ""})
# Their underline says no more than that there is a link.
_LINK_STYLES = frozenset({"hyperlink", "followedhyperlink", "超链接", "访问过的超链接"})


@dataclass(frozen=True, slots=True)
class Look:
    """A run's marks; whether it is hidden; the symbol font in which its text is drawn, or ""."""

    marks: frozenset[str] = frozenset()
    hidden: bool = False
    symbols: str = ""


class Marks:
    """Looks up what styles say of runs; ``root`` is that of the styles part, or None."""

    def __init__(self, root: Element | None) -> None:
        styles = root.iterchildren(w("style")) if root is not None else ()
        self._styles = {val(one, "styleId") or "": one for one in styles}
        self._property = lru_cache(maxsize=None)(self._looked_up)
        self._looks: dict[tuple[Hashable, str], Look] = {}

    def look(self, run: Element, paragraph_style: str) -> Look:
        """``paragraph_style`` is "" where the house style decides: headings and captions."""
        own = run.find(w("rPr"))
        if own is None and not paragraph_style:
            return Look()
        key = said_by(own), paragraph_style
        if key not in self._looks:
            self._looks[key] = self._look(own, paragraph_style)
        return self._looks[key]

    def _look(self, own: Element | None, paragraph_style: str) -> Look:
        style = val(find(own, "rStyle")) or ""
        found = {
            mark
            for name, mark in _TOGGLES.items()
            if self._toggled(own, name, style, paragraph_style)
        }
        found |= self._valued(own, style, paragraph_style)
        return Look(frozenset(found - {"hidden"}), "hidden" in found, _symbol_font(own))

    def _toggled(self, own: Element | None, name: str, style: str, paragraph: str) -> bool:
        direct = find(own, name)
        if direct is not None:
            return is_on(direct)
        return is_on(self._property(style, name)) is not is_on(self._property(paragraph, name))

    def _valued(self, own: Element | None, style: str, paragraph: str) -> set[str]:
        def nearest(name: str) -> Element | None:
            direct = find(own, name)
            if direct is not None:
                return direct
            of_style = self._property(style, name)
            return of_style if of_style is not None else self._property(paragraph, name)

        found = set()
        if is_on(nearest("u")) and not (find(own, "u") is None and self._is_link(style)):
            found.add(UNDERLINE)
        raised = val(nearest("vertAlign"))
        found |= {one for one in (SUPERSCRIPT, SUBSCRIPT) if one == raised}
        if _is_marked(nearest("highlight"), nearest("shd")):
            found.add(HIGHLIGHT)
        return found

    def _is_link(self, style: str) -> bool:
        name = val(find(self._styles.get(style), "name")) or ""
        return "".join(name.split()).casefold() in _LINK_STYLES

    def _looked_up(self, style: str, name: str) -> Element | None:
        """A run property of a style, or of the nearest that it is based on."""
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            found = find(self._styles[style], "rPr", name)
            if found is not None:
                return found
            style = val(find(self._styles[style], "basedOn")) or ""
        return None


def _is_marked(highlight: Element | None, shading: Element | None) -> bool:
    if highlight is not None and (val(highlight) or "none") != "none":
        return True
    if shading is None:
        return False
    filled = (val(shading, "fill") or "auto") not in _NO_FILL
    return filled or val(shading, "themeFill") is not None or (val(shading) or "").startswith("pct")


def _symbol_font(own: Element | None) -> str:
    """The font of a run's Latin letters where it draws signs in their place, or ""."""
    font = val(find(own, "rFonts"), "ascii") or ""
    return font if is_symbol_font(font) else ""
