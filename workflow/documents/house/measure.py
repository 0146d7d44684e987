"""How wide a text is, in characters of its own size."""

from __future__ import annotations

NARROW = frozenset(".,;:/' ")
FIRST_WIDE = "\u2e80"
CHINESE_QUOTES = frozenset("“”‘’…—·")


def characters(text: str, latin: str | None = None) -> float:
    """A Chinese character is 1, a Latin letter or digit half of one.

    A point or blank is a quarter where ``latin`` names a face of its own for digits; the
    East Asian faces have it as wide as a digit.
    """
    return sum(_width(one, latin) for one in text)


def _width(one: str, latin: str | None) -> float:
    if one >= FIRST_WIDE or one in CHINESE_QUOTES:
        return 1.0
    return 0.25 if latin and one in NARROW else 0.5
