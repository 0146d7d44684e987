"""The parts of a Word package that hold text, found by their relations, not by their names."""

from __future__ import annotations

import posixpath

from lxml import etree

from workflow.documents.word.package import Archive, parse_xml, read_part
from workflow.documents.word.refusals import refusal

# Transitional and strict WordprocessingML.
_WORD = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)


def local(element: etree._Element) -> str:
    """The name without its namespace; "" for comments and processing instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def is_word(element: etree._Element) -> bool:
    """Whether the element belongs to WordprocessingML."""
    return isinstance(element.tag, str) and element.tag.startswith(_WORD)


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first descendant along `path` of names in the element's own namespace, or None."""
    if element is None or not isinstance(element.tag, str):
        return None
    space = element.tag[: element.tag.rfind("}") + 1]
    for name in path:
        element = element.find(space + name)
        if element is None:
            return None
    return element


def value(element: etree._Element | None, name: str = "val") -> str | None:
    """The WordprocessingML attribute `name`, or None."""
    if element is None:
        return None
    found = element.get(_WORD[0] + name)
    return element.get(_WORD[1] + name) if found is None else found


def number(element: etree._Element | None, name: str = "val") -> int | None:
    """The attribute as a whole number from 0 to 32767, or None when it is none."""
    text = value(element, name) or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 5 else None


class Parts:
    """Reads the main part and the parts that it refers to."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._main = self._target("", "officeDocument") or "word/document.xml"

    def main(self) -> etree._Element:
        """The root of the main part; DocumentError (code "not_word") when there is none."""
        try:
            return parse_xml(read_part(self._archive, self._main))
        except KeyError:
            raise refusal("not_word") from None

    def related(self, kind: str) -> etree._Element | None:
        """The root of the part that the main part names as its `kind` ("styles"), or None."""
        name = self._target(self._main, kind)
        try:
            return parse_xml(read_part(self._archive, name)) if name else None
        except KeyError:
            return None

    def _target(self, source: str, kind: str) -> str | None:
        folder, file = posixpath.split(source)
        try:
            relations = parse_xml(
                read_part(self._archive, posixpath.join(folder, "_rels", file + ".rels"))
            )
        except KeyError:
            return None
        for relation in relations:
            if relation.get("Type", "").endswith("/" + kind):
                return _resolved(folder, relation.get("Target", ""))
        return None


def _resolved(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join(folder, target))
