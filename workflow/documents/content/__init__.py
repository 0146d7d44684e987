"""Content, what a draft holds: the model, its JSON and its hash, under one name."""

from __future__ import annotations

from workflow.documents.content.as_json import ContentError, from_json, to_json
from workflow.documents.content.hashing import content_hash
from workflow.documents.content.model import (
    Block,
    Content,
    ListItem,
    Paragraph,
    Run,
    block_text,
    canonical_runs,
    count_characters,
    from_text,
    new_id,
    plain_text,
    with_ids_from,
)

__all__ = [
    "Block",
    "Content",
    "ContentError",
    "ListItem",
    "Paragraph",
    "Run",
    "block_text",
    "canonical_runs",
    "content_hash",
    "count_characters",
    "from_json",
    "from_text",
    "new_id",
    "plain_text",
    "to_json",
    "with_ids_from",
]
