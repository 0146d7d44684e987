"""Small cuts in a tree of lxml, which keep the text behind an element where it is."""

from __future__ import annotations

from functools import cache
from typing import Any

from lxml import etree

from workflow.documents.pieces import NAMESPACES

W, R, MC, V, O = (NAMESPACES[one] for one in ("w", "r", "mc", "v", "o"))  # noqa: E741


@cache
def w(name: str) -> str:
    """The full name of an element or attribute of WordprocessingML (transitional)."""
    return f"{{{W}}}{name}"


def is_element(node: etree._Element) -> bool:
    """Whether the node is an element, no comment or processing instruction."""
    return isinstance(node.tag, str)


class AttributePath:
    """An XPath to attributes, compiled once: who holds each, its name, what it says."""

    def __init__(self, path: str) -> None:
        self._find = etree.XPath(path, namespaces=NAMESPACES)

    def __call__(self, root: etree._Element) -> list[tuple[etree._Element, str, str]]:
        found: list[Any] = self._find(root)  # type: ignore[assignment]
        return [(one.getparent(), str(one.attrname), str(one)) for one in found]


def remove(element: etree._Element) -> None:
    """Take the element out of its parent; what stands behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    _give_text(element, parent, element.tail)
    parent.remove(element)


def unwrap(element: etree._Element) -> None:
    """Put an element's text and children in its place."""
    parent = element.getparent()
    if parent is None:
        return
    _give_text(element, parent, element.text)
    for child in list(element):
        element.addprevious(child)
    remove(element)


def remove_from_run(element: etree._Element) -> None:
    """Take the element out, and its run too where nothing but properties is left of it."""
    run = element.getparent()
    remove(element)
    if run is not None and run.tag == w("r") and all(one.tag == w("rPr") for one in run):
        remove(run)


def _give_text(element: etree._Element, parent: etree._Element, text: str | None) -> None:
    """Text that follows what stands before ``element``."""
    if not text:
        return
    before = element.getprevious()
    if before is None:
        parent.text = (parent.text or "") + text
    else:
        before.tail = (before.tail or "") + text
