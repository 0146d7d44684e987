"""Which markup is no more than the look of text (ECMA-376 Part 1, 17.3 and 17.4)."""

from __future__ import annotations

from lxml import etree

from workflow.documents.pieces import NAMESPACES
from workflow.documents.word.signs import is_symbol_font
from workflow.documents.word.tree import W, w

_OF_PARAGRAPHS = """
p pPr pStyle keepNext keepLines pageBreakBefore widowControl numPr ilvl numId suppressLineNumbers
pBdr top left bottom right between bar shd tabs tab suppressAutoHyphens kinsoku wordWrap
overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind
contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment outlineLvl
"""
_OF_RUNS = """
r rPr rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint
noProof webHidden color w kern position sz szCs highlight u effect bdr fitText vertAlign rtl cs
em lang eastAsianLayout t noBreakHyphen proofErr lastRenderedPageBreak
"""
_OF_TABLES = """
tbl tblPr tblStyle tblW tblInd tblBorders tblLayout tblCellMar tblLook tblCellSpacing insideH
insideV start end tblStyleRowBandSize tblStyleColBandSize tblOverlap tblGrid gridCol tr trPr
trHeight cantSplit tblHeader tc tcPr tcW gridSpan tcBorders noWrap tcMar vAlign hideMark
tcFitText tl2br tr2bl
"""
_KNOWN = frozenset(w(one) for one in (_OF_PARAGRAPHS + _OF_RUNS + _OF_TABLES).split())
_DRAWN = (
    *(f"{{{NAMESPACES[one]}}}" for one in ("wp", "a", "pic")),
    "{http://schemas.microsoft.com/office/drawing/2010/main}",
)
_OWN, _SPACE = f"{{{W}}}", "{http://www.w3.org/XML/1998/namespace}space"
_TEXT, _FONTS, _ASCII = w("t"), w("rFonts"), w("ascii")


def is_plain(holder: etree._Element) -> bool:
    """Whether all that stands in ``holder`` is text and how it looks, and no font draws signs."""
    return (
        all(is_known(one) for one in holder.iterdescendants()) and not (holder.text or "").strip()
    )


def is_known(one: etree._Element) -> bool:
    """Whether an element is text, or how it looks, and no more."""
    if one.tag not in _KNOWN or (one.tail or "").strip():
        return False
    if one.tag != _TEXT and (one.text or "").strip():
        return False
    if one.tag == _FONTS and is_symbol_font(one.get(_ASCII, "")):
        return False
    return all(str(name).startswith(_OWN) or name == _SPACE for name in one.attrib)


def is_of_drawings(one: etree._Element) -> bool:
    """Whether an element is of a drawing, and holds no text."""
    is_one = isinstance(one.tag, str) and one.tag.startswith(_DRAWN)
    return is_one and not (one.text or "").strip() and not (one.tail or "").strip()
