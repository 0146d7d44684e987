"""The chain of hashes that ties each event of a report to the one before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

GENESIS = "0" * 64


@dataclass(frozen=True)
class Link:
    """An event as it is stored: its fields, the hash before it, and its own."""

    seq: int
    fields: Mapping[str, Any]
    previous: str
    hash: str


def link_hash(previous: str, seq: int, fields: Mapping[str, Any]) -> str:
    """SHA-256 (hex) of the previous hash, the place and the fields as canonical JSON."""
    body = json.dumps(
        [previous, seq, dict(fields)], ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(body.encode()).hexdigest()


def first_fault(links: Iterable[Link], count: int, head: str) -> int | None:
    """The place of the first event that does not fit, or None when the trail is whole.

    ``count`` and ``head`` are kept apart from the rows, so that a cut tail shows too:
    then the answer is the place where the missing event would stand.
    """
    previous, place = GENESIS, 0
    for link in links:
        expected = link_hash(previous, place + 1, link.fields)
        if link.seq != place + 1 or link.previous != previous or link.hash != expected:
            return place + 1
        previous, place = link.hash, place + 1
    if place != count or previous != head:
        return min(place, count) + 1
    return None
