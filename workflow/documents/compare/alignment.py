"""Two short rows of things laid beside each other in order, so that the likest stand together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

Side = tuple[int | None, int | None]
"""A place on the old side and its partner on the new one; None where there is none."""


def aligned(scores: Sequence[Sequence[float]], least: float) -> list[tuple[int, int]]:
    """The ascending pairs with the greatest sum of scores, none of them below ``least``.

    Needleman and Wunsch's programme, without a price for gaps: quadratic, for short rows.
    """
    high, wide = len(scores), len(scores[0]) if scores else 0
    best = [[0.0] * (wide + 1) for _ in range(high + 1)]
    for a in range(high - 1, -1, -1):
        for b in range(wide - 1, -1, -1):
            score = scores[a][b]
            both = best[a + 1][b + 1] + score if score >= least else 0.0
            best[a][b] = max(best[a + 1][b], best[a][b + 1], both)
    found: list[tuple[int, int]] = []
    a = b = 0
    while a < high and b < wide:
        if best[a][b] == best[a + 1][b]:
            a += 1
        elif best[a][b] == best[a][b + 1]:
            b += 1
        else:
            found.append((a, b))
            a, b = a + 1, b + 1
    return found


def merged(pairs: Sequence[tuple[int, int]], old: int, new: int) -> Iterator[Side]:
    """All places of both sides in order; those without a partner stand before the next pair."""
    for (i, j), (a, b) in pairwise([(-1, -1), *pairs, (old, new)]):
        yield from ((place, None) for place in range(i + 1, a))
        yield from ((None, place) for place in range(j + 1, b))
        if a < old:
            yield a, b
