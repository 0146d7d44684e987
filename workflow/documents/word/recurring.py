"""What comes again and again, kept once; what comes once is not kept."""

from __future__ import annotations

from collections.abc import Hashable

MOST_SEEN = 4096


class Recurring:
    """Bytes by key, of those alone that were put twice; ``most`` bytes in all.

    One who gets the same bytes again gets the same object, which is quick to compare.
    """

    def __init__(self, most: int) -> None:
        self._most, self._size = most, 0
        self._kept: dict[Hashable, bytes] = {}
        self._seen: set[int] = set()

    def get(self, key: Hashable) -> bytes | None:
        return self._kept.get(key)

    def put(self, key: Hashable, data: bytes) -> None:
        """Note that it came, and keep it where it came before; the oldest give way."""
        short = hash(key)
        if short not in self._seen:
            if len(self._seen) >= MOST_SEEN:
                self._seen.clear()
            self._seen.add(short)
        elif len(data) <= self._most // 8 and key not in self._kept:
            self._kept[key] = data
            self._size += len(data)
            while self._size > self._most:
                self._size -= len(self._kept.pop(next(iter(self._kept))))
