"""Values that strict OOXML writes otherwise: sides, directions, measures with units, percents.

ECMA-376 Part 1: ST_Jc 17.18.44, ST_TextDirection 17.18.93, ST_TwipsMeasure 22.9.2.14,
ST_HpsMeasure 17.18.42, ST_Percentage 22.9.2.9, ST_Coordinate 20.1.10.16.
"""

from __future__ import annotations

import re

from lxml import etree

from workflow.documents.pieces import NAMESPACES
from workflow.documents.word.tree import W, w

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/"
_CHART = _DRAWING + "chart"
_SIDES = {"start": "left", "end": "right", "startChars": "leftChars", "endChars": "rightChars"}
_SIDED = frozenset(map(w, ("jc", "lvlJc", "tab")))
_FRAMES = frozenset(map(w, ("tblBorders", "tcBorders", "tblCellMar", "tcMar")))
_DIRECTIONS = {
    "tb": "lrTb",
    "rl": "tbRl",
    "lr": "btLr",
    "tbV": "lrTbV",
    "rlV": "tbRlV",
    "lrV": "tbLrV",
}
_MEASURE = re.compile(r"(-?\d+(?:\.\d+)?)(mm|cm|in|pt|pc|pi)")
_PERCENT = re.compile(r"(-?\d+(?:\.\d+)?)%")
_POINTS = {"mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pt": 1.0, "pc": 12.0, "pi": 12.0}
_HALF_POINTS = frozenset(
    map(w, ("sz", "szCs", "kern", "position", "hps", "hpsBaseText", "hpsRaise"))
)
_TWIPS = frozenset(
    map(
        w,
        (
            *("ind", "spacing", "tab", "pgSz", "pgMar", "cols", "col", "framePr", "lnNumType"),
            *("tblW", "tblInd", "tblCellSpacing", "tblpPr", "tcW", "gridCol", "wBefore", "wAfter"),
            *("trHeight", "top", "left", "bottom", "right", "fitText", "defaultTabStop"),
            *("drawingGridHorizontalSpacing", "drawingGridVerticalSpacing"),
        ),
    )
)
_PLAIN_PERCENT = frozenset(map(w, ("w", "zoom")))
# Attributes of drawings that hold what people wrote.
_WORDS = frozenset({"name", "descr", "title", "tooltip", "typeface", "formatCode", "id"})
_A_HUNDREDTH = frozenset({"spc"})
_EMU = 12_700


def correct_values(root: etree._Element) -> None:
    """Rewrite, in place, what transitional OOXML writes in another way."""
    root.attrib.pop(w("conformance"), "")
    for element in root.iter("*"):
        space, _, _ = str(element.tag)[1:].partition("}")
        if space == W:
            _correct_word(element)
        elif space.startswith(_DRAWING) or space == NAMESPACES["wp"]:
            _correct_drawing(element, space)


def _correct_word(element: etree._Element) -> None:
    _turn_sides(element)
    if element.tag == w("textDirection"):
        _replace(element, w("val"), _DIRECTIONS)
    elif element.tag in _HALF_POINTS:
        _measure(element, 2)
    elif element.tag in _TWIPS:
        _measure(element, 20)
    elif element.tag in _PLAIN_PERCENT:
        _percent(element, 1)


def _turn_sides(element: etree._Element) -> None:
    """Start and end are left and right, as text that runs from the left has them."""
    parent = element.getparent()
    if element.tag in _SIDED:
        _replace(element, w("val"), _SIDES)
    elif element.tag == w("ind"):
        for strict, known in _SIDES.items():
            if w(strict) in element.attrib:
                element.set(w(known), element.attrib.pop(w(strict)))
    elif parent is not None and parent.tag in _FRAMES and element.tag in (w("start"), w("end")):
        element.tag = w("left" if element.tag == w("start") else "right")


def _replace(element: etree._Element, name: str, others: dict[str, str]) -> None:
    found = element.get(name, "")
    if found in others:
        element.set(name, others[found])


def _measure(element: etree._Element, a_point: int) -> None:
    """Measures become whole numbers; a width in percent becomes fiftieths of one."""
    for name, text in element.attrib.items():
        found = _MEASURE.fullmatch(str(text))
        if found:
            element.set(name, str(round(float(found[1]) * _POINTS[found[2]] * a_point)))
    if _PERCENT.fullmatch(element.get(w("w"), "")):
        _percent(element, 50)
        element.set(w("type"), "pct")


def _percent(element: etree._Element, a_percent: int) -> None:
    for name, text in element.attrib.items():
        found = _PERCENT.fullmatch(str(text))
        if found:
            element.set(name, str(round(float(found[1]) * a_percent)))


def _correct_drawing(element: etree._Element, space: str) -> None:
    """Percents are thousandths (in charts whole), lengths are EMU, spacing is points / 100."""
    for name, value in element.attrib.items():
        text = str(value)
        if str(name) in _WORDS:
            continue
        percent, measure = _PERCENT.fullmatch(text), _MEASURE.fullmatch(text)
        if percent:
            a_percent = 1 if space == _CHART else 1_000
            element.set(name, str(round(float(percent[1]) * a_percent)))
        elif measure:
            a_point = 100 if str(name) in _A_HUNDREDTH else _EMU
            element.set(name, str(round(float(measure[1]) * _POINTS[measure[2]] * a_point)))
