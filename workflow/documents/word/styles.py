"""Paragraph styles: which of them are headings, and which carry automatic numbers."""

from __future__ import annotations

import re

from lxml import etree

from workflow.documents.word.parts import child, local, number, value

_HEADING_NAME = re.compile(r"(?:heading|标题) ?([1-9])", re.IGNORECASE)
_BODY_TEXT = 9


class Styles:
    """Looks styles up by id, along what they are based on; a loop ends at its first repeat."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._default: str | None = None
        for style in root if root is not None else ():
            own = value(style, "styleId")
            if local(style) == "style" and own is not None:
                self._styles[own] = style
                if value(style, "type") == "paragraph" and value(style, "default") in ("1", "true"):
                    self._default = own

    def chain(self, paragraph: etree._Element) -> list[etree._Element]:
        """The paragraph's style and those it is based on, nearest first."""
        own = value(child(paragraph, "pPr", "pStyle")) or self._default
        found: list[etree._Element] = []
        while own in self._styles and self._styles[own] not in found:
            style = self._styles[own]
            found.append(style)
            own = value(child(style, "basedOn"))
        return found

    def counts(self, paragraph: etree._Element) -> bool:
        """Whether the paragraph, or one of its styles, names a list."""
        holders = (paragraph, *self.chain(paragraph))
        return any(child(one, "pPr", "numPr") is not None for one in holders)

    def numbering(self, style: str | None) -> etree._Element | None:
        """The `w:numPr` of a style, or None."""
        return child(self._styles.get(style or ""), "pPr", "numPr")

    def level(self, paragraph: etree._Element) -> int | None:
        """The heading level from 1, or None for body text.

        `outlineLvl` of the paragraph, then of its styles, beats a style's name.
        """
        chain = self.chain(paragraph)
        for holder in (paragraph, *chain):
            level = number(child(holder, "pPr", "outlineLvl"))
            if level is not None:
                return level + 1 if level < _BODY_TEXT else None
        for style in chain:
            match = _HEADING_NAME.fullmatch((value(child(style, "name")) or "").strip())
            if match:
                return int(match[1])
        return None
