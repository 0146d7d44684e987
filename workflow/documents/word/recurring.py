"""What comes again and again, kept once; what comes once is not kept."""

from __future__ import annotations

from collections.abc import Hashable

MOST_SEEN = 4096


class Recurring:
    """What packed bytes stand for, of those alone that came twice; ``most`` bytes in all.

    The key tells them apart in most cases, and the packed bytes themselves in all. One who
    gets the same bytes again gets the same object, which is quick to compare.
    """

    def __init__(self, most: int) -> None:
        self._most, self._size = most, 0
        self._kept: dict[Hashable, tuple[bytes, bytes]] = {}
        self._seen: set[Hashable] = set()

    def get(self, key: Hashable, packed: bytes) -> bytes | None:
        known = self._kept.get(key)
        return known[1] if known is not None and known[0] == packed else None

    def put(self, key: Hashable, packed: bytes, data: bytes) -> None:
        """Note that it came, and keep it where it came before; the oldest give way."""
        if key not in self._seen:
            if len(self._seen) >= MOST_SEEN:
                self._seen.clear()
            self._seen.add(key)
        elif len(data) <= self._most // 8 and key not in self._kept:
            self._kept[key] = packed, data
            self._size += len(packed) + len(data)
            while self._size > self._most:
                self._size -= sum(map(len, self._kept.pop(next(iter(self._kept)))))
