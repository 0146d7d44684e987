"""The hash that a sign-off is bound to."""

from __future__ import annotations

import hashlib

from workflow.documents.content.as_json import canonical_json
from workflow.documents.content.json_out import substance
from workflow.documents.content.model import Content

CANON = 2
"""Version of the canonical form; it is part of what is hashed."""


def content_hash(title: str, content: Content) -> str:
    """SHA-256 (hex) of title, blocks and marks as canonical JSON, block ids left out.

    Pictures and islands count by their own hashes, a figure by its id, its version and the
    text shown. Numerals, comments, suggestions and house style are no part of it: they may
    change without touching what was signed.
    """
    blocks = [substance(one) for one in content.blocks]
    body = {"canon": CANON, "title": title, "blocks": blocks}
    return hashlib.sha256(canonical_json(body).encode()).hexdigest()
