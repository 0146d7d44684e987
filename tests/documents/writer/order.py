"""The order of children that ECMA-376 (transitional) asks for, held against finished parts."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from workflow.documents.house.xml import Element
from workflow.documents.pieces import NAMESPACES

ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore numPr spacing ind jc outlineLvl rPr sectPr",
    "rPr": "ins del rStyle rFonts b bCs i iCs strike color spacing sz szCs highlight u vertAlign",
    "tbl": "tblPr tblGrid tr",
    "tblPr": "tblStyle tblW tblLayout tblLook",
    "tr": "trPr tc",
    "trPr": "gridBefore gridAfter cantSplit tblHeader ins del",
    "tcPr": "tcW gridSpan vMerge",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar",
    "inline": "extent docPr cNvGraphicFramePr graphic",
    "pic": "nvPicPr blipFill spPr",
    "abstractNum": "multiLevelType lvl",
    "lvl": "start numFmt suff lvlText lvlJc pPr rPr",
    "num": "abstractNumId lvlOverride",
}
"""Names in the order of CT_PPr, CT_RPr, CT_TblPr ...: those that the writer uses, no others."""
W = f"{{{NAMESPACES['w']}}}"
BLOCKS = {f"{W}p", f"{W}tbl"}


def misplaced(root: Element) -> Iterator[str]:
    """A sentence for everything that the schema would refuse, or that Word would."""
    for one in root.iter():
        name = etree.QName(one).localname  # ValueError for what is no element
        yield from _disordered(name, one)
        if name == "tc" and one[-1].tag != f"{W}p":
            yield "a cell ends without a paragraph"
        if name == "tbl" and (after := one.getnext()) is not None and after.tag == one.tag:
            yield "two tables in a row"
        if name == "tr" and one.find(f"{W}tc") is None:
            yield "a row without a cell"
        if name == "p" and any(inner.tag in BLOCKS for inner in one):
            yield "a block within a paragraph"


def _disordered(name: str, one: Element) -> Iterator[str]:
    if name not in ORDERS:
        return
    known = ORDERS[name].split()
    names = [etree.QName(inner).localname for inner in one]
    strange = [inner for inner in names if inner not in known]
    if strange:
        yield f"{name} holds {strange}"
        return
    places = [known.index(inner) for inner in names]
    if places != sorted(places):
        yield f"{name}: {names}"
