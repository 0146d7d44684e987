"""Text that needs but one pass, as most notes and comments are: nothing in it but its styles."""

from __future__ import annotations

from lxml import etree

from workflow.documents.word.tree import w

_NAMES = """
p pPr pStyle jc ind spacing keepNext keepLines widowControl
r rPr rStyle rFonts b bCs i iCs u color sz szCs lang kern vertAlign highlight
t tab br cr noBreakHyphen footnoteRef endnoteRef annotationRef
"""
# Elements whose attributes name nothing but a style, a font (or the theme's), or a value.
_PLAIN = frozenset(map(w, _NAMES.split()))


def is_plain(root: etree._Element) -> bool:
    """Whether all that stands within is such an element."""
    return all(one.tag in _PLAIN for one in root.iterdescendants())
