"""Recognises the outline of a report: headings, points and blanks of a plain text.

Nothing is ever lost: title, preamble, headings and bodies are cut from one text, so that
together they hold each of its characters (white space at their edges left out).
"""

from __future__ import annotations

from collections.abc import Iterator

from workflow.documents.checks.blank import find_blanks
from workflow.documents.outline.candidates import Candidate
from workflow.documents.outline.headings import Heading, headings_of
from workflow.documents.outline.model import (
    Decisions,
    Outline,
    Point,
    Section,
    Span,
    Suggestion,
)
from workflow.documents.outline.points import points_in
from workflow.documents.outline.reading import read_document
from workflow.documents.outline.sequence import Sequence
from workflow.documents.outline.titles import Title, document_title, title_in
from workflow.documents.shadow import lines_of, shadow_of, trimmed
from workflow.documents.word.safety import DEFAULT_LIMITS, Limits

NO_DECISIONS = Decisions()


def recognise(text: str, decisions: Decisions = NO_DECISIONS) -> Outline:
    """The outline of `text` with an editor's corrections; offsets count code points."""
    shadow = shadow_of(text)
    lines = lines_of(shadow)
    headings, doubts = headings_of(text, shadow, lines, decisions)
    stop = min([len(text), *(h.start for h in headings[:1]), *(d.start for d in doubts[:1])])
    title = _span(text, document_title(text, shadow, lines, stop))
    first = headings[0].start if headings else len(text)
    preamble = _span(text, trimmed(text, title.end if title else 0, first))
    sections = tuple(_sections(text, shadow, lines, headings))
    return Outline(
        text=text,
        title=title,
        preamble=preamble,
        sections=sections,
        points=tuple(_points(shadow, preamble, sections)),
        blanks=tuple(find_blanks(text)),
        suggestions=tuple(_suggestion(text, shadow, doubt) for doubt in doubts),
        decisions=decisions,
    )


def outline_of(filename: str, data: bytes, limits: Limits = DEFAULT_LIMITS) -> Outline:
    """The outline of a .txt or .docx file; DocumentError when it is refused.

    `Outline.decisions` holds what a Word file says of its headings: an editor's corrections
    start from there, and `recognise(outline.text, corrected)` gives the outline again.
    """
    reading = read_document(filename, data, limits)
    return recognise(reading.text, reading.decisions)


def _span(text: str, place: tuple[int, int] | None) -> Span | None:
    return None if place is None else Span(*place, text[slice(*place)])


def _suggestion(text: str, shadow: str, doubt: Candidate) -> Suggestion:
    newline = shadow.find("\n", doubt.start)
    end = newline if newline >= 0 else len(text)
    line = text[doubt.start : end].rstrip()
    return Suggestion(doubt.start, doubt.start + len(line), line, doubt.doubt)


def _sections(
    text: str, shadow: str, lines: list[tuple[int, int]], headings: list[Heading]
) -> Iterator[Section]:
    sequence = Sequence()
    spans = _span_ends(text, headings)
    for place, ((own, parent), heading) in enumerate(zip(_ids(headings), headings, strict=True)):
        following = headings[place + 1] if place + 1 < len(headings) else None
        title, body = _parts(text, shadow, lines, heading, following)
        flags = (*_title_flags(text, title, heading.cut), *heading.flags)
        yield Section(
            id=own,
            parent=parent,
            level=heading.level,
            kind=heading.kind,
            value=heading.value,
            numeral=text[heading.start : heading.end],
            title=text[title.start : title.end] if title else "",
            tail="".join(text[title.end : title.heading_end].split()) if title else "",
            start=heading.start,
            line=heading.line + 1,
            title_start=title.start if title else heading.end,
            title_end=title.end if title else heading.end,
            heading_end=title.heading_end if title else heading.end,
            span=(heading.start, spans[place]),
            body=body,
            shares_line=body is not None and not heading.cut and body[0] < lines[heading.line][1],
            glued_to_previous=heading.glued,
            confirmed=heading.confirmed,
            flags=(*flags, *sequence.flags(parent, heading.kind, heading.value)),
        )


def _ids(headings: list[Heading]) -> Iterator[tuple[str, str | None]]:
    """The id ("1.2") of each heading and that of its parent, from the levels."""
    counts: list[int] = []
    for heading in headings:
        counts = [*counts[: heading.level], 0][: heading.level]
        counts[-1] += 1
        numbers = [str(count) for count in counts]
        yield ".".join(numbers), ".".join(numbers[:-1]) or None


def _span_ends(text: str, headings: list[Heading]) -> list[int]:
    """Where each heading's part ends: the next one that is not deeper, blanks left out."""
    ends, following = [0] * len(headings), [(len(text), 0)]
    for place in range(len(headings) - 1, -1, -1):
        heading = headings[place]
        while following[-1][1] > heading.level:
            following.pop()
        span = trimmed(text, heading.start, following[-1][0])
        ends[place] = span[1] if span else heading.end
        following.append((heading.start, heading.level))
    return ends


def _parts(
    text: str,
    shadow: str,
    lines: list[tuple[int, int]],
    heading: Heading,
    following: Heading | None,
) -> tuple[Title | None, tuple[int, int] | None]:
    """The title within the heading's line, and the body up to the next heading."""
    stop = following.start if following else len(text)
    end = min(lines[heading.line][1], stop)
    has_children = following is not None and following.level > heading.level
    followed = has_children or bool(text[end:stop].strip())
    title = None
    if not heading.cut:
        title = title_in(text, shadow, heading.end, end, heading.kind, followed)
    return title, trimmed(text, title.heading_end if title else heading.end, stop)


def _title_flags(text: str, title: Title | None, cut: bool) -> tuple[str, ...]:
    if title is None:
        return () if cut else ("numbered_paragraph",)
    if title.rest:
        return ("run_in",)
    return ("trailing_period",) if "。" in text[title.end : title.heading_end] else ()


def _points(shadow: str, preamble: Span | None, sections: tuple[Section, ...]) -> Iterator[Point]:
    if preamble:
        yield from points_in(shadow, "0", preamble.start, preamble.end)
    for section in sections:
        if section.body:
            yield from points_in(shadow, section.id, *section.body)
