"""From candidates to headings with levels, in one pass over the text (rules 1 to 3 and 7)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from workflow.documents.outline.attachments import attachment_lines
from workflow.documents.outline.candidates import (
    Candidate,
    counts_things,
    glued_in,
    is_contents_line,
    numeral_at,
    suggestion_at,
)
from workflow.documents.outline.model import Decisions
from workflow.documents.outline.places import begins_a_sentence

# Kinds that hold others and are held by none of them: they end whatever is open below.
_OUTER = {"zhang": 0, "jie": 1, "cn_dun": 3}
_RANK = {**_OUTER, "tiao": 2}
DEEPEST = 9


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading at `start`; `end` closes its numeral. `kind` is None without a numeral.

    `cut`: a section begins here and has no heading in the text.
    """

    start: int
    end: int
    line: int
    level: int
    kind: str | None
    value: int | None
    flags: tuple[str, ...]
    glued: bool
    confirmed: bool
    cut: bool = False


class Stack:
    """The kinds that are open, outermost first, with the last value of each."""

    def __init__(self) -> None:
        self._open: list[tuple[str | None, int | None]] = []

    def expects(self, candidate: Candidate) -> bool:
        """Whether it is the next of its kind here and not the first."""
        return (candidate.kind, candidate.value - 1) in self._open

    def enter(self, kind: str | None, value: int | None, forced: int | None) -> int:
        """Put a heading on the stack and return its level from 1, never more than one deeper."""
        level = self._level(kind) if forced is None else forced
        level = min(max(level, 1), len(self._open) + 1, DEEPEST)
        if kind is None and level <= len(self._open):
            # A heading without numeral stands among numbered ones: their count goes on.
            del self._open[level:]
        else:
            self._open[level - 1 :] = [(kind, value)]
        return level

    def _level(self, kind: str | None) -> int:
        if kind is None:
            return max(len(self._open), 1)
        for depth in range(len(self._open), 0, -1):
            if self._open[depth - 1][0] == kind:
                return depth
        if kind not in _OUTER:
            return len(self._open) + 1
        return 1 + sum(1 for other, _ in self._open if _RANK.get(other or "", 9) <= _RANK[kind])


def proposals(
    text: str, shadow: str, lines: list[tuple[int, int]]
) -> Iterator[tuple[int, Candidate]]:
    """(line number from 0, candidate), in order; those with a doubt are only suggestions."""
    attached = attachment_lines(shadow, lines)
    for number, (start, end) in enumerate(lines):
        line = shadow[start:end]
        first = start + len(line) - len(line.lstrip(" \t"))
        if first < end and start not in attached and not is_contents_line(line):
            found = numeral_at(text, shadow, first) or suggestion_at(shadow, first, end)
            if found and not counts_things(shadow, first):
                yield number, found
        for glued in glued_in(text, shadow, first, end):
            yield number, glued


def headings_of(
    text: str, shadow: str, lines: list[tuple[int, int]], decisions: Decisions
) -> tuple[list[Heading], list[Candidate]]:
    """The headings in order, and the suggestions that nobody has accepted or rejected."""
    found = {c.start: (number, c) for number, c in proposals(text, shadow, lines)}
    added = _added(text, shadow, lines, decisions)
    stack, suggestions = Stack(), []
    headings: list[Heading] = []
    for start in sorted({*found, *added} - decisions.rejected):
        confirmed = start in decisions.accepted or start in added
        by_person = start in added and (start in decisions.cuts or start not in found)
        number, candidate = added[start] if by_person else found[start]
        if candidate and not confirmed:
            if candidate.doubt:
                suggestions.append(candidate)
                continue
            expected = start in decisions.kept or stack.expects(candidate)
            if candidate.glued and not expected:
                continue
        headings.append(_entered(stack, start, number, candidate, decisions, confirmed))
    return headings, suggestions


def _entered(
    stack: Stack,
    start: int,
    line: int,
    found: Candidate | None,
    decisions: Decisions,
    confirmed: bool,
) -> Heading:
    forced = decisions.levels.get(start)
    if found is None:
        level = stack.enter(None, None, forced)
        cut = start in decisions.cuts
        return Heading(start, start, line, level, None, None, (), False, confirmed, cut)
    level = stack.enter(found.kind, found.value, forced)
    return Heading(
        start, found.end, line, level, found.kind, found.value, found.flags, found.glued, confirmed
    )


def _added(
    text: str, shadow: str, lines: list[tuple[int, int]], decisions: Decisions
) -> dict[int, tuple[int, Candidate | None]]:
    """Start -> (line number, its numeral if it has one) of each place that can be a heading."""
    starts = [start for start, _ in lines]
    found: dict[int, tuple[int, Candidate | None]] = {}
    for offset in sorted(decisions.added | decisions.cuts):
        number = bisect_right(starts, offset) - 1
        if 0 <= offset < len(text):
            place = _place(text, shadow, lines[number], offset)
            if place is not None:
                cut = place in decisions.cuts
                found[place] = (number, None if cut else numeral_at(text, shadow, place))
    return found


def _place(text: str, shadow: str, line: tuple[int, int], offset: int) -> int | None:
    """The first character that is not blank at or after `offset`, where a heading may begin."""
    if not begins_a_sentence(shadow[line[0] : offset]):
        return None
    rest = text[offset : line[1]]
    start = offset + len(rest) - len(rest.lstrip())
    return start if start < line[1] else None
