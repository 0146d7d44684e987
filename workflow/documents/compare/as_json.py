"""Differences as plain data for scripts; what has its usual value is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from workflow.documents.compare.model import (
    UNKNOWN,
    BlockChange,
    CellChange,
    Kind,
    Nature,
    RowChange,
    Segment,
    Stamp,
)
from workflow.documents.compare.table_segments import cell_segments
from workflow.documents.content import Block, Content

TYPES = {
    "Paragraph": "paragraph",
    "Heading": "heading",
    "ListItem": "list_item",
    "Table": "table",
    "Picture": "picture",
    "PageBreak": "page_break",
    "IslandBlock": "island",
}
COUNTED = (Kind.CHANGED, Kind.ADDED, Kind.REMOVED, Kind.MOVED)


def to_json(old: Content, new: Content, changes: Sequence[BlockChange]) -> dict[str, Any]:
    """``{"counts", "differences"}``: how many blocks of each kind and nature, then each.

    ``old`` and ``new`` of a difference count the blocks of either text from 1. A table has
    ``rows`` with ``cells``, all else ``segments``.
    """
    places = _places(old.blocks), _places(new.blocks)
    return {
        "counts": counts(changes),
        "differences": [_change(one, *places) for one in changes if one.kind is not Kind.EQUAL],
    }


def counts(changes: Iterable[BlockChange]) -> dict[str, int]:
    """Blocks by kind and by nature; a moved one counts once."""
    counted = [one for one in changes if one.kind in COUNTED]
    kinds = Counter(str(one.kind) for one in counted)
    natures = Counter(str(nature) for one in counted for nature in one.natures)
    return {str(name): kinds[name] for name in COUNTED} | {str(n): natures[n] for n in Nature}


def _places(blocks: Iterable[Block]) -> dict[int, int]:
    return {id(block): place for place, block in enumerate(blocks, start=1)}


def _change(one: BlockChange, olds: Mapping[int, int], news: Mapping[int, int]) -> dict[str, Any]:
    shown = one.after or one.before
    data: dict[str, Any] = {
        "kind": str(one.kind),
        "block": one.block_id,
        "type": TYPES[type(shown).__name__],
        "old": None if one.before is None else olds[id(one.before)],
        "new": None if one.after is None else news[id(one.after)],
        "natures": [str(nature) for nature in Nature if nature in one.natures],
        **_stamp(one.by),
    }
    if one.rows:
        return data | {"rows": [_row(row) for row in one.rows]}
    return data | {"segments": [_segment(part) for part in one.segments]}


def _row(row: RowChange) -> dict[str, Any]:
    places = {"old": _counted(row.old), "new": _counted(row.new)}
    return {"kind": str(row.kind), **places, "cells": [_cell(cell) for cell in row.cells]}


def _cell(cell: CellChange) -> dict[str, Any]:
    return {"kind": str(cell.kind), "segments": [_segment(one) for one in cell_segments(cell)]}


def _segment(one: Segment) -> dict[str, Any]:
    nature = {} if one.nature is None else {"nature": str(one.nature)}
    return {"kind": str(one.kind), "text": one.text, **nature, **_stamp(one.by)}


def _stamp(by: Stamp) -> dict[str, str]:
    return {} if by == UNKNOWN else {"author": by.author, "at": by.at}


def _counted(place: int | None) -> int | None:
    return None if place is None else place + 1
