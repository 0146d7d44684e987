"""Which kind of island something of Word's is; the kinds are islands.KINDS."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.documents.pieces import NAMESPACES
from workflow.documents.reader.xml import Element, local, named, tags
from workflow.documents.word.tree import w

_GRAPHICS = {
    NAMESPACES["pic"]: "picture",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "chart",
    "http://schemas.microsoft.com/office/drawing/2014/chartex": "chart",
    "http://schemas.openxmlformats.org/drawingml/2006/diagram": "smartart",
}
_NAMES = {
    "object": "object",
    "ruby": "ruby",
    "sym": "symbol",
    "sdt": "control",
    "oMath": "equation",
    "oMathPara": "equation",
    "altChunk": "file",
    "fldSimple": "field",
}
# Those that fill a paragraph when they are alone in it.
BLOCK_KINDS = frozenset({"chart", "smartart", "equation", "textbox", "shape", "object"})
_TRANSPARENT = tags("r smartTag customXml")
_UNSEEN = tags(
    "pPr rPr proofErr bookmarkStart bookmarkEnd lastRenderedPageBreak "
    "commentRangeStart commentRangeEnd commentReference permStart permEnd smartTagPr "
    "customXmlPr"
)
_DRAWN = frozenset({"drawing", "pict", "AlternateContent"})


def kind_of(element: Element) -> str:
    """The kind by what the element is, of a drawing by what it shows."""
    name = local(element)
    return _NAMES.get(name) or (_drawn(element) if name in _DRAWN else "other")


def lone_kind(paragraph: Element) -> str:
    """The kind of the one thing that a paragraph holds, "" where it holds text or several."""
    found = list(_seen(paragraph))
    kind = kind_of(found[0]) if len(found) == 1 else ""
    return kind if kind in BLOCK_KINDS else ""


def _seen(holder: Element) -> Iterator[Element]:
    for one in holder:
        if one.tag in _TRANSPARENT:
            yield from _seen(one)
        elif isinstance(one.tag, str) and one.tag not in _UNSEEN and not _is_blank(one):
            yield one


def _is_blank(element: Element) -> bool:
    return element.tag == w("t") and not (element.text or "").strip()


def _drawn(element: Element) -> str:
    """A text box only where there is text in it; else a graphic, a picture, or a shape."""
    if _has_text(element):
        return "textbox"
    for graphic in element.iter(named("a", "graphicData")):
        found = _GRAPHICS.get(graphic.get("uri", ""))
        if found:
            return found
    if next(element.iter(named("v", "imagedata")), None) is not None:
        return "picture"
    drawn = element.iter(named("a", "graphicData"), named("v", "*"), w("drawing"), w("pict"))
    return "shape" if next(drawn, None) is not None else "other"


def _has_text(element: Element) -> bool:
    boxes = element.iter(w("txbxContent"))
    return any((one.text or "").strip() for box in boxes for one in box.iter(w("t")))
