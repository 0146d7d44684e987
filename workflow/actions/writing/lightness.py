"""Whether two drafts differ in punctuation and format alone, as a tolerant stage asks."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from workflow.documents.compare import is_light
from workflow.documents.content import from_json
from workflow.store import Draft, SignOff, db


def tolerated_hashes(decisions: Iterable[SignOff], head: Draft | None) -> frozenset[str]:
    """Hashes of the texts decided on that differ from the head in nothing of weight."""
    if head is None:
        return frozenset()
    others = {one.content_hash: one.draft_id for one in decisions if one.passed}
    others.pop(head.content_hash, None)
    return frozenset(
        digest
        for digest, draft_id in others.items()
        if _is_light(draft_id, head.id, digest, head.content_hash)
    )


@lru_cache(maxsize=4096)
def _is_light(old_id: int, new_id: int, old_hash: str, new_hash: str) -> bool:
    """Drafts are never changed, so it is found out once; the hashes are what it is about."""
    old, new = db.session.get_one(Draft, old_id), db.session.get_one(Draft, new_id)
    return old.title == new.title and is_light(from_json(old.content), from_json(new.content))
