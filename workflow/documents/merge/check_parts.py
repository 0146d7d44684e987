"""Checks of a package: content types, and relations that lead somewhere."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator, Mapping

from lxml import etree

from workflow.documents.word.references import references

Roots = Mapping[str, etree._Element]
TYPES = "[Content_Types].xml"


def check_types(names: Collection[str], roots: Roots) -> Iterator[str]:
    """Each part has a type, and each type a part (ECMA-376 Part 2, 10.1.2.3)."""
    if TYPES not in roots:
        yield f"{TYPES} is missing"
        return
    rows = list(roots[TYPES])
    endings = {one.get("Extension", "").casefold() for one in rows}
    named = [one.get("PartName", "") for one in rows if one.get("PartName")]
    for name in names:
        ending = posixpath.splitext(name)[1].lstrip(".").casefold()
        if name != TYPES and f"/{name}" not in named and ending not in endings:
            yield f"{name} has no content type"
        if name.endswith(".xml") and name != TYPES and f"/{name}" not in named:
            yield f"{name} has no content type of its own"
    for name in named:
        if name.lstrip("/") not in names:
            yield f"a content type is said of {name}, which is not there"
        if named.count(name) > 1:
            yield f"{name} has two content types"


def check_relations(names: Collection[str], roots: Roots) -> Iterator[str]:
    """Relations lead to parts that are there, and what names a relation names one."""
    known: dict[str, set[str]] = {}
    for name, root in roots.items():
        if not name.endswith(".rels"):
            continue
        owner = owner_of(name)
        if owner and owner not in names:
            yield f"{name} belongs to nothing"
        ids = [one.get("Id", "") for one in root]
        known[owner] = set(ids)
        if len(set(ids)) != len(ids):
            yield f"{name} has an id twice"
        for one in root:
            target = posixpath.normpath(
                posixpath.join(posixpath.dirname(owner), one.get("Target", "").lstrip("/"))
            )
            if one.get("TargetMode") != "External" and target not in names:
                yield f"{name}: {one.get('Target')} is not there"
    for name, root in roots.items():
        for element, _, own in references(root):
            if own not in known.get(name, ()):
                yield f"{name}: {etree.QName(element).localname} names relation {own}"


def owner_of(name: str) -> str:
    """The part whose relations stand in ``word/_rels/document.xml.rels``."""
    folder, file = posixpath.split(name)
    return posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))
