"""Which elements of two sequences belong together, in order: patience diff, made total.

Bram Cohen's patience diff: what stands once on either side is an anchor, the longest
ascending chain of anchors is kept (patience sorting, O(n log n)), and the gaps between are
matched likewise. Where a gap has no such element, its k-th occurrence of an element is
matched with the k-th on the other side. So every gap with something in common is narrowed,
and no step is quadratic. Texts are first anchored by stretches of four and two tokens.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterator, Sequence
from itertools import pairwise

Match = tuple[int, int, int]
"""A place on the old side, one on the new side, and how many elements are the same."""
Gap = tuple[int, int, int, int]
DEEPEST = 24
"""Rounds of narrowing; what is not matched by then counts as changed."""


def matching(
    old: Sequence[Hashable], new: Sequence[Hashable], widths: Sequence[int] = (1,)
) -> list[Match]:
    """Stretches that are the same, ascending on both sides, none touching the next on both.

    ``widths`` are the lengths of stretches that serve as anchors, in turn.
    """
    found: list[Match] = []
    gaps: list[Gap] = [(0, len(old), 0, len(new))]
    for width in widths:
        found, gaps = _narrowed(old, new, gaps, width, found)
    return _joined(sorted(found))


def _narrowed(
    old: Sequence[Hashable],
    new: Sequence[Hashable],
    gaps: list[Gap],
    width: int,
    found: list[Match],
) -> tuple[list[Match], list[Gap]]:
    """All gaps matched by anchors of one width, and the gaps that are left."""
    left: list[Gap] = []
    waiting = [(gap, DEEPEST) for gap in gaps]
    while waiting:
        gap, depth = waiting.pop()
        gap, edges = _trimmed(old, new, gap)
        found += edges
        if gap[0] == gap[1] or gap[2] == gap[3]:
            continue
        anchors = _anchors(old, new, gap, width) if depth else []
        if anchors:
            waiting += [(one, depth - 1) for one in _between(gap, anchors, found)]
        else:
            left.append(gap)
    return found, left


def _trimmed(old: Sequence[Hashable], new: Sequence[Hashable], gap: Gap) -> tuple[Gap, list[Match]]:
    """The gap without what is the same at its beginning and at its end."""
    a, b, c, d = gap
    most = min(b - a, d - c)
    head = 0
    while head < most and old[a + head] == new[c + head]:
        head += 1
    tail = 0
    while tail < most - head and old[b - 1 - tail] == new[d - 1 - tail]:
        tail += 1
    edges = [(a, c, head), (b - tail, d - tail, tail)]
    return (a + head, b - tail, c + head, d - tail), [one for one in edges if one[2]]


def _anchors(
    old: Sequence[Hashable], new: Sequence[Hashable], gap: Gap, width: int
) -> list[tuple[int, int]]:
    """Places that ascend on both sides, of what is unique, else of what is equally frequent."""
    befores = _places(old, gap[0], gap[1], width)
    afters = _places(new, gap[2], gap[3], width)
    common = [(places, afters[key]) for key, places in befores.items() if key in afters]
    pairs = [(a[0], b[0]) for a, b in common if len(a) == 1 == len(b)]
    if not pairs and width == 1:
        pairs = [pair for a, b in common for pair in zip(a, b, strict=False)]
    return ascending(sorted(pairs))


def _places(
    sequence: Sequence[Hashable], start: int, end: int, width: int
) -> dict[Hashable, list[int]]:
    found: dict[Hashable, list[int]] = {}
    for place in range(start, end - width + 1):
        key = sequence[place] if width == 1 else tuple(sequence[place : place + width])
        found.setdefault(key, []).append(place)
    return found


def ascending(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest chain that ascends on both sides; ``pairs`` ascend on the old one."""
    tops: list[int] = []  # the smallest last new place of a chain of each length
    ends: list[int] = []  # its pair
    before: list[int] = []
    for number, (_, place) in enumerate(pairs):
        length = bisect_left(tops, place)
        before.append(ends[length - 1] if length else -1)
        tops[length : length + 1], ends[length : length + 1] = [place], [number]
    chain: list[tuple[int, int]] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]


def _between(gap: Gap, anchors: list[tuple[int, int]], found: list[Match]) -> Iterator[Gap]:
    """The gaps around anchors, each of which is a match of one element."""
    a, b, c, d = gap
    found += [(i, j, 1) for i, j in anchors]
    for (i, j), (k, n) in pairwise([(a - 1, c - 1), *anchors, (b, d)]):
        if i + 1 < k and j + 1 < n:
            yield i + 1, k, j + 1, n


def _joined(matches: list[Match]) -> list[Match]:
    made: list[Match] = []
    for a, c, size in matches:
        last = made[-1] if made else (0, 0, 0)
        if last[2] and (last[0] + last[2], last[1] + last[2]) == (a, c):
            made[-1] = (last[0], last[1], last[2] + size)
        else:
            made.append((a, c, size))
    return made
