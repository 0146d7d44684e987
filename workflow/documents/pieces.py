"""Where WordprocessingML is cut into pieces at its holes, and what every piece counts on."""

from __future__ import annotations

import secrets
from functools import lru_cache
from itertools import chain

from lxml import etree

from workflow.documents.chunk import Hole, Pieces, Place

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w10": "urn:schemas-microsoft-com:office:word",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "wp14": "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "wpc": "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas",
}
"""Declared by the root of every part into which pieces are set, so no piece declares them.

Stored islands count on them: one may be added, none taken away or changed.
"""
IGNORABLE = "w14 w15 wp14"
"""Prefixes that an older reader may pass over (ECMA-376 Part 3, mc:Ignorable)."""

ROOT = "root"
_KINDS = {one.value.encode(): one for one in Hole}

# Only this process knows it, so no text of anybody can be taken for a hole.
_NONCE = f"{secrets.token_hex(8)}:"
_MARK = _NONCE.encode()


def hole(kind: Hole, number: int) -> str:
    """The text that stands in an attribute, or in a field's code, until it is cut out."""
    return f"{_NONCE}{kind}:{number};"


def pieces_of(*elements: etree._Element) -> Pieces:
    """The elements serialised in UTF-8 and cut at their holes; they are used up by it.

    Prefixes of NAMESPACES are not declared again: the pieces stand below such a root.
    """
    root = etree.Element(ROOT, nsmap=NAMESPACES)
    root.extend(elements)
    for one in elements:
        one.tail = None
    return pieces_within(root)


def pieces_within(root: etree._Element) -> Pieces:
    """What stands within ``root``, an element that declares NAMESPACES, as ROOT does."""
    return pieces_in(inner_of(root))


def inner_of(root: etree._Element) -> bytes:
    """The same, serialised, with holes as they are."""
    data = etree.tostring(root, encoding="UTF-8")
    # No attribute holds a bare > once it is serialised.
    start = data.index(b">", data.find(b"?>") + 2) + 1
    return data[start : data.rindex(b"</")] if len(root) else b""


def pieces_in(data: bytes) -> Pieces:
    """Serialised XML cut at its holes."""
    first, *others = data.split(_MARK)
    if not others:
        return (data,) if data else ()
    names, _, texts = zip(*[one.partition(b";") for one in others], strict=True)
    behind = chain.from_iterable(zip(map(_place, names), texts, strict=True))
    return tuple(filter(None, chain((first,), behind)))


@lru_cache(maxsize=4096)
def _place(named: bytes) -> Place:
    """The hole that ``hole`` named: b"s:12" is the thirteenth style."""
    kind, _, number = named.partition(b":")
    return _KINDS[kind], int(number)
