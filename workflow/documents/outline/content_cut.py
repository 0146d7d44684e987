"""The blocks that stand between two offsets of a content's text; a block in two is split."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from workflow.documents.content import (
    TEXT_BLOCKS,
    Block,
    Bookmark,
    Content,
    Heading,
    Inline,
    LineBreak,
    ListItem,
    Note,
    Paragraph,
    Run,
    new_id,
    shown,
)
from workflow.documents.outline.content_text import ContentText, Line, Range, has_words
from workflow.documents.outline.model import Decisions, Outline, Span
from workflow.documents.outline.recogniser import recognise
from workflow.documents.shadow import trimmed


def outline_within(whole: ContentText, decisions: Decisions) -> Outline:
    """The outline of the content's text; what stands in a table or an object is no heading."""
    while True:
        outline = recognise(whole.text, decisions)
        found = {one.start for one in outline.sections if _walled(one.start, whole)}
        if not found:
            break
        decisions = replace(decisions, rejected=decisions.rejected | found)
    open_ones = tuple(one for one in outline.suggestions if not _walled(one.start, whole))
    outline = replace(outline, suggestions=open_ones)
    title = outline.title
    if title is None or not any(a < title.end and title.start < b for a, b in whole.walls):
        return outline
    first = outline.sections[0].start if outline.sections else len(whole.text)
    ahead = trimmed(whole.text, 0, first)
    preamble = Span(*ahead, whole.text[slice(*ahead)]) if ahead else None
    return replace(outline, title=None, preamble=preamble)


def _walled(start: int, whole: ContentText) -> bool:
    return any(first <= start < end for first, end in whole.walls)


def sections_of(outline: Outline, whole: ContentText) -> tuple[Content, dict[str, Content]]:
    """The preamble's content, and each section's own by its id; together they hold all."""
    stop = len(whole.text) + 1
    starts = [one.start for one in outline.sections]
    title = outline.title
    first = starts[0] if starts else stop
    ahead = ((0, title.start), (title.end, first)) if title else ((0, first),)
    on_title = ((title.start, title.end),) if title else ()
    bodies = {
        one.id: cut(whole, (one.heading_end, end), headings=((one.start, one.heading_end),))
        for one, end in zip(outline.sections, [*starts[1:], stop], strict=False)
    }
    return cut(whole, *ahead, headings=on_title), bodies


def cut(whole: ContentText, *ranges: Range, headings: tuple[Range, ...] = ()) -> Content:
    """The content of these ranges of the text, blank lines left out.

    Notes and bookmarks that stand on ``headings``, whose words become a title, move to the
    beginning of what follows, so that none is lost.
    """
    blocks = [
        made
        for one in ranges
        for line in whole.lines
        if (made := _within(line, one)) is not None and has_words(made)
    ]
    orphans = [atom for one in headings for line in whole.lines for atom in _on(line, one)]
    if orphans:
        blocks = _adopted(blocks, tuple(orphans))
    return Content(tuple(blocks))


def _within(line: Line, wanted: Range) -> Block | None:
    """The block, or the part of its line that lies in the range; None where none does."""
    start, end = max(line.start, wanted[0]), min(line.end, wanted[1])
    block = line.block
    if not isinstance(block, TEXT_BLOCKS):
        return block if wanted[0] <= line.start < wanted[1] else None
    if wanted[0] <= line.start and line.end <= wanted[1]:
        return block if line.start < wanted[1] else None
    if start >= end:
        return None
    first = line.start + line.label
    if start <= first and end > first:
        return replace(block, runs=_runs(block.runs, 0, end - first, end == line.end))
    own = new_id()
    runs = _runs(block.runs, max(start - first, 0), end - first, end == line.end)
    return Paragraph(own, _stripped(runs), block.landscape)


def text_behind(line: tuple[Inline, ...], start: int) -> tuple[Inline, ...]:
    """The line from an offset of its shown text on, without the blanks at which it is cut."""
    return _stripped(_runs(line, start, len(shown(line)), to_the_end=True))


def _runs(line: tuple[Inline, ...], start: int, end: int, to_the_end: bool) -> tuple[Inline, ...]:
    """The line's inlines between two offsets of its shown text."""
    kept: list[Inline] = []
    place = 0
    for one in line:
        length = len(shown((one,)))
        if isinstance(one, Run):
            words = one.text[max(start - place, 0) : max(end - place, 0)]
            if words:
                kept.append(replace(one, text=words))
        elif start <= place < end or (to_the_end and place == end):
            kept.append(one)
        place += length
    return tuple(kept)


def _stripped(line: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Without the line break or the blanks at which it was split."""
    while line and isinstance(line[0], LineBreak):
        line = line[1:]
    if line and isinstance(line[0], Run):
        line = (replace(line[0], text=line[0].text.lstrip()), *line[1:])
    return line


def _on(line: Line, heading: Range) -> Iterator[Inline]:
    """The notes and bookmarks that stand on a heading's words."""
    if not isinstance(line.block, Paragraph | Heading | ListItem):
        return
    place = line.start + line.label
    for one in line.block.runs:
        length = len(shown((one,)))
        on_it = heading[0] <= place < heading[1] or place == heading[1] >= line.end
        if isinstance(one, Note | Bookmark) and on_it:
            yield one
        place += length


def _adopted(blocks: list[Block], atoms: tuple[Inline, ...]) -> list[Block]:
    first = blocks[0] if blocks else None
    if isinstance(first, Paragraph | ListItem):
        return [replace(first, runs=(*atoms, *first.runs)), *blocks[1:]]
    return [Paragraph(new_id(), atoms), *blocks]
