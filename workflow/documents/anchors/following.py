"""From one draft to the next: where the words of an anchor went.

Within its block the two texts are aligned (patience diff over code points), so words that
came before do not move the mark and what was left of the quote is kept. Words that are no
longer in their block are sought in the others: they went along when a block was split,
joined, or came back by an upload under another id.
"""

from __future__ import annotations

from workflow.documents.anchors.model import EXACT, Anchor, Place
from workflow.documents.anchors.searching import exact_elsewhere, near_elsewhere
from workflow.documents.compare.matching import matching
from workflow.documents.content import Content, block_text, every_block

LEAST_KEPT = 0.5
"""Share of the quote that has to be left in its block."""
STRETCHES = (4, 2, 1)
LEAST_STRETCH = 2
"""Single characters that match by chance are no part of the quote."""


class Step:
    """From one draft to another: both texts are read once for all anchors."""

    def __init__(self, old: Content, new: Content) -> None:
        self._befores, self._afters = _texts(old), _texts(new)

    def follow(self, anchor: Anchor, place: Place) -> Place | None:
        """Where the words that stood at ``place`` of the old draft stand in the new one;
        None: nowhere.
        """
        if anchor.whole:
            return self._whole(anchor, place)
        text = self._befores.get(place.block)
        if text is not None and place.block in self._afters:
            found = _within(anchor, place, text, self._afters[place.block])
            if found is not None:
                return found
        return exact_elsewhere(anchor, self._afters) or near_elsewhere(anchor, self._afters)

    def _whole(self, anchor: Anchor, place: Place) -> Place | None:
        """A block is the same as long as it keeps its id, whatever it says."""
        afters = self._afters
        if place.block in afters:
            return Place(place.block, 0, len(afters[place.block]))
        if not anchor.quote.strip():
            return None
        same = next((one for one, text in afters.items() if text == anchor.quote), None)
        if same is not None:
            return Place(same, 0, len(anchor.quote))
        near = near_elsewhere(anchor, afters)
        return near and Place(near.block, 0, len(afters[near.block]), near.score)


def _texts(content: Content) -> dict[str, str]:
    """The text of each block by its id, in reading order."""
    return {one.id: block_text(one) for one in every_block(content.blocks)}


def _within(anchor: Anchor, place: Place, old: str, new: str) -> Place | None:
    """The quote in its own block; an untouched text needs no alignment."""
    if old == new:
        return place
    kept, size = _kept(place, old, new)
    if kept is None:
        return None
    start, end = kept
    if new[start:end] == anchor.quote:
        return Place(place.block, start, end)
    share = size / max(len(anchor.quote), 1)
    if share < LEAST_KEPT:
        return None
    return Place(place.block, start, end, min(EXACT - 1, round(EXACT * share)))


def _kept(place: Place, old: str, new: str) -> tuple[tuple[int, int] | None, int]:
    """From the first to the last code point that is left, and how many are left."""
    spans: list[tuple[int, int]] = []
    for a, c, size in matching(old, new, STRETCHES):
        first, last = max(a, place.start), min(a + size, place.end)
        is_all = last - first == place.end - place.start
        if last - first >= LEAST_STRETCH or (is_all and last > first):
            spans.append((c + first - a, c + last - a))
    if not spans:
        return None, 0
    return (spans[0][0], spans[-1][1]), sum(b - a for a, b in spans)
