"""Compressed streams of the parts around the body, kept beside the chain that made them."""

from __future__ import annotations

import json
from collections.abc import Callable

from workflow.documents.merge.deflating import Stream, stream_of
from workflow.documents.merge.shelf import Shelf, sum_of

WORTH = 2_000
"""Bytes from which on looking a stream up is quicker than making it."""


class Streams:
    """Streams of this merge, by a digest of what they hold; those of the last one are known."""

    def __init__(self, shelf: Shelf, stem: str) -> None:
        self._shelf, self._name = shelf, f"{stem}.streams"
        self._known = _read(shelf.get(self._name) or b"")
        self._made: dict[str, Stream] = {}

    def of(self, data: bytes) -> Stream:
        """The bytes as a whole deflate stream."""
        return self.named(data, lambda: data) if len(data) >= WORTH else stream_of(data)

    def named(self, told: bytes, make: Callable[[], bytes]) -> Stream:
        """The same of what ``make`` gives, which depends on what is ``told`` alone."""
        own = sum_of(told).hex()
        self._made[own] = self._known.get(own) or stream_of(make())
        return self._made[own]

    def keep(self) -> None:
        """Keep all of this merge for the next one."""
        if self._made == self._known:
            return
        made = self._made.items()
        sizes = {own: [len(one.pieces[0]), one.size, one.crc] for own, one in made}
        head = json.dumps(sizes).encode()
        self._shelf.put(self._name, head, b"\n", *(one.pieces[0] for _, one in made))


def _read(kept: bytes) -> dict[str, Stream]:
    """By digest; nothing where the bytes are none that ``Streams`` kept."""
    found, at = {}, kept.find(b"\n") + 1
    try:
        for own, (length, size, crc) in json.loads(kept[:at] or b"{}").items():
            found[own] = Stream((kept[at : at + length],), size, crc)
            at += length
    except (ValueError, TypeError, AttributeError):
        return {}
    return found
