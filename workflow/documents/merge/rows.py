"""Relations as they are written (ECMA-376 Part 2, 9.3)."""

from __future__ import annotations

import re
from xml.sax.saxutils import quoteattr

from workflow.documents.chunk import Target

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
_SPECIAL = re.compile('[&<>"\n\r\t]')


def quoted(text: str) -> str:
    """The text as an attribute's value, in quotes; mostly nothing in it must be escaped."""
    return quoteattr(text) if _SPECIAL.search(text) else f'"{text}"'


def row(own: str, kind: str, where: str, target: Target | None) -> str:
    """One relation; an address outside the package says so."""
    outside = ' TargetMode="External"' if target is not None and target.part is None else ""
    return f"<Relationship Id={quoted(own)} Type={quoted(kind)} Target={quoted(where)}{outside}/>"


def relations_part(rows: list[str]) -> bytes:
    return f'{DECLARATION}<Relationships xmlns="{SPACE}">{"".join(rows)}</Relationships>'.encode()
