"""Compressed streams of the parts around the body, kept beside the chain that made them."""

from __future__ import annotations

import json

from workflow.documents.merge.deflating import deflated
from workflow.documents.merge.shelf import Shelf, sum_of

WORTH = 2_000
"""Bytes from which on looking a stream up is quicker than making it."""


class Streams:
    """Streams of this merge, by a digest of what they hold; those of the last one are known."""

    def __init__(self, shelf: Shelf, stem: str) -> None:
        self._shelf, self._name = shelf, f"{stem}.streams"
        self._known = _read(shelf.get(self._name) or b"")
        self._made: dict[str, bytes] = {}

    def deflated(self, data: bytes) -> bytes:
        """The bytes as a whole deflate stream."""
        if len(data) < WORTH:
            return deflated(data)
        own = sum_of(data).hex()
        self._made[own] = self._known.get(own) or deflated(data)
        return self._made[own]

    def keep(self) -> None:
        """Keep all of this merge for the next one."""
        if self._made == self._known:
            return
        sizes = {own: len(data) for own, data in self._made.items()}
        head = json.dumps(sizes).encode()
        self._shelf.put(self._name, b"".join([head, b"\n", *self._made.values()]))


def _read(kept: bytes) -> dict[str, bytes]:
    """By digest; nothing where the bytes are none that ``Streams`` kept."""
    found, at = {}, kept.find(b"\n") + 1
    try:
        for own, size in json.loads(kept[:at] or b"{}").items():
            found[own] = kept[at : at + size]
            at += size
    except (ValueError, TypeError, AttributeError):
        return {}
    return found
