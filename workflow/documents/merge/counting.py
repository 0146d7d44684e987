"""Numbers that are given out once."""

from __future__ import annotations

ROOM = 64
"""Numbers of a part begin at a multiple of this, and so stay where they are for longer."""


def roomy(number: int, room: int = ROOM) -> int:
    """The next number at which a part may begin."""
    return -(-number // room) * room


class Counter:
    """Counts from ``first``."""

    def __init__(self, first: int) -> None:
        self._first = self._next = first

    def take(self, many: int) -> list[bytes]:
        """So many numbers, as they are written."""
        start = self._next
        self._next += many
        return [b"%d" % number for number in range(start, start + many)]

    def state(self) -> int:
        """The number that comes next."""
        return self._next

    def go_on(self, state: int) -> None:
        """Come to this state."""
        self._next = state

    def leave_room(self) -> None:
        """Go on at the next number at which a part may begin."""
        self._next = self._first + roomy(self._next - self._first)
