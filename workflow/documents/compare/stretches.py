"""Two rows of tokens become stretches that read well: equal ones, and what was replaced.

Anchors of four, two and one token (matching); then lone words left standing between two
changes are read as changed too, and a change that could begin elsewhere begins a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from workflow.documents.compare.matching import matching
from workflow.documents.compare.tokens import SEPARATORS, is_number

WIDTHS = (4, 2, 1)
SHORTEST_ISLAND = 3
"""Unchanged words of fewer characters between two changes are read as changed too."""
MOST_STEPS = 60
"""How far, in tokens, another beginning of a change is looked for."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Tokens ``a`` to ``b`` of the old side, ``c`` to ``d`` of the new one."""

    equal: bool
    a: int
    b: int
    c: int
    d: int


def stretches(old: Sequence[str], new: Sequence[str]) -> list[Stretch]:
    """All tokens of both sides in order; what is equal and what was replaced take turns."""
    nothing = Stretch(True, 0, 0, 0, 0)
    ends = Stretch(True, len(old), len(old), len(new), len(new))
    made = [nothing, *_without_islands(list(_alternating(old, new)), old), ends]
    for place, one in enumerate(made):
        if not one.equal and (one.a == one.b or one.c == one.d):
            _slide(made, place, old, new)
    return [one for one in made if one.b > one.a or one.d > one.c]


def _alternating(old: Sequence[str], new: Sequence[str]) -> list[Stretch]:
    made: list[Stretch] = []
    ends = (len(old), len(new), 0)
    for (a, c, size), (b, d, _) in pairwise([(0, 0, 0), *matching(old, new, WIDTHS), ends]):
        if size:
            made.append(Stretch(True, a, a + size, c, c + size))
        if a + size < b or c + size < d:
            made.append(Stretch(False, a + size, b, c + size, d))
    return made


def _without_islands(found: list[Stretch], old: Sequence[str]) -> list[Stretch]:
    made: list[Stretch] = []
    for place, one in enumerate(found):
        between = [*made[-1:], *found[place + 1 : place + 2]]
        equal = one.equal and not (len(between) == 2 and _is_island(one, between, old))
        if made and not made[-1].equal and not equal:
            made[-1] = replace(made[-1], b=one.b, d=one.d)
        else:
            made.append(replace(one, equal=equal))
    return made


def _is_island(one: Stretch, between: Sequence[Stretch], old: Sequence[str]) -> bool:
    """A few words between changes that are larger; a number, or what parts a sentence,
    is never one of them.
    """
    words = old[one.a : one.b]
    size = sum(map(len, words))
    if size >= SHORTEST_ISLAND or any(size >= max(n.b - n.a, n.d - n.c) for n in between):
        return False
    return not any(word[0] in SEPARATORS or is_number(word) for word in words)


def _slide(made: list[Stretch], place: int, old: Sequence[str], new: Sequence[str]) -> None:
    """Let an insertion or a deletion begin behind a sentence's end, where it may."""
    one = made[place]
    inserts = one.a == one.b
    side, start, end = (new, one.c, one.d) if inserts else (old, one.a, one.b)
    steps = [0]
    for n in range(1, min(_size(made[place - 1]), MOST_STEPS) + 1):
        if side[start - n] != side[end - n]:
            break
        steps.append(-n)
    for n in range(min(_size(made[place + 1]), MOST_STEPS)):
        if side[start + n] != side[end + n]:
            break
        steps.append(n + 1)
    best = max(steps, key=lambda n: (_rank(side, start + n, end + n), -abs(n)))
    if best:
        _shift(made, place, best)


def _size(neighbour: Stretch) -> int:
    """How many tokens a change may take over: an equal stretch stands on either side."""
    return neighbour.b - neighbour.a if neighbour.equal else 0


def _rank(side: Sequence[str], start: int, end: int) -> int:
    """How well a change from ``start`` to ``end`` reads."""
    begins = start == 0 or side[start - 1] in SEPARATORS
    return 2 * begins + (side[end - 1] in SEPARATORS)


def _shift(made: list[Stretch], place: int, n: int) -> None:
    before, one, after = made[place - 1 : place + 2]
    made[place - 1 : place + 2] = [
        replace(before, b=before.b + n, d=before.d + n),
        Stretch(False, one.a + n, one.b + n, one.c + n, one.d + n),
        replace(after, a=after.a + n, c=after.c + n),
    ]
