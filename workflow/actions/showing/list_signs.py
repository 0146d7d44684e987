"""The signs of list items, counted as the assembled document counts them."""

from __future__ import annotations

from typing import Any

BULLETS = "●○■□◆"
ROMAN = ((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
MOST_CIRCLED = 20


def circled(number: int) -> str:
    """①, and in brackets where Unicode has no circled form that fonts know."""
    return chr(0x2460 + number - 1) if number <= MOST_CIRCLED else f"（{number}）"


def roman(number: int) -> str:
    if number >= 50:
        return str(number)
    text = ""
    for value, sign in ROMAN:
        text += sign * (number // value)
        number %= value
    return text


def letter(number: int) -> str:
    """a ... z, aa, bb ... as Word counts (ECMA-376 Part 1, 17.18.59, lowerLetter)."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def sign_of(ordered: bool, depth: int, number: int) -> str:
    """The usual signs of both house styles; deeper items keep the last."""
    if not ordered:
        return BULLETS[min(depth, len(BULLETS) - 1)]
    forms = (f"{number}.", f"（{number}）", circled(number), f"{letter(number)}.")
    return forms[depth] if depth < len(forms) else f"{roman(number)}."


class ListSigns:
    """Counts through one run of blocks; whatever is no list item ends all lists."""

    def __init__(self) -> None:
        self._open: list[tuple[bool, int]] = []

    def next(self, block: dict[str, Any]) -> str:
        """The sign of this block, as JSON; "" where it is no list item."""
        if block["type"] != "list_item":
            self._open.clear()
            return ""
        depth, ordered = block.get("depth", 0), block.get("ordered", False)
        del self._open[depth + 1 :]
        while len(self._open) <= depth:
            self._open.append((ordered, 0))
        kind, count = self._open[depth]
        start = block.get("start")
        if start is not None or kind is not ordered:
            count = 0 if start is None else start - 1
        self._open[depth] = (ordered, count + 1)
        return sign_of(ordered, depth, count + 1)
