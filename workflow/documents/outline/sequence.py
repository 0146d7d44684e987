"""Rule 5: gaps, repeats and wrong starts are flags; nothing is renumbered here."""

from __future__ import annotations


class Sequence:
    """Follows the values of each kind below each parent."""

    def __init__(self) -> None:
        self._last: dict[tuple[str | None, str], int] = {}

    def flags(self, parent: str | None, kind: str | None, value: int | None) -> tuple[str, ...]:
        """The flag of the next numeral below `parent`, as a tuple of none or one.

        第N条 counts through the whole document; every other kind restarts under each parent.
        """
        if kind is None or value is None:
            return ()
        place = (None if kind == "tiao" else parent, kind)
        last = self._last.get(place)
        self._last[place] = value
        return sequence_flags(last, value)


def sequence_flags(last: int | None, value: int) -> tuple[str, ...]:
    """How `value` follows `last` (None: it is the first)."""
    if last is None:
        return () if value == 1 else ("sequence_start",)
    if value <= last:
        return ("sequence_repeat",)
    return () if value == last + 1 else ("sequence_gap",)
