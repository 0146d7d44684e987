"""Two texts, word by word."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.documents.compare.model import Kind, Segment, Segments
from workflow.documents.compare.natures import nature_of
from workflow.documents.compare.stretches import stretches
from workflow.documents.compare.tokens import tokens


def compare_text(old: str, new: str) -> Segments:
    """Insertions and deletions; deleted words stand before what came in their place."""
    return tuple(_segments(tokens(old), tokens(new)))


def _segments(old: list[str], new: list[str]) -> Iterator[Segment]:
    for one in stretches(old, new):
        before, after = old[one.a : one.b], new[one.c : one.d]
        if one.equal:
            yield Segment(Kind.EQUAL, "".join(after))
            continue
        nature = nature_of(before, after)
        if before:
            yield Segment(Kind.DELETE, "".join(before), nature)
        if after:
            yield Segment(Kind.INSERT, "".join(after), nature)
