"""Compressed streams of the parts around the body, kept beside the chain that made them."""

from __future__ import annotations

import json

from workflow.documents.merge.links import Link
from workflow.documents.merge.package import deflated
from workflow.documents.merge.shelf import sum_of

STREAMS = ("streams".ljust(32), "".ljust(32))
"""In the place of a part's key and a state."""
WORTH = 2_000
"""Bytes from which on looking a stream up is quicker than making it."""


class Streams:
    """Streams of this merge, by a digest of what they hold; those of the last one are known."""

    def __init__(self, last: Link | None) -> None:
        self._known = {} if last is None else _read(last)
        self._made: dict[str, bytes] = {}

    def deflated(self, data: bytes) -> bytes:
        """The bytes as a whole deflate stream."""
        if len(data) < WORTH:
            return deflated(data)
        own = sum_of(data).hex()
        self._made[own] = self._known.get(own) or deflated(data)
        return self._made[own]

    def link(self) -> Link:
        """All of this merge, for the next one."""
        sizes = [[own, len(data)] for own, data in self._made.items()]
        return Link.around(*STREAMS, json.dumps(sizes).encode(), b"".join(self._made.values()))


def _read(link: Link) -> dict[str, bytes]:
    """By digest; nothing where the bytes are none that ``Streams`` made."""
    found = {}
    try:
        sizes, at = link.parts()
        for own, size in sizes:
            found[own] = link.data[at : at + size]
            at += size
    except (ValueError, TypeError):
        return {}
    return found
