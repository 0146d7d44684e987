"""What each correction of an outline does: yes, no, up, down, cut in two, another title."""

from __future__ import annotations

from collections.abc import Callable

from workflow.actions.outline.corrections import Corrections
from workflow.documents.outline import Decisions, Outline, Section
from workflow.domain.machine import NotYet
from workflow.domain.text import say

DEEPEST = 4
LONGEST_TITLE = 300
Find = Callable[[Decisions], Outline]
"""The outline of the upload under some decisions: of a text, or of a Word file's content."""


def accept(known: Corrections, start: int) -> None:
    """The heading, or the line that may be one, is one."""
    known.rejected.discard(start)
    known.accepted.add(start)


def accept_all(known: Corrections, outline: Outline) -> None:
    """Everything as it is proposed now, and no question left open."""
    known.accepted |= {one.start for one in outline.sections}
    known.rejected |= {one.start for one in outline.suggestions}


def reject(known: Corrections, outline: Outline, start: int, find: Find) -> None:
    """It is text, and its section goes on in the one before; sections below it stay sections."""
    place = _place(outline, start)
    if place is not None:
        _lift_below(known, outline.sections, place)
    for name in ("accepted", "added", "cuts"):
        getattr(known, name).discard(start)
    if start in known.first_added or _is_proposed(known, start, find):
        known.rejected.add(start)


def move(known: Corrections, outline: Outline, start: int, level: int) -> None:
    """Put a section with all below it one level up or down; every other section keeps its own.

    NotYet: it can't stand there.
    """
    place = _place(outline, start)
    if place is None or not can_move(
        outline.sections, place, level - outline.sections[place].level
    ):
        raise NotYet(
            say(
                "这个部分不能放在这一层，大纲没有改动。",
                "This section can't stand on that level; the outline is as it was.",
            )
        )
    end = below_ends(outline.sections, place)
    step = level - outline.sections[place].level
    for number, one in enumerate(outline.sections[place:], start=place):
        known.levels[one.start] = one.level + (step if number < end else 0)
    known.accepted.add(start)


def can_move(sections: tuple[Section, ...], place: int, step: int) -> bool:
    """Whether the section may go `step` (-1, 0 or 1) levels deeper with all below it."""
    level = sections[place].level + step
    above = sections[place - 1].level if place else 0
    deepest = max(one.level for one in sections[place : below_ends(sections, place)])
    fits = step < 1 or deepest + step <= DEEPEST
    return abs(step) <= 1 and 1 <= level <= above + 1 and fits


def cut(known: Corrections, start: int, title: str, find: Find) -> None:
    """Begin a section at a line or a sentence, titled by it or by ``title``; NotYet: not there."""
    words = clean_title(title)
    known.rejected.discard(start)
    known.titles.pop(start, None)
    if words:
        known.cuts.add(start)
        known.titles[start] = words
    else:
        known.cuts.discard(start)
        known.added.add(start)
    if _place(find(known.decisions()), start) is None:
        raise NotYet(
            say(
                "只能在段首或句末之后拆分，大纲没有改动。",
                "A section can be cut where a line or a sentence begins; the outline is as it was.",
            )
        )


def retitle(known: Corrections, outline: Outline, start: int, title: str) -> None:
    """Another title; an empty one, or the one in the text, brings the text's own back."""
    words, place = clean_title(title), _place(outline, start)
    if place is None:
        return
    own = outline.sections[place].title
    if not words and start in known.cuts:
        raise NotYet(say("请写明这个部分的标题。", "Please give the section a title."))
    known.titles.pop(start, None)
    if words and words != clean_title(own):
        known.titles[start] = words
    known.accepted.add(start)


def clean_title(title: str) -> str:
    """On one line, without blanks at its edges; at most 300 characters."""
    return " ".join(title.split())[:LONGEST_TITLE]


def keep_the_others(known: Corrections, before: Outline, start: int, find: Find) -> None:
    """No heading but the one at ``start`` vanishes by a step: those glued to a text are kept."""
    wanted = {one.start for one in before.sections} - {start}
    while True:
        found = {one.start for one in find(known.decisions()).sections}
        gone = wanted - found - known.kept
        if not gone:
            return
        known.kept |= gone


def below_ends(sections: tuple[Section, ...], place: int) -> int:
    """Where the sections below ``place`` end."""
    own = sections[place].level
    after = range(place + 1, len(sections))
    return next((n for n in after if sections[n].level <= own), len(sections))


def _place(outline: Outline, start: int) -> int | None:
    starts = (n for n, one in enumerate(outline.sections) if one.start == start)
    return next(starts, None)


def _lift_below(known: Corrections, sections: tuple[Section, ...], place: int) -> None:
    """A first child that becomes text leaves its own sections one level too deep."""
    above = sections[place - 1].level if place else 0
    end = below_ends(sections, place)
    if end == place + 1 or above >= sections[place].level:
        return
    for number, one in enumerate(sections[place + 1 :], start=place + 1):
        known.levels[one.start] = one.level - (number < end)


def _is_proposed(known: Corrections, start: int, find: Find) -> bool:
    """Whether the recogniser brings it up by itself, as a heading or as a question."""
    outline = find(known.decisions())
    starts = {one.start for one in outline.sections} | {one.start for one in outline.suggestions}
    return start in starts
