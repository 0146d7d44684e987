"""Whether a change touches neither numbers nor meaning."""

from __future__ import annotations

from workflow.documents.compare.blocks import compare
from workflow.documents.compare.model import Kind
from workflow.documents.content import Content

IN_PLACE = (Kind.EQUAL, Kind.CHANGED)


def is_light(old: Content, new: Content) -> bool:
    """Punctuation and format alone: every block stays, in its place, with its words."""
    changes = compare(old, new)
    return all(one.kind in IN_PLACE and not one.is_weighty for one in changes)
