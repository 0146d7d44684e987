"""Relations that a cut names, by numbers instead of ids: in the tree, or in the bytes of it."""

from __future__ import annotations

import re

from lxml import etree

from workflow.documents.chunk import Hole
from workflow.documents.needs import NeedsBuilder
from workflow.documents.pieces import hole
from workflow.documents.word.cutting.stock import Stock
from workflow.documents.word.mentions import leaping
from workflow.documents.word.references import drop_reference, references

REDECLARED = re.compile(rb"xmlns:(?:w|r|w14|wp14)=")
"""Where one of these is within, a prefix alone does not say what names a relation."""
_SIGN, _NAMED = b" r:", re.compile(rb"[A-Za-z]+=\"([^\"<>]+)(?=\"[^<>]*>)")


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


def with_relation_holes(
    data: bytes, origin: str, stock: Stock, builder: NeedsBuilder
) -> bytes | None:
    """The same in serialised XML; None, and no relation taken, where one leads nowhere."""
    named = list(leaping(_SIGN, _NAMED, data))
    targets = [target for one in named if (target := stock.parts.target(origin, one[1].decode()))]
    if len(targets) < len(named):
        return None
    made, end = [], 0
    for one, target in zip(named, targets, strict=True):
        number = builder.add_relation(target)
        made += [data[end : one.start(1)], hole(Hole.RELATION, number).encode()]
        end = one.end(1)
    return b"".join([*made, data[end:]])
