"""Relations that a cut names, by numbers instead of ids: in the tree, or in the bytes of it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from workflow.documents.chunk import Hole, Target, hole
from workflow.documents.needs import NeedsBuilder
from workflow.documents.word.cutting.stock import Stock
from workflow.documents.word.references import drop_reference, references

Targets = Mapping[bytes, Target]
REDECLARED = re.compile(rb"xmlns:(?:w|r|w14|wp14)=")
"""Where one of these is within, a prefix alone does not say what names a relation."""
_NAMED = re.compile(rb"( r:[A-Za-z]+=\")([^\"<>]+)(?=\"[^<>]*>)")


def cut_relations(root: etree._Element, origin: str, stock: Stock, builder: NeedsBuilder) -> None:
    """Holes in the tree; what names a relation that leads nowhere goes."""
    for element, name, own in references(root):
        target = stock.parts.target(origin, own)
        if target is None:
            drop_reference(element, name)
            if own not in stock.source.relations(origin):
                stock.source.remark("missing_part")
        else:
            element.set(name, hole(Hole.RELATION, builder.add_relation(target)))


def targets_of(data: bytes, origin: str, stock: Stock) -> Targets | None:
    """Where each relation leads that serialised XML names; None where one leads nowhere."""
    found: dict[bytes, Target] = {}
    for _, own in _NAMED.findall(data):
        target = stock.parts.target(origin, own.decode()) if own not in found else found[own]
        if target is None:
            return None
        found[own] = target
    return found


def with_relation_holes(data: bytes, targets: Targets, builder: NeedsBuilder) -> bytes:
    """The same in serialised XML, where every relation leads somewhere."""

    def filled(found: re.Match[bytes]) -> bytes:
        number = builder.add_relation(targets[found[2]])
        return found[1] + hole(Hole.RELATION, number).encode()

    return _NAMED.sub(filled, data) if targets else data
