"""Where each section begins in a file: at its mark, at its heading, or at a block of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workflow.documents.content import Block, Heading
from workflow.documents.identity import BlockMark, SectionMark, Sighting
from workflow.documents.parting.model import KnownSection
from workflow.documents.parting.words import begins_with, reads_as


@dataclass(frozen=True, slots=True)
class Start:
    """The place of a block from which on the text belongs to ``known``, or to no section."""

    place: int
    known: KnownSection | None
    draft: int | None = None


def starts_of(
    blocks: Sequence[Block], marks: Sequence[Sighting], known: Sequence[KnownSection]
) -> list[Start]:
    """In the order of the file, at most one a section; the first stands at 0. There is a block."""
    places = {one.id: place for place, one in enumerate(blocks)}
    found = _marked(blocks, places, marks, known)
    for number, one in enumerate(known):
        if all(start.known is not one for start in found.values()):
            place = _sought(blocks, places, marks, one, _gap(found, known, number, len(blocks)))
            if place is not None:
                found[place] = Start(place, one)
    found.setdefault(0, Start(0, None))
    return _with_strangers(blocks, places, marks, [found[place] for place in sorted(found)])


def _marked(
    blocks: Sequence[Block],
    places: dict[str, int],
    marks: Sequence[Sighting],
    known: Sequence[KnownSection],
) -> dict[int, Start]:
    """By place. A section that the report does not have begins what belongs to none. A heading
    that was to share its line with the text, and could not, stands before the mark.
    """
    by_id = {one.section: one for one in known}
    found: dict[int, Start] = {}
    for one in marks:
        if isinstance(one.mark, SectionMark):
            own = by_id.pop(one.mark.section, None)
            place = places[one.block]
            if own is not None and place and reads_as(blocks[place - 1], own):
                place -= 1
            found[place] = Start(place, own, one.mark.draft)
    return found


def _gap(found: dict[int, Start], known: Sequence[KnownSection], number: int, end: int) -> range:
    """Behind the nearest section before it that was found, before the nearest one after it."""
    order = {one.section: n for n, one in enumerate(known)}
    ordered = [(order[one.known.section], place) for place, one in found.items() if one.known]
    first = max((place + 1 for own, place in ordered if own < number), default=0)
    return range(first, min((place for own, place in ordered if own > number), default=end))


def _sought(
    blocks: Sequence[Block],
    places: dict[str, int],
    marks: Sequence[Sighting],
    known: KnownSection,
    gap: range,
) -> int | None:
    own = [
        places[one.block]
        for one in marks
        if isinstance(one.mark, BlockMark) and one.mark.section == known.section
    ]
    headed = (place for place in gap if reads_as(blocks[place], known))
    run_in = (place for place in gap if begins_with(blocks[place], known))
    marked = (place for place in sorted(own) if place in gap)
    return next((place for way in (headed, run_in, marked) for place in way), None)


def _with_strangers(
    blocks: Sequence[Block],
    places: dict[str, int],
    marks: Sequence[Sighting],
    starts: list[Start],
) -> list[Start]:
    """A heading of a section's own level or above that nobody knows begins something new."""
    ours = {places[one.block]: one.mark.section for one in marks if isinstance(one.mark, BlockMark)}
    made: list[Start] = []
    for start, end in zip(starts, [*(one.place for one in starts[1:]), len(blocks)], strict=True):
        made.append(start)
        for place in range(start.place + 1, end):
            block, known = blocks[place], start.known
            if (
                isinstance(block, Heading)
                and known is not None
                and block.level <= known.level
                and ours.get(place) != known.section
            ):
                made.append(Start(place, None))
                break
    return made
