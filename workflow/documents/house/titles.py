"""Pass: the title of the document (GB/T 9704-2012, 7.3.1).

"Broken where the meaning allows, in a trapezium or a rhombus": of all ways to break it, the
one that costs least. A break inside a word costs more than any shape.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, combinations, pairwise
from math import ceil

from workflow.documents.house.measure import characters
from workflow.documents.house.styles import TITLE
from workflow.documents.house.title_breaks import break_costs
from workflow.documents.house.xml import Element, el, paragraph, run
from workflow.documents.profile import Font, Profile

MOST_PLACES, FEW_PLACES, MANY_LINES = 26, 14, 4
"""Places worth trying in one title, fewer where it has many lines; the dearest are left out."""
SHORTEST = 4
RECTANGLE, HOURGLASS, STUMP, ONE_LINE_MORE = 2.0, 8.0, 10.0, 6.0


def title_paragraph(title: str, profile: Profile, *, new_page: bool = False) -> Element:
    """The title centred, its lines broken by a line break each.

    ``new_page``: it begins one, as behind a table of contents.
    """
    properties = (el("pageBreakBefore"),) if new_page else ()
    made = broken_run(title, profile.title.font, profile)
    return paragraph(TITLE, made, properties=properties)


def broken_run(title: str, font: Font, profile: Profile) -> Element:
    """One run with the title's lines; ``title_lines`` says which."""
    widest = profile.title.widest * profile.title.font.size / font.size
    pieces = title_lines(title, widest)
    made = run(pieces[0], font, profile)
    for piece in pieces[1:]:
        made.append(el("br"))
        made.extend(list(run(piece, font, profile))[1:])
    return made


@lru_cache(maxsize=256)
def title_lines(title: str, widest: float = 20) -> tuple[str, ...]:
    """A title over ``widest`` characters broken by meaning; line ends of the author's stay.

    A subtitle behind —— has a line of its own. Joined, the lines give the title.
    """
    lines: list[str] = []
    for line in title.splitlines() or [""]:
        if characters(title) <= widest:
            lines.append(line)
            continue
        for piece in _with_subtitle(line):
            lines += _broken(piece, widest)
    return tuple(lines)


def _with_subtitle(line: str) -> list[str]:
    place = line.find("——")
    return [line[:place], line[place:]] if place > 0 else [line]


def _broken(text: str, widest: float) -> list[str]:
    needed = ceil(characters(text) / widest)
    if needed <= 1:
        return [text]
    ways = (way for count in (needed, needed + 1) for way in _ways(text, count, widest))
    best = min(ways, default=None)
    if best is None:
        return _cut(text, needed)
    return [text[start:end] for start, end in pairwise((0, *best[1], len(text)))]


def _ways(text: str, count: int, widest: float) -> Iterator[tuple[float, tuple[int, ...]]]:
    """Each way to break into ``count`` lines that fit, with what it costs."""
    costs = break_costs(text)
    most = MOST_PLACES if count <= MANY_LINES else FEW_PLACES
    places = sorted(sorted(costs, key=costs.__getitem__)[:most])
    ends = list(accumulate(map(characters, text), initial=0.0))
    more = ONE_LINE_MORE * (count - ceil(characters(text) / widest))
    for way in combinations(places, count - 1):
        widths = [ends[b] - ends[a] for a, b in pairwise((0, *way, len(text)))]
        if max(widths) <= widest:
            yield more + sum(costs[one] for one in way) + _shape(widths), way


def _shape(widths: list[float]) -> float:
    """How far from a trapezium or a rhombus: unequal but not by much, no waist, no stump."""
    mean = sum(widths) / len(widths)
    cost = sum((one - mean) ** 2 for one in widths) / mean
    cost += RECTANGLE if max(widths) - min(widths) < 1 else 0
    cost += STUMP if min(widths) < SHORTEST else 0
    inner = zip(widths, widths[1:], widths[2:], strict=False)
    return cost + sum(HOURGLASS for before, one, after in inner if one < min(before, after))


def _cut(text: str, count: int) -> list[str]:
    """Where nothing fits, pieces of one length."""
    size = ceil(len(text) / count)
    return [text[start : start + size] for start in range(0, len(text), size)]
