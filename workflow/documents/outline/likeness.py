"""Which section of an earlier outline a section of this one goes on from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

from rapidfuzz import fuzz

Path: TypeAlias = Sequence[str]
"""Titles without numerals from the first level down; the last one is the section's own."""
ALIKE = 62
"""Likeness from which two headings are taken for the same section, 0 to 100."""
OWN, ABOVE, PLACE = 0.8, 0.17, 0.03
"""What the own title counts, those above it, and the place in the outline."""
_CHANGING = re.compile(r"[\s，。、：；,.:;《》“”（）()]+|(?:19|20)\d\d年?(?:度)?|[“”\"]")


def pair(now: Sequence[Path], then: Sequence[Path]) -> list[tuple[int, int] | None]:
    """For each section now the index of its earlier one and their likeness, else None.

    No earlier section goes to two; the most alike are paired first.
    """
    scored = sorted(
        (-_likeness(path, n / max(len(now), 1), other, m / max(len(then), 1)), n, m)
        for n, path in enumerate(now)
        for m, other in enumerate(then)
    )
    found: list[tuple[int, int] | None] = [None] * len(now)
    taken: set[int] = set()
    for score, n, m in scored:
        if -score >= ALIKE and found[n] is None and m not in taken:
            found[n] = (m, round(-score))
            taken.add(m)
    return found


def _likeness(path: Path, at: float, other: Path, other_at: float) -> float:
    """Years, blanks and punctuation change without a section becoming another one."""
    own = fuzz.ratio(_bare(path[-1]), _bare(other[-1]))
    above = fuzz.ratio(_bare("".join(path[:-1])), _bare("".join(other[:-1])))
    return OWN * own + ABOVE * above + PLACE * 100 * (1 - abs(at - other_at))


def _bare(title: str) -> str:
    return _CHANGING.sub("", title) or title
