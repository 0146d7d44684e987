"""Small makers of WordprocessingML (ECMA-376 Part 1, clause 17)."""

from __future__ import annotations

import re
from collections.abc import Collection
from copy import copy
from functools import lru_cache
from typing import TypeAlias

from lxml import etree

from workflow.documents.content.model import UNSTORABLE
from workflow.documents.profile import Font, Profile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
NAMESPACES = {"w": W, "r": R}
Element: TypeAlias = etree._Element
SWITCHES = {"italic": ("i", "iCs"), "strike": ("strike",)}
VALUES = {
    "highlight": ("highlight", "yellow"),
    "underline": ("u", "single"),
    "superscript": ("vertAlign", "superscript"),
    "subscript": ("vertAlign", "subscript"),
}
JOINED = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""Letters written from right to left, most of them joined: no space between them is changed.

LibreOffice 7.4 does not end on a line of Arabic whose letters are set closer.
"""
MARKS = frozenset({"bold", *SWITCHES, *VALUES})
"""What a run can be marked with, besides its font."""


def element(name: str, /, *children: Element, text: str | None = None) -> Element:
    """An element of the main namespace with its children, or with its text."""
    made = etree.Element(w(name), nsmap=NAMESPACES)
    made.text = text
    made.extend(children)
    return made


def w(name: str) -> str:
    """An attribute's or element's full name."""
    return f"{{{W}}}{name}"


def el(name: str, /, *children: Element, **attributes: str | int) -> Element:
    """``el("sz", val=32)``: an element of the main namespace with its attributes."""
    made = element(name, *children)
    for key, value in attributes.items():
        made.set(w(key), str(value))
    return made


def fonts(font: Font, profile: Profile, latin: str | None = None) -> Element:
    """All four faces by name and no theme; the hint gives curly quotes the Chinese face.

    ``latin`` instead of the profile's face of digits and Latin letters.
    """
    return _faces(font, latin or profile.latin_of(font))


def _faces(font: Font, face: str) -> Element:
    return el("rFonts", hint="eastAsia", ascii=face, eastAsia=font.name, hAnsi=face, cs=face)


def run_properties(
    font: Font,
    profile: Profile,
    marks: Collection[str] = (),
    *,
    style: str | None = None,
    spacing: int = 0,
    latin: str | None = None,
) -> Element:
    """The ``rPr`` of a run or style, in the order of CT_RPr (ECMA-376, 17.3.2.28).

    ``marks``: of MARKS below. ``style``: id of a character style. ``spacing``: added to each
    character, in twips. ``latin``: a face of digits instead of the profile's.
    """
    return _properties(font, latin or profile.latin_of(font), marks, style, spacing or None)


def _properties(
    font: Font, face: str, marks: Collection[str], style: str | None, spacing: int | None
) -> Element:
    parts = [el("rStyle", val=style)] if style else []
    parts.append(_faces(font, face))
    if font.bold or "bold" in marks:
        parts += [el("b"), el("bCs")]
    parts += [el(name) for mark, names in SWITCHES.items() if mark in marks for name in names]
    parts += [el("spacing", val=spacing)] if spacing is not None else []
    parts += [el("sz", val=font.size), el("szCs", val=font.size)]
    parts += [el(name, val=value) for mark, (name, value) in VALUES.items() if mark in marks]
    return element("rPr", *parts)


def run(
    text: str,
    font: Font,
    profile: Profile,
    marks: Collection[str] = (),
    *,
    style: str | None = None,
    latin: str | None = None,
) -> Element:
    """One run; tabs become tab elements, blanks at the edges are kept.

    Characters that XML 1.0 cannot hold (production 2) are left out: none of them is seen.
    """
    text = UNSTORABLE.sub("", text)
    face = latin or profile.latin_of(font)
    # A copy is made in C: building the properties of each run anew took most of the time.
    spacing = 0 if profile.tracking and JOINED.search(text) else None
    made = copy(_run_of_words(font, face, frozenset(marks), style, spacing))
    words = made[-1]
    if text and "\t" not in text:
        words.text = text
        return made
    made.remove(words)
    for place, piece in enumerate(text.split("\t")):
        if place:
            made.append(el("tab"))
        if piece:
            made.append(copy(words))
            made[-1].text = piece
    return made


@lru_cache(maxsize=512)
def _run_of_words(
    font: Font, face: str, marks: frozenset[str], style: str | None, spacing: int | None
) -> Element:
    words = element("t")
    words.set(XML_SPACE, "preserve")
    return element("r", _properties(font, face, marks, style, spacing), words)


def paragraph(style: str, *runs: Element, properties: tuple[Element, ...] = ()) -> Element:
    made = copy(_empty_paragraph(style))
    made[0].extend(properties)
    made.extend(runs)
    return made


@lru_cache(maxsize=64)
def _empty_paragraph(style: str) -> Element:
    return element("p", element("pPr", el("pStyle", val=style)))


def keep_with_next(made: Element) -> Element:
    """The paragraph, whose last lines now stay on the page of what follows (17.3.1.15)."""
    properties = made.find(w("pPr"))
    if properties is None:
        properties = element("pPr")
        made.insert(0, properties)
    known = properties.find(w("keepNext"))
    if known is not None:
        properties.remove(known)
    properties.insert(int(properties.find(w("pStyle")) is not None), el("keepNext"))
    return made


def serialise(root: Element) -> bytes:
    """Bytes of a part, with the declaration that Word expects."""
    etree.cleanup_namespaces(root, keep_ns_prefixes=["w"])
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
