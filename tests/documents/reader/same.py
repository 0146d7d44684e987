"""What of a content must be the same once it was written to a Word file and read again."""

from __future__ import annotations

from typing import Any

from workflow.documents.content import Content
from workflow.documents.content.json_out import substance


def same(content: Content, islands_by_text: bool = False) -> list[Any]:
    """The blocks without ids; blobs by hash, islands too unless told otherwise."""
    return [_kept(substance(one), islands_by_text) for one in content.blocks]


def _kept(data: Any, by_text: bool) -> Any:
    if isinstance(data, list):
        return [_kept(one, by_text) for one in data]
    if not isinstance(data, dict):
        return data
    out = "hash" if by_text and data.get("type") == "island" else ""
    return {name: _kept(one, by_text) for name, one in data.items() if name != out}
