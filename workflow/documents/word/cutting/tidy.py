"""Takes out of a cut what holds only within its own document, or only for its own editor."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from workflow.documents.pieces import NAMESPACES
from workflow.documents.word.tree import AttributePath, W, remove, w

_W14, _W15, _WP14 = (NAMESPACES[one] for one in ("w14", "w15", "wp14"))
# Ids of editing sessions and of paragraphs, given anew by whoever saves.
_TRACES = (
    *map(w, ("rsid", "rsidR", "rsidRDefault", "rsidRPr", "rsidP", "rsidTr", "rsidDel", "rsidSect")),
    *(f"{{{_W14}}}{one}" for one in ("paraId", "textId")),
    *(f"{{{_WP14}}}{one}" for one in ("anchorId", "editId")),
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


def tidy(root: etree._Element, remark: Callable[[str], None], has_theme: bool = True) -> None:
    """Drop marks of spelling and permission, colours of the theme, ids and bindings of controls.

    ``has_theme``: the theme may be named somewhere within.
    """
    if has_theme:
        _drop(_THEME_COLOURS, root)
    for element in list(root.iter(*_NOISE, *_BINDINGS, _CONTROL)):
        if element.tag == _CONTROL:
            for own in list(element.iterchildren(w("id"))):
                remove(own)
            continue
        remove(element)
        if element.tag in _BINDINGS:
            remark("data_binding")


def drop_remarks(root: etree._Element) -> None:
    """Drop comments of XML and instructions that stand straight within."""
    for one in list(root.iterchildren(etree.Comment, etree.PI)):
        remove(one)


def bare(holder: etree._Element) -> None:
    """Leave nothing straight within but elements, as the notes of a part are indented."""
    holder.text = None
    drop_remarks(holder)
    for one in holder:
        one.tail = None


def drop_traces(root: etree._Element) -> None:
    """Drop what editing sessions leave: ids of sessions and of paragraphs."""
    etree.strip_attributes(root, *_TRACES)


def _drop(paths: AttributePath, root: etree._Element) -> None:
    for element, name, _ in paths(root):
        del element.attrib[name]
