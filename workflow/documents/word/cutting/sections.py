"""Sections of a body: each w:sectPr becomes a hole, and what it says stands beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from lxml import etree

from workflow.documents.chunk import Hole, Section
from workflow.documents.pieces import hole, pieces_of
from workflow.documents.word.package import parse_xml
from workflow.documents.word.tree import R, is_element, remove, w

SECTION = w("sectPr")
KINDS = ("header", "footer")
PAGES = ("default", "first", "even")
NEXT_PAGE, BLANK = "nextPage", ""
"""BLANK in the place of a part's name: nothing stands there."""
_BOX = w("txbxContent")
_REFERENCES = {w(f"{kind}Reference"): kind for kind in KINDS}
_NOTES = (w("footnotePr"), w("endnotePr"))
_TYPE, _TITLE = w("type"), w("titlePg")
# What the page of a report has too; everything else makes a section one of its own.
_USUAL = frozenset(map(w, ("pgSz", "pgMar", "cols", "docGrid", "titlePg", "pgNumType", "paperSrc")))
_DROPPED = frozenset(map(w, ("sectPrChange", "printerSettings")))
_OF_FURNITURE = frozenset({_TITLE, w("pgNumType")})

# (kind, which pages) -> the name of the header or footer part, or BLANK.
Furnished = dict[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Found:
    """A section, and the names of the parts in its head and foot: its own or inherited.

    ``differs`` says that its first page has a head and foot of its own.
    """

    section: Section
    furnished: Furnished
    differs: bool


def cut_sections(
    root: etree._Element, part_of: Callable[[str], str], own_furniture: bool
) -> list[Found]:
    """Set holes where sections end within ``root``; the last is that of the whole.

    ``part_of`` gives the part's name for a relation. Without ``own_furniture`` a section has
    no first page of its own and numbers its pages as the report does.
    """
    found: list[Found] = []
    before: Furnished = {}
    last = next((one for one in root.iterchildren(SECTION)), None)
    for element in list(root.iter(SECTION)):
        holder = element.getparent()
        is_end = holder is not None and holder.tag == w("pPr") and _is_of_text(holder)
        if not is_end and element is not last:
            remove(element)
            continue
        before = {**before, **_furnished(element, part_of)}
        differs = element.find(_TITLE) is not None
        found.append(Found(_section(element, own_furniture), dict(before), differs))
        if element is not last:
            element.tail = hole(Hole.SECTION, len(found) - 1)
        remove(element)
    if last is None:
        found.append(Found(Section(NEXT_PAGE, True, b"", b""), dict(before), False))
    return found


def is_plain(element: etree._Element) -> bool:
    """Upright, in one column, with nothing that the report's own page lacks."""
    if any(one.tag not in _USUAL for one in element if _is_of_page(one)):
        return False
    size, columns = element.find(w("pgSz")), element.find(w("cols"))
    wide, high = (_number(size, one) for one in ("w", "h"))
    is_wide = wide > high if wide and high else _value(size, "orient") == "landscape"
    return not is_wide and _number(columns, "num") <= 1 and (columns is None or not len(columns))


def _is_of_page(one: etree._Element) -> bool:
    if not is_element(one) or one.tag in _REFERENCES or one.tag in (*_NOTES, _TYPE):
        return False
    return one.tag not in _DROPPED and _says_something(one)


def _says_something(one: etree._Element) -> bool:
    """What is only the usual in another word: text from the top, from left to right."""
    usual = {"vAlign": "top", "textDirection": "lrTb", "bidi": "0", "formProt": "0"}
    name = etree.QName(one).localname
    return name != "noEndnote" and not (
        name in usual and _value(one, "val") in (usual[name], "off")
    )


def _section(element: etree._Element, own_furniture: bool) -> Section:
    """Uses up what stands in the element."""
    for one in list(element):
        if not is_element(one) or one.tag in _REFERENCES or one.tag in _DROPPED:
            remove(one)
    element.attrib.clear()
    return _section_of(etree.tostring(element, with_tail=False), own_furniture)


@lru_cache(maxsize=256)
def _section_of(data: bytes, own_furniture: bool) -> Section:
    """Pages of one office are alike."""
    element = parse_xml(data)
    kind, plain = _value(element.find(_TYPE), "val") or NEXT_PAGE, is_plain(element)
    notes = [one for one in element if one.tag in _NOTES]
    page = [one for one in element if one.tag not in (*_NOTES, _TYPE)]
    if not own_furniture:
        page = [one for one in page if one.tag not in _OF_FURNITURE]
    return Section(kind, plain, _joined(notes), _joined(page))


def _joined(elements: list[etree._Element]) -> bytes:
    if not elements:
        return b""
    return b"".join(one for one in pieces_of(*elements) if isinstance(one, bytes))


def _furnished(element: etree._Element, part_of: Callable[[str], str]) -> Furnished:
    found: Furnished = {}
    for one in element:
        if is_element(one) and one.tag in _REFERENCES:
            pages = one.get(w("type"), PAGES[0])
            found[_REFERENCES[one.tag], pages] = part_of(one.get(f"{{{R}}}id", ""))
    return found


def with_furniture(found: Found, number: Callable[[str, str], int], differs: bool) -> Section:
    """The section with its head and foot by number; ``differs``: even pages have their own.

    Each is named, as a section without one would take over that of the section before it.
    """
    rows = []
    for kind in KINDS:
        default = found.furnished.get((kind, PAGES[0]), BLANK)
        for pages in PAGES:
            name = found.furnished.get((kind, pages), BLANK)
            if pages == "first" and not found.differs:
                continue
            rows.append((kind, pages, number(kind, default if _same(pages, differs) else name)))
    return replace(found.section, furniture=tuple(rows))


def _same(pages: str, differs: bool) -> bool:
    """A report always tells odd pages from even ones: here both show the same."""
    return pages == PAGES[0] or (pages == "even" and not differs)


def _is_of_text(holder: etree._Element) -> bool:
    return next(holder.iterancestors(_BOX), None) is None


def _value(element: etree._Element | None, name: str) -> str:
    return "" if element is None else element.get(w(name), "")


def _number(element: etree._Element | None, name: str) -> int:
    text = _value(element, name)
    return int(float(text)) if text.replace(".", "", 1).isdigit() else 0
