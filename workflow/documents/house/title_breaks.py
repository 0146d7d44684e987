"""What it costs to break a title at each place: nothing by meaning, much inside a word."""

from __future__ import annotations

from workflow.documents.house.title_words import (
    ATOMS,
    BEGINS,
    ENDS,
    JOINS,
    LONGEST_WORD,
    NOT_FIRST,
    NOT_LAST,
    OFFICES,
    POSTS,
    WORDS,
)

GOOD, OFFICE, JOIN, KNOWN, UNKNOWN = 0.0, 1.5, 2.0, 4.0, 12.0
QUOTED = 5.0


def break_costs(text: str) -> dict[int, float]:
    """The cost of a break before each character; places that may not be broken are absent."""
    inside, edges = _words(text)
    costs = {
        place: _cost(text, place, edges)
        for place in range(1, len(text))
        if place not in inside and text[place] not in NOT_FIRST and text[place - 1] not in NOT_LAST
    }
    return {place: cost + _quoted(text, place) for place, cost in costs.items()}


def _cost(text: str, place: int, edges: set[int]) -> float:
    before, behind = text[:place], text[place:]
    if behind.startswith(POSTS):
        return UNKNOWN
    if behind.startswith(BEGINS) or before.endswith(ENDS):
        return GOOD
    if before[-1] in OFFICES:
        return OFFICE
    if behind.startswith(JOINS):
        return JOIN
    return KNOWN if place in edges else UNKNOWN


def _quoted(text: str, place: int) -> float:
    """A name in book marks or quotes stays whole if it can."""
    before = text[:place]
    opened = sum(before.count(one) for one in "《“（")
    return QUOTED if opened > sum(before.count(one) for one in "》”）") else 0.0


def _words(text: str) -> tuple[set[int], set[int]]:
    """Places inside a known word, and places at the edge of one; the longest word wins."""
    inside: set[int] = set()
    edges: set[int] = set()
    atoms = {found.start(): found.end() for found in ATOMS.finditer(text)}
    place = 0
    while place < len(text):
        end = max(atoms.get(place, place), _longest(text, place))
        if end > place:
            inside |= set(range(place + 1, end))
            edges |= {place, end}
        place = max(end, place + 1)
    return inside, edges


def _longest(text: str, place: int) -> int:
    for size in range(LONGEST_WORD, 1, -1):
        word = text[place : place + size]
        if word in WORDS or word in BEGINS or word in ENDS:
            return place + len(word)
    return place
