"""Strict OOXML becomes transitional: names, relation types, and values that are written else.

ECMA-376 Part 1 against Part 4 (ISO/IEC 29500-1 and -4).
"""

from __future__ import annotations

import copy
import re
from functools import lru_cache
from typing import cast

from lxml import etree

from workflow.documents.word.strict_values import correct_values
from workflow.documents.word.tree import is_element

_STRICT = re.compile(r"http://purl\.oclc\.org/ooxml/(\w+)/(.+)")
_MARK = "purl.oclc.org/ooxml/"
_WIDE_MARKS = tuple(_MARK.encode(code) for code in ("utf-16-le", "utf-16-be"))
_RENAMED = {
    "extendedProperties": "extended-properties",
    "customProperties": "custom-properties",
}


def is_strict(data: bytes) -> bool:
    """Whether a part's bytes name a namespace of the strict kind; UTF-16 is full of zeros."""
    return _MARK.encode() in data or (b"\0" in data and any(mark in data for mark in _WIDE_MARKS))


@lru_cache(maxsize=1024)
def transitional_uri(uri: str) -> str:
    """The transitional namespace or relation type for a strict one; others as they are.

    ``http://purl.oclc.org/ooxml/wordprocessingml/main`` is
    ``http://schemas.openxmlformats.org/wordprocessingml/2006/main``.
    """
    found = _STRICT.fullmatch(uri)
    if found is None:
        return uri
    *way, last = found[2].split("/")
    rest = "/".join([*way, _RENAMED.get(last, last)])
    return f"http://schemas.openxmlformats.org/{found[1]}/2006/{rest}"


def to_transitional(root: etree._Element) -> etree._Element:
    """A new tree with transitional names and values; text and order are the same."""
    made = etree.Element(_name(root.tag), _attributes(root), nsmap=_spaces(root))
    made.text = root.text
    places = {root: made}
    for element in root.iterdescendants():
        above = element.getparent()
        assert above is not None
        places[element] = _copied(element, places[above])
    correct_values(made)
    return made


def _copied(element: etree._Element, parent: etree._Element) -> etree._Element:
    if is_element(element):
        made = etree.SubElement(
            parent, _name(element.tag), _attributes(element), nsmap=_spaces(element)
        )
        made.text = element.text
    else:
        made = copy.deepcopy(element)
        parent.append(made)
    made.tail = element.tail
    return made


def _name(name: str) -> str:
    if not name.startswith("{"):
        return name
    space, _, own = name[1:].partition("}")
    return f"{{{transitional_uri(space)}}}{own}"


def _attributes(element: etree._Element) -> dict[str, str]:
    """``uri`` says what a drawing holds, by the namespace of its content."""
    return {
        _name(str(name)): transitional_uri(str(text)) if name == "uri" else str(text)
        for name, text in element.attrib.items()
    }


def _spaces(element: etree._Element) -> dict[str, str] | None:
    """What the element declares beyond its parent; types of lxml know no default prefix."""
    above = element.getparent()
    if above is not None and above.nsmap == element.nsmap:
        return None
    known = {} if above is None else above.nsmap
    return {
        cast(str, prefix): transitional_uri(uri)
        for prefix, uri in element.nsmap.items()
        if known.get(prefix) != uri
    }
