"""Paragraph styles: which of them are headings, and which carry automatic numbers."""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from workflow.documents.word.parts import child, local, number, value

_HEADING_NAME = re.compile(r"(?:heading|标题) ?([1-9])", re.IGNORECASE)
_BODY_TEXT = 9


class _Look(NamedTuple):
    """What a style's name says once and for all."""

    chain: list[etree._Element]
    level: int | None
    numberings: tuple[etree._Element | None, ...]


class Styles:
    """Looks styles up by id, along what they are based on; a loop ends at its first repeat."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._default: str | None = None
        self._looks: dict[str | None, _Look] = {}
        for style in root if root is not None else ():
            own = value(style, "styleId")
            if local(style) == "style" and own is not None:
                self._styles[own] = style
                if value(style, "type") == "paragraph" and value(style, "default") in ("1", "true"):
                    self._default = own

    def chain(self, paragraph: etree._Element) -> list[etree._Element]:
        """The paragraph's style and those it is based on, nearest first."""
        return self._look(paragraph).chain

    def counts(self, paragraph: etree._Element) -> bool:
        """Whether the paragraph, or one of its styles, names a list."""
        own = child(paragraph, "pPr", "numPr")
        return any(one is not None for one in (own, *self.numberings(paragraph)))

    def numbering(self, style: str | None) -> etree._Element | None:
        """The `w:numPr` of a style, or None."""
        return child(self._styles.get(style or ""), "pPr", "numPr")

    def level(self, paragraph: etree._Element) -> int | None:
        """The heading level from 1, or None for body text.

        `outlineLvl` of the paragraph, then of its styles, beats a style's name.
        """
        level = number(child(paragraph, "pPr", "outlineLvl"))
        if level is not None:
            return level + 1 if level < _BODY_TEXT else None
        return self._look(paragraph).level

    def numberings(self, paragraph: etree._Element) -> tuple[etree._Element | None, ...]:
        """The `w:numPr` of each style of `chain`."""
        return self._look(paragraph).numberings

    def _look(self, paragraph: etree._Element) -> _Look:
        named = value(child(paragraph, "pPr", "pStyle")) or self._default
        if named not in self._looks:
            chain = self._followed(named)
            numberings = tuple(child(one, "pPr", "numPr") for one in chain)
            self._looks[named] = _Look(chain, _level(chain), numberings)
        return self._looks[named]

    def _followed(self, own: str | None) -> list[etree._Element]:
        found: list[etree._Element] = []
        while own in self._styles and self._styles[own] not in found:
            style = self._styles[own]
            found.append(style)
            own = value(child(style, "basedOn"))
        return found


def _level(chain: list[etree._Element]) -> int | None:
    for style in chain:
        level = number(child(style, "pPr", "outlineLvl"))
        if level is not None:
            return level + 1 if level < _BODY_TEXT else None
    for style in chain:
        match = _HEADING_NAME.fullmatch((value(child(style, "name")) or "").strip())
        if match:
            return int(match[1])
    return None
