"""Where a suggestion belongs in a later text: the same words, what is left of them, or nowhere."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from workflow.documents.adopting.model import Shape, Spot, block_of, shape_of
from workflow.documents.anchors import EXACT, Anchor, Place
from workflow.documents.anchors.following import STRETCHES
from workflow.documents.anchors.model import AROUND
from workflow.documents.anchors.searching import NEAR, exact_elsewhere
from workflow.documents.compare.lines import cut
from workflow.documents.compare.matching import matching
from workflow.documents.content import (
    Block,
    Content,
    Inline,
    Run,
    block_text,
    every_block,
    inlines,
)
from workflow.documents.talk import Suggestion

BESIDE = 4
"""Code points on either side of a place that have to be untouched, as far as there are any."""


def find(change: Suggestion, old: Content | None, new: Content, place: Place | None) -> Spot | None:
    """Where ``change``, which was suggested of ``old``, would be made in ``new``.

    ``place`` is where its words stand in ``new``; None where they are gone, or it has none.
    ``old`` may be None for words of a line that hold no atom.
    """
    if old is None:
        return _words((), new, place)
    before, after = block_of(old, change.block), block_of(new, change.block)
    shape = shape_of(change, before)
    if shape is Shape.BLOCKS:
        return Spot(change.block) if after is not None or change.block == "" else None
    if before is None:
        return None
    if shape is Shape.WORDS:
        if change.start == change.end:
            return _between(change, before, after, new)
        return _words(cut(inlines(before), change.start, change.end), new, place)
    if after is None:
        return None
    if shape is Shape.ROWS:
        return Spot(change.block, change.start, change.end) if after == before else None
    return Spot(change.block, score=EXACT if after == before else _likeness(before, after))


def _words(old: Sequence[Inline], new: Content, place: Place | None) -> Spot | None:
    """Words that go. The same words with another note among them are not the same."""
    block = block_of(new, place.block) if place is not None else None
    if place is None or block is None:
        return None
    now = cut(inlines(block), place.start, place.end)
    same = [one for one in old if not isinstance(one, Run)] == [
        one for one in now if not isinstance(one, Run)
    ]
    score = place.score if same else min(place.score, EXACT - 1)
    return Spot(place.block, place.start, place.end, score)


def _between(change: Suggestion, before: Block, after: Block | None, new: Content) -> Spot | None:
    """A place between two signs, at which words come in."""
    text, at = block_text(before), change.start
    if after is not None:
        found = _point(text, block_text(after), at)
        if found is not None:
            return Spot(after.id, found[0], found[0], found[1])
    first = max(at - AROUND, 0)
    texts = {one.id: block_text(one) for one in every_block(new.blocks)}
    around = exact_elsewhere(Anchor(text[first : at + AROUND], "", ""), texts)
    if around is None:
        return None
    return Spot(around.block, around.start + at - first, around.start + at - first)


def _point(old: str, new: str, at: int) -> tuple[int, int] | None:
    """The place in the new text, and how much is left of what stood around it."""
    if old == new:
        return at, EXACT
    ends: set[int] = set()
    if at == 0:
        ends.add(0)
    if at == len(old):
        ends.add(len(new))
    for a, c, size in matching(old, new, STRETCHES):
        if a < at <= a + size:
            ends.add(c + at - a)
        if a <= at < a + size:
            ends.add(c + at - a)
    if not ends:
        return None
    scores = {one: _around(old, at, new, one) for one in ends}
    best = max(sorted(ends), key=lambda one: scores[one])
    if len(ends) == 1 and _untouched(old, at, new, best):
        return best, EXACT
    return (best, min(EXACT - 1, scores[best])) if scores[best] >= NEAR else None


def _untouched(old: str, at: int, new: str, place: int) -> bool:
    """Whether the signs next to it are the same on either side, or the text's end."""
    before, after = old[max(at - BESIDE, 0) : at], old[at : at + BESIDE]
    is_before = new[:place].endswith(before) if before else place == 0
    is_after = new[place:].startswith(after) if after else place == len(new)
    return is_before and is_after


def _around(old: str, at: int, new: str, place: int) -> int:
    a = old[max(at - AROUND, 0) : at + AROUND]
    b = new[max(place - AROUND, 0) : place + AROUND]
    return round(fuzz.ratio(a, b))


def _likeness(before: Block, after: Block) -> int:
    return min(EXACT - 1, round(fuzz.ratio(block_text(before), block_text(after))))
