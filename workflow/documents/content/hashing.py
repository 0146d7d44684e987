"""The hash that a sign-off is bound to."""

from __future__ import annotations

import hashlib
from typing import Any

from workflow.documents.content.as_json import canonical_json
from workflow.documents.content.model import Block, Content, ListItem

CANON = 1
"""Version of the canonical form; it is part of what is hashed."""


def content_hash(title: str, content: Content) -> str:
    """SHA-256 (hex) of title, blocks and marks as canonical JSON, block ids left out.

    Numerals, comments and house style are no part of it: they may change without
    touching what was signed.
    """
    body = {"canon": CANON, "title": title, "blocks": [_hashed(one) for one in content.blocks]}
    return hashlib.sha256(canonical_json(body).encode()).hexdigest()


def _hashed(block: Block) -> dict[str, Any]:
    runs = [[run.text, sorted(run.marks)] for run in block.runs]
    if isinstance(block, ListItem):
        return {"type": "list_item", "ordered": block.ordered, "depth": block.depth, "runs": runs}
    return {"type": "paragraph", "runs": runs}
