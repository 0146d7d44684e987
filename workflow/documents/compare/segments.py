"""Lines as segments: what a page draws and a command prints of a changed line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workflow.documents.compare.keys import SEEN, read_line
from workflow.documents.compare.lines import Line, Part, cut, parts
from workflow.documents.compare.model import UNKNOWN, Kind, Nature, Segment, Segments, Stamp
from workflow.documents.compare.natures import nature_of
from workflow.documents.compare.tokens import tokens
from workflow.documents.content import Inline, InlineIsland, Note


def whole(kind: Kind, text: str, nature: Nature | None = None, by: Stamp = UNKNOWN) -> Segments:
    """One segment of all the text, none of nothing."""
    return (Segment(kind, text, nature, by),) if text else ()


def line_segments(old: Sequence[Inline], new: Sequence[Inline]) -> Segments:
    """The lines' differences; where one note became another, those within it."""
    befores, afters = Line(old), Line(new)
    return tuple(_segments(befores, afters, parts(befores, afters)))


def _segments(old: Line, new: Line, found: list[Part]) -> Iterator[Segment]:
    for part in found:
        before, after = cut(old.inlines, part.a, part.b), cut(new.inlines, part.c, part.d)
        if not part.words:
            yield from whole(Kind.EQUAL, read_line(after), Nature.FORMAT if part.form else None)
        elif (notes := one_note(before, after)) is not None:
            yield from note_segments(*notes)
        else:
            yield from replaced(before, after)


def replaced(before: Sequence[Inline], after: Sequence[Inline]) -> Segments:
    """A part of a line that came in the place of another, deleted words first."""
    nature = part_nature(before, after)
    deleted = whole(Kind.DELETE, read_line(before), nature)
    return deleted + whole(Kind.INSERT, read_line(after), nature)


def part_nature(before: Sequence[Inline], after: Sequence[Inline]) -> Nature:
    """What the difference touches; another chart with the same words still means another."""
    nature = nature_of(tokens(read_line(before)), tokens(read_line(after)))
    seen = any(isinstance(one, InlineIsland) and one.kind in SEEN for one in (*before, *after))
    return Nature.MEANING if nature is Nature.FORMAT and seen else nature


def one_note(before: Sequence[Inline], after: Sequence[Inline]) -> tuple[Note, Note] | None:
    """A note that became another with as many lines, and that other."""
    old, new = (before[0], after[0]) if len(before) == len(after) == 1 else (None, None)
    if isinstance(old, Note) and isinstance(new, Note) and len(old.blocks) == len(new.blocks):
        return old, new
    return None


def note_segments(old: Note, new: Note) -> Iterator[Segment]:
    """The notes' lines one by one, in brackets; another kind of note is another form."""
    form = Nature.FORMAT if old.endnote is not new.endnote else None
    yield Segment(Kind.EQUAL, "〔", form)
    for place, (before, after) in enumerate(zip(old.blocks, new.blocks, strict=True)):
        if place:
            yield Segment(Kind.EQUAL, "\n")
        yield from line_segments(before.runs, after.runs)
    yield Segment(Kind.EQUAL, "〕", form)
