"""Styles that a cut uses, by type and name, with all that they are based on and lead to.

What a paragraph without a style looks like comes from the defaults of its document
(w:docDefaults), which no chunk carries: a chunk that is set into a report gets the report's.
Keeping the look of the source is a matter of the document that keeps it.
"""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from workflow.documents.chunk import Hole, Pieces
from workflow.documents.pieces import hole, pieces_of
from workflow.documents.word.aside import KINDS
from workflow.documents.word.cutting.prefixes import copied, scope_of
from workflow.documents.word.tree import remove, w

# (type of the style that is meant, its id) -> the local number, or None where there is none.
Number = Callable[[str, str], int | None]
Meet = Callable[[etree._Element], None]
_USES = {w("pStyle"): "paragraph", w("rStyle"): "character", w("tblStyle"): "table"}
_VALUE = w("val")
_LINKED = {"paragraph": "character", "character": "paragraph"}
_NAMED = (w("basedOn"), w("next"), w("link"))
_DEFAULT_KIND = "paragraph"


class StyleIndex:
    """The styles of a source by type and id; the first of an id counts."""

    def __init__(self, root: etree._Element | None) -> None:
        self._scope = scope_of(root)
        self._styles: dict[tuple[str, str], etree._Element] = {}
        self._names: dict[tuple[str, str], str] = {}
        for style in root.iterchildren(w("style")) if root is not None else ():
            key = (kind_of(style), style.get(w("styleId"), ""))
            self._styles.setdefault(key, style)

    def find(self, kind: str, own: str) -> etree._Element | None:
        return self._styles.get((kind, own))

    def name(self, kind: str, own: str) -> str | None:
        """The style's name, or None where there is none of this id."""
        known = self._names.get((kind, own))
        if known is None and (style := self.find(kind, own)) is not None:
            known = self._names[kind, own] = name_of(style)
        return known

    def definition(self, style: etree._Element, own: int, number: Number) -> etree._Element:
        """A copy of the style under the number ``own``, which is nobody's default."""
        made = copied(style, self._scope)
        made.set(w("styleId"), hole(Hole.STYLE, own))
        made.attrib.pop(w("default"), "")
        kind = kind_of(style)
        for element in list(made.iterchildren(*_NAMED)):
            meant = _LINKED.get(kind, kind) if element.tag == w("link") else kind
            _set(element, number(meant, element.get(w("val"), "")))
        return made


def kind_of(style: etree._Element) -> str:
    return style.get(w("type"), _DEFAULT_KIND)


def name_of(style: etree._Element) -> str:
    """Its name, or its id where it has none."""
    named = style.find(w("name"))
    found = "" if named is None else named.get(w("val"), "").strip()
    return found or style.get(w("styleId"), "")


def named_style(kind: str, name: str, own: int) -> Pieces:
    """A style that stands for the one of this name in any document, under the number ``own``."""
    style = etree.Element(w("style"), {w("type"): kind, w("styleId"): hole(Hole.STYLE, own)})
    etree.SubElement(style, w("name")).set(w("val"), name)
    return pieces_of(style)


def cut_uses(root: etree._Element, number: Number, meet: Meet | None = None) -> None:
    """Holes where text names a style; the name goes where there is no such style.

    ``meet`` is told of each element that may stand for something that was set aside.
    """
    known: dict[tuple[str, str], str] = {}
    for element in list(root.iter(*_USES, *(KINDS if meet else ()))):
        if meet and element.tag in KINDS:
            meet(element)
            continue
        key = element.tag, element.get(_VALUE, "")
        if key in known:
            element.set(_VALUE, known[key])
        else:
            own = number(_USES[element.tag], key[1])
            _set(element, own)
            if own is not None:
                known[key] = hole(Hole.STYLE, own)


def _set(element: etree._Element, number: int | None) -> None:
    if number is None:
        remove(element)
    else:
        element.set(_VALUE, hole(Hole.STYLE, number))
