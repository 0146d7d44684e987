"""References to relations that lead nowhere: what goes with them, so that Word opens the rest."""

from __future__ import annotations

from collections.abc import Container

from lxml import etree

from workflow.documents.word.tree import AttributePath, R, remove, remove_from_run, unwrap, w

_ATTRIBUTES = AttributePath("descendant-or-self::*/@r:* | descendant-or-self::*/@o:relid")
_DRAWING, _TEXT, _DELETED = w("drawing"), w("t"), w("delText")
_LINK = w("hyperlink")
# Elements that are nothing without their relation; others lose only the attribute.
_WHOLE = frozenset(
    {
        *("hlinkClick", "hlinkHover", "hlinkMouseOver", "OLEObject", "control", "externalData"),
        *("userShapes", "headerReference", "footerReference", "altChunk", "subDoc", "movie"),
        *("contentPart", "audioFile", "videoFile", "wavAudioFile", "quickTimeFile", "snd"),
        *("printerSettings", "attachedTemplate", "svgBlip", "objectLink", "objectEmbed"),
        *("legacyDrawing", "webextensionref", "backgroundImage"),
    }
)
# Drawings that show nothing without their relation.
_FRAMES = frozenset({"chart", "relIds", "blip"})
_SHAPES = frozenset({"wsp", "wgp", "wpc", "lockedCanvas"})


def references(root: etree._Element) -> list[tuple[etree._Element, str, str]]:
    """Each element that names a relation, the attribute, and the relation's id."""
    return [one for one in _ATTRIBUTES(root) if one[2]]


def drop_dangling(root: etree._Element, known: Container[str]) -> set[str]:
    """Take away every reference to a relation that is not known; the ids of those that were."""
    lost = [one for one in references(root) if one[2] not in known]
    for element, name, _ in lost:
        drop_reference(element, name)
    return {own for _, _, own in lost}


def drop_reference(element: etree._Element, attribute: str) -> None:
    """Take one reference away, and the element too where it means nothing without it.

    A link becomes its words, a picture without a copy its alternative text.
    """
    own = etree.QName(element).localname
    element.attrib.pop(attribute, "")
    if own in _WHOLE:
        remove(element)
    elif element.tag == _LINK and not element.get(w("anchor")):
        unwrap(element)
    elif own in _FRAMES and not (own == "blip" and _has_copy(element)):
        _drop_drawing(element)


def _has_copy(blip: etree._Element) -> bool:
    return bool(blip.get(f"{{{R}}}embed"))


def _drop_drawing(element: etree._Element) -> None:
    """A drawing that holds this alone becomes its alternative text; a group stays."""
    drawing = next(element.iterancestors(_DRAWING), None)
    if drawing is None or _holds_shapes(drawing):
        return
    text = _alternative(drawing)
    if not text:
        remove_from_run(drawing)
        return
    is_deleted = next(drawing.iterancestors(w("del")), None) is not None
    words = etree.Element(_DELETED if is_deleted else _TEXT)
    words.text = text
    drawing.addprevious(words)
    remove(drawing)


def _holds_shapes(drawing: etree._Element) -> bool:
    return any(etree.QName(one).localname in _SHAPES for one in drawing.iter("*"))


def _alternative(drawing: etree._Element) -> str:
    found = [one for one in drawing.iter("*") if etree.QName(one).localname == "docPr"]
    words = (one.get(name) for one in found for name in ("descr", "title"))
    return next((" ".join(one.split()) for one in words if one and one.strip()), "")
