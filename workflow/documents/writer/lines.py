"""A line with what was said about it: ranges of comments, tracked changes at their offsets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from workflow.documents.content import Inline, Run
from workflow.documents.house.xml import Element
from workflow.documents.talk import Suggestion
from workflow.documents.writer.inlines import Hand, written
from workflow.documents.writer.scribe import Scribe
from workflow.documents.writer.talk import Anchor, range_end, range_start
from workflow.documents.writer.tracking import DELETED, INSERTED, Tracker


def line(
    scribe: Scribe,
    runs: Sequence[Inline],
    hand: Hand,
    edits: Sequence[Suggestion] = (),
    anchors: Sequence[Anchor] = (),
) -> list[Element]:
    """The content of a paragraph. Offsets are code points of block_text, an atom is one.

    Deleted words stand before what comes in their place. Of two changes that delete the
    same words the first has them; the other's new words come in all the same.
    """
    if not edits and not anchors:
        return written(scribe, runs, hand)
    stretches = list(_stretches(runs, _cuts(runs, edits, anchors)))
    made: list[Element] = []
    for start, stretch in stretches:
        made += _ends(anchors, start)
        made += [each for one in edits if one.end == start for each in _new(scribe, one, hand)]
        made += _starts(anchors, start)
        made += _old(scribe, stretch, hand, edits, start)
    return made


def _ends(anchors: Sequence[Anchor], place: int) -> list[Element]:
    ended = [one for one in anchors if one.start < one.end == place]
    return [each for one in ended for each in range_end(one)]


def _starts(anchors: Sequence[Anchor], place: int) -> list[Element]:
    """The ranges that begin here; those on no words at all end here too."""
    begun = [one for one in anchors if one.start == place]
    points = [each for one in begun if one.end == place for each in range_end(one)]
    return [range_start(one) for one in begun] + points


def _new(scribe: Scribe, edit: Suggestion, hand: Hand) -> list[Element]:
    return Tracker(scribe, INSERTED, edit).line(written(scribe, edit.runs, hand))


def _old(
    scribe: Scribe, stretch: list[Inline], hand: Hand, edits: Sequence[Suggestion], place: int
) -> list[Element]:
    made = written(scribe, stretch, hand)
    by = next((one for one in edits if one.start <= place < one.end), None)
    return Tracker(scribe, DELETED, by).line(made) if by else made


def _cuts(
    runs: Sequence[Inline], edits: Sequence[Suggestion], anchors: Sequence[Anchor]
) -> list[int]:
    """The offsets at which something begins or ends, the line's own ends among them."""
    length = sum(_size(one) for one in runs)
    changed = {place for one in edits for place in (one.start, one.end)}
    talked = {place for one in anchors for place in (one.start, one.end)}
    return sorted({0, length} | changed | talked)


def _stretches(runs: Sequence[Inline], cuts: list[int]) -> Iterator[tuple[int, list[Inline]]]:
    """Each cut with what stands from it to the next one; behind the last there is nothing."""
    rest = list(reversed(runs))
    for start, end in zip(cuts, [*cuts[1:], cuts[-1]], strict=True):
        yield start, _taken(rest, end - start)


def _taken(rest: list[Inline], size: int) -> list[Inline]:
    """The next ``size`` code points of the reversed line, taken off it."""
    taken: list[Inline] = []
    while rest and (size > 0 or _size(rest[-1]) == 0):
        one = rest.pop()
        if isinstance(one, Run) and len(one.text) > size:
            rest.append(replace(one, text=one.text[size:]))
            one = replace(one, text=one.text[:size])
        taken.append(one)
        size -= _size(one)
    return taken


def _size(one: Inline) -> int:
    return len(one.text) if isinstance(one, Run) else 1
