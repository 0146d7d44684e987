"""One line that two people changed: their words side by side, their looks on top.

The idea is that of diff3: stretches of the base that one side replaced are taken from it, and
those of both sides that overlap or touch are one place, where they clash unless they are alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workflow.documents.compare.lines import Line, cut, parts
from workflow.documents.content import Inline, canonical_runs

Inlines = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class _Hunk:
    """Code points ``a`` to ``b`` of the base become ``new``; ``words``: not only their looks."""

    a: int
    b: int
    new: Inlines
    words: bool


def merged_line(base: Inlines, mine: Inlines, theirs: Inlines) -> tuple[Inlines, Inlines]:
    """The line with both sides' changes, as it is with mine and with theirs where they clash.

    New words win over a new look of the old ones; of two looks, mine stands.
    """
    old = Line(base)
    own, other = _hunks(old, mine), _hunks(old, theirs)
    places = list(_places([one for one in (*own, *other) if one.words]))
    looks = _looks(own, places)
    looks += _looks(other, [*places, *((one.a, one.b) for one in looks)])
    return _replaced(old, places, own, other, looks), _replaced(old, places, other, own, looks)


def _hunks(old: Line, new: Inlines) -> list[_Hunk]:
    made = parts(old, Line(new))
    return [
        _Hunk(one.a, one.b, cut(new, one.c, one.d), one.words)
        for one in made
        if one.words or one.form
    ]


def _places(hunks: Sequence[_Hunk]) -> Iterator[tuple[int, int]]:
    """Stretches of the base in which words were replaced, none touching the next."""
    start = end = -1
    for one in sorted(hunks, key=lambda one: (one.a, one.b)):
        if start >= 0 and one.a <= end:
            end = max(end, one.b)
            continue
        if start >= 0:
            yield start, end
        start, end = one.a, one.b
    if start >= 0:
        yield start, end


def _looks(hunks: Sequence[_Hunk], taken: Sequence[tuple[int, int]]) -> list[_Hunk]:
    """New looks of words, but for stretches that are taken; a look's words count one to one."""
    left = [one for one in hunks if not one.words]
    for start, end in taken:
        left = [piece for one in left for piece in _without(one, start, end)]
    return left


def _without(one: _Hunk, start: int, end: int) -> Iterator[_Hunk]:
    if end <= one.a or one.b <= start:
        yield one
        return
    if one.a < start:
        yield _Hunk(one.a, start, cut(one.new, 0, start - one.a), words=False)
    if end < one.b:
        yield _Hunk(end, one.b, cut(one.new, end - one.a, one.b - one.a), words=False)


def _replaced(
    old: Line,
    places: Sequence[tuple[int, int]],
    side: Sequence[_Hunk],
    other: Sequence[_Hunk],
    looks: Sequence[_Hunk],
) -> Inlines:
    """The base with each place as ``side`` has it, or the other where only that changed it."""
    whole = [_Hunk(a, b, _as_in(old.inlines, a, b, side, other), words=True) for a, b in places]
    made: list[Inline] = []
    at = 0
    for one in sorted((*whole, *looks), key=lambda one: (one.a, one.b)):
        made += (*cut(old.inlines, at, one.a), *one.new)
        at = one.b
    return canonical_runs((*made, *cut(old.inlines, at, len(old.text))))


def _as_in(
    base: Sequence[Inline], a: int, b: int, side: Sequence[_Hunk], other: Sequence[_Hunk]
) -> Inlines:
    """The stretch of the base as the first of the two sides that changed words in it has it."""
    inside = [
        [one for one in hunks if one.words and a <= one.a and one.b <= b] for hunks in (side, other)
    ]
    made: list[Inline] = []
    at = a
    for one in inside[0] or inside[1]:
        made += (*cut(base, at, one.a), *one.new)
        at = one.b
    return (*made, *cut(base, at, b))
