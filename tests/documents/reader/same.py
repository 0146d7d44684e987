"""What of a content must be the same once it was written to a Word file and read again."""

from __future__ import annotations

from typing import Any

from workflow.documents.content import Content
from workflow.documents.content.json_out import substance

_LEFT_OUT = frozenset({"width", "height", "widths"})
"""Sizes that the writer fits into the house's page."""


def same(content: Content) -> list[Any]:
    """The blocks without ids and sizes, islands by kind and text, other blobs by hash."""
    return [_kept(substance(one)) for one in content.blocks]


def _kept(data: Any) -> Any:
    if isinstance(data, list):
        return [_kept(one) for one in data]
    if not isinstance(data, dict):
        return data
    out = _LEFT_OUT | ({"hash"} if data.get("type") == "island" else frozenset())
    return {name: _kept(one) for name, one in data.items() if name not in out}
