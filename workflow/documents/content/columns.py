"""The widths of a table's columns in one unit, so that the same table is always the same."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate, pairwise

WHOLE = 1000
"""What the shares of all columns come to."""
NARROWEST = 20
"""The least that a column gets, or half a mean column where there are very many."""


def column_shares(widths: Sequence[int], columns: int) -> tuple[int, ...]:
    """Thousandths of the whole for each column, from widths in any unit; () for equal ones.

    A column without a width gets a mean one. What this gives, and what Word's twentieths of
    a point make of it in a table of at least 18 mm, is given back by it as it is.
    """
    known = [max(one, 0) for one in widths[:columns]]
    if columns < 2 or not sum(known):
        return ()
    mean = Fraction(sum(known), len(known))
    least = min(NARROWEST, WHOLE // 2 // columns)
    shares = _rounded([*map(Fraction, known), *[mean] * (columns - len(known))])
    if min(shares) < least:
        shares = _rounded(_raised(shares, least))
    return () if max(shares) - min(shares) <= max(1, max(shares) // 100) else shares


def _rounded(widths: Sequence[Fraction]) -> tuple[int, ...]:
    """The edges rounded, so that shares come to the whole."""
    total = sum(widths)
    edges = accumulate((Fraction(one, total) * WHOLE for one in widths), initial=Fraction(0))
    whole = [int(one + Fraction(1, 2)) for one in edges]
    return tuple(end - start for start, end in pairwise(whole))


def _raised(shares: Sequence[int], least: int) -> list[Fraction]:
    """Columns that are too narrow get the least, and the others share out the rest."""
    narrow: set[int] = set()
    while True:
        wide = sum(one for n, one in enumerate(shares) if n not in narrow)
        rest = Fraction(WHOLE - least * len(narrow), wide)
        found = {n for n, one in enumerate(shares) if n not in narrow and one * rest < least}
        if not found:
            return [Fraction(least) if n in narrow else one * rest for n, one in enumerate(shares)]
        narrow |= found
