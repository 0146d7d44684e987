"""Takes out of a cut what holds only within its own document, or only for its own editor."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from workflow.documents.chunk import NAMESPACES
from workflow.documents.word.tree import AttributePath, W, remove, w

_W14, _W15, _WP14 = (NAMESPACES[one] for one in ("w14", "w15", "wp14"))
# Ids of editing sessions and of paragraphs, given anew by whoever saves.
_TRACES = AttributePath(
    "descendant-or-self::*/@*[starts-with(local-name(), 'rsid') and namespace-uri()='" + W + "']"
    " | descendant-or-self::*/@w14:paraId | descendant-or-self::*/@w14:textId"
    " | descendant-or-self::*/@wp14:anchorId | descendant-or-self::*/@wp14:editId"
)
_THEME_COLOURS = AttributePath(
    "descendant-or-self::w:*/@*[starts-with(local-name(), 'theme') and namespace-uri()='" + W + "']"
)
_NOISE = tuple(
    map(
        w,
        (
            *("proofErr", "lastRenderedPageBreak", "permStart", "permEnd", "divId", "rsid"),
            *("printerSettings", "customXmlInsRangeStart", "customXmlInsRangeEnd"),
            *("customXmlDelRangeStart", "customXmlDelRangeEnd"),
            *("customXmlMoveFromRangeStart", "customXmlMoveFromRangeEnd"),
            *("customXmlMoveToRangeStart", "customXmlMoveToRangeEnd"),
        ),
    )
)
_BINDINGS = (w("dataBinding"), f"{{{_W15}}}dataBinding")
_CONTROL = w("sdtPr")


def tidy(root: etree._Element, remark: Callable[[str], None]) -> None:
    """Drop traces of editing, marks of spelling and permission, ids and bindings of controls."""
    for paths in (_TRACES, _THEME_COLOURS):
        for element, name, _ in paths(root):
            del element.attrib[name]
    for element in list(root.iter(*_NOISE)):
        remove(element)
    for element in list(root.iter(*_BINDINGS)):
        remove(element)
        remark("data_binding")
    for control in root.iter(_CONTROL):
        for own in list(control.iterchildren(w("id"))):
            remove(own)
