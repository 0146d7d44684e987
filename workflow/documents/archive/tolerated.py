"""Whether a signature stands for words that differ from those that were signed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from workflow.documents.compare import is_light
from workflow.documents.content import Content, content_hash

Held = tuple[str, Content] | None


def stands(signer: Mapping[str, Any], signed: str, find: Callable[[int], Held], draft: int) -> bool:
    """The signature names the hash ``signed``, or its stage lets punctuation and format change
    and nothing else differs: both drafts are looked at. ``draft`` is the one with that hash.
    """
    if signer["hash"] == signed:
        return True
    if not signer.get("tolerates"):
        return False
    old, new = find(signer["draft"]), find(draft)
    if old is None or new is None or content_hash(*old) != signer["hash"]:
        return False
    return old[0] == new[0] and is_light(old[1], new[1])
