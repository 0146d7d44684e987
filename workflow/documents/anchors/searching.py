"""Where a quote stands that is no longer in its block: to the letter, or nearly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rapidfuzz import fuzz

from workflow.documents.anchors.model import AROUND, EXACT, Anchor, Place

LONG_ENOUGH = 8
"""Code points of a quote that can be told from the same words elsewhere without context."""
SAME_AROUND = 60.0
"""Likeness of what stands around a shorter one, 0 to 100."""
NEAR = 75.0
"""Likeness from which other words are taken for the quote, changed."""


def exact_elsewhere(anchor: Anchor, texts: Mapping[str, str]) -> Place | None:
    """The same words where what stands around them is most alike."""
    found = [
        (_around(anchor, text, start), -number, block, start)
        for number, (block, text) in enumerate(texts.items())
        for start in _occurrences(text, anchor.quote)
    ]
    if not found:
        return None
    (likeness, _), _, block, start = max(found)
    if len(anchor.quote) < LONG_ENOUGH and likeness < SAME_AROUND:
        return None
    return Place(block, start, start + len(anchor.quote))


def near_elsewhere(anchor: Anchor, texts: Mapping[str, str]) -> Place | None:
    """Words most alike, with how much; None where none are alike enough."""
    if len(anchor.quote) < LONG_ENOUGH:
        return None
    best: Place | None = None
    for block, text in texts.items():
        if len(text) < LONG_ENOUGH:
            continue
        least = NEAR if best is None else best.score
        found = fuzz.partial_ratio_alignment(anchor.quote, text, score_cutoff=least)
        if found is None or found.dest_end - found.dest_start < LONG_ENOUGH:
            continue
        score = min(
            EXACT - 1, round(fuzz.ratio(anchor.quote, text[found.dest_start : found.dest_end]))
        )
        if score >= NEAR and (best is None or score > best.score):
            best = Place(block, found.dest_start, found.dest_end, score)
    return best


def _occurrences(text: str, quote: str) -> Iterator[int]:
    start = text.find(quote) if quote else -1
    while start >= 0:
        yield start
        start = text.find(quote, start + 1)


def _around(anchor: Anchor, text: str, start: int) -> tuple[float, float]:
    """Likeness of the better side and of the other: a split or a join changes one of them."""
    end = start + len(anchor.quote)
    before = _alike(anchor.before, text[max(start - AROUND, 0) : start])
    after = _alike(anchor.after, text[end : end + AROUND])
    return max(before, after), min(before, after)


def _alike(a: str, b: str) -> float:
    """Nothing on a side says nothing."""
    return fuzz.ratio(a, b) if a and b else 0.0
