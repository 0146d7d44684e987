"""Ids of drawings and of tracked changes, and what old drawings borrow from each other."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping

from lxml import etree

from workflow.documents.chunk import Hole
from workflow.documents.needs import NeedsBuilder
from workflow.documents.pieces import NAMESPACES, hole
from workflow.documents.word.tree import AttributePath, O, V, remove, w

_PROPERTIES = f"{{{NAMESPACES['wp']}}}docPr"
_TYPE = f"{{{V}}}shapetype"
_SHAPES = AttributePath("descendant-or-self::v:*[not(self::v:shapetype)]/@id")
_TYPED = AttributePath("descendant-or-self::v:*/@type")
# Numbers that Word gives, or this has given; a name that somebody gave (a watermark's) has a
# meaning.
_NUMBERED = re.compile(r"_x0000_[si]\d+|shape\d+")
_POINTERS = (f"{{{O}}}OLEObject", f"{{{O}}}r", f"{{{O}}}proxy")
_POINTING = ("ShapeID", "idref")
_NEXT_BOX = re.compile(r"(?<=mso-next-textbox:#)[^;\s]+")
CHANGES = frozenset(
    map(
        w,
        (
            *("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge"),
            *("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblGridChange"),
            *("trPrChange", "tcPrChange", "tblPrExChange", "numberingChange"),
        ),
    )
)
_MOVES = {
    w("moveFromRangeStart"): w("moveFromRangeEnd"),
    w("moveToRangeStart"): w("moveToRangeEnd"),
}


ShapeTypes = Mapping[str, etree._Element]


def cut_drawings(root: etree._Element, builder: NeedsBuilder, has_shapes: bool = True) -> None:
    """Holes for the ids of drawings; those of old ones with all that names them."""
    for element in root.iter(_PROPERTIES):
        element.set("id", hole(Hole.DRAWING, builder.add_drawing()))
    if not has_shapes:
        return
    renamed = {
        own: f"shape{hole(Hole.DRAWING, builder.add_drawing())}"
        for own in dict.fromkeys(name for _, _, name in _SHAPES(root))
        if _NUMBERED.fullmatch(own)
    }
    if renamed:
        _rename(root, renamed)


def _rename(root: etree._Element, renamed: Mapping[str, str]) -> None:
    for element, attribute, own in _SHAPES(root):
        element.set(attribute, renamed.get(own, own))
    for element in root.iter(*_POINTERS):
        for attribute in _POINTING:
            own = element.get(attribute, "")
            if own.lstrip("#") in renamed:
                element.set(attribute, own[: -len(own.lstrip("#"))] + renamed[own.lstrip("#")])
    for box in root.iter(f"{{{V}}}textbox"):
        style = box.get("style")
        if style:
            box.set("style", _NEXT_BOX.sub(lambda m: renamed.get(m[0], m[0]), style))


def shape_types(root: etree._Element | None) -> ShapeTypes:
    """The kinds of shapes that a part defines, by id."""
    found: dict[str, etree._Element] = {}
    for one in root.iter(_TYPE) if root is not None else ():
        found.setdefault(one.get("id", ""), one)
    return found


def bring_shape_types(root: etree._Element, known: ShapeTypes) -> None:
    """Word defines a kind of old shape once, where it is first used: a cut brings it along."""
    there = {one.get("id") for one in root.iter(_TYPE)}
    for element, _, named in _TYPED(root):
        own = named.lstrip("#")
        if named.startswith("#") and own not in there and own in known:
            made = copy.deepcopy(known[own])
            made.tail = None
            element.addprevious(made)
            there.add(own)


def cut_changes(root: etree._Element, builder: NeedsBuilder) -> None:
    """Holes for the ids of tracked changes; ranges of moved text only where they are whole."""
    names: dict[str, int] = {}
    found = list(root.iter(*CHANGES, *_MOVES, *_MOVES.values()))
    if any(one.tag not in CHANGES for one in found):
        for start, end in _MOVES.items():
            _cut_moves(root, start, end, names, builder)
    for element in found:
        if element.tag in CHANGES and w("id") in element.attrib:
            element.set(w("id"), hole(Hole.REVISION, builder.add_revision()))


def _cut_moves(
    root: etree._Element, start: str, end: str, names: dict[str, int], builder: NeedsBuilder
) -> None:
    """Both ends of a move bear one name, which is unique as ids are."""
    ends = {one.get(w("id")): one for one in root.iter(end)}
    for mark in list(root.iter(start)):
        closing = ends.pop(mark.get(w("id")), None)
        if closing is None:
            remove(mark)
            continue
        name = mark.get(w("name"), "")
        if name not in names:
            names[name] = builder.add_revision()
        own = hole(Hole.REVISION, builder.add_revision())
        mark.set(w("name"), f"move{hole(Hole.REVISION, names[name])}")
        mark.set(w("id"), own)
        closing.set(w("id"), own)
    for mark in ends.values():
        remove(mark)
