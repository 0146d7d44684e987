"""What was read of marks, as a pattern: the places of the marks are its holes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from workflow.documents.blobs import MemoryBlobs, digest_of
from workflow.documents.content import (
    Block,
    Bookmark,
    Content,
    ContentError,
    Inline,
    InlineIsland,
    Note,
    Paragraph,
    Picture,
    Run,
    canonical_runs,
    from_json,
    to_json,
)
from workflow.documents.reader.holes import (
    BookmarkAt,
    IslandAt,
    Line,
    LinkAt,
    NoteAt,
    Pieces,
    Thing,
    Things,
    Words,
)
from workflow.documents.reader.marked import hole_of, pieces_of
from workflow.documents.reader.patterns import LinePattern, Pattern, PicturePattern
from workflow.documents.reader.remarks import Remarks

_NEEDS = ("relations", "notes", "endnotes", "comments")


def things_of(line: tuple[Inline, ...], blobs: MemoryBlobs) -> Things | None:
    """What stands in a line; None where something is not understood, or cannot be stored."""
    plain = (replace(one, link="") if isinstance(one, Run) else one for one in line)
    found = [_thing(one, blobs) for one in line]
    things = tuple(one for one in found if one is not None)
    is_whole = len(things) == len(found)
    return things if is_whole and is_storable(Paragraph("line", canonical_runs(plain))) else None


def picture_of(block: Block, breaks: bool) -> PicturePattern | None:
    """Of a picture without a caption."""
    hole = hole_of(block.hash) if isinstance(block, Picture) else None
    if not isinstance(block, Picture) or hole is None or block.caption:
        return None
    if not is_storable(replace(block, hash=digest_of(b""))):
        return None
    alt = pieces_of(block.alt)
    return PicturePattern(hole, block.width, block.height, alt, breaks, Remarks())


def texts_of(lines: Iterable[tuple[Inline, ...]]) -> tuple[Line, ...] | None:
    """The words of lines of nothing but text; None where there is more."""
    found: list[Line] = []
    for line in lines:
        words = [_words(one) for one in line if isinstance(one, Run)]
        texts = tuple(one for one in words if isinstance(one, Words))
        if len(texts) < len(line):
            return None
        found.append(texts)
    return tuple(found)


def holes(pattern: Pattern) -> Iterator[int]:
    """The holes that are filled, each as often as a thing needs it."""
    if isinstance(pattern, PicturePattern):
        yield from (pattern.hole, *_holes(pattern.alt))
        return
    lines = (pattern.line,) if isinstance(pattern, LinePattern) else pattern.lines
    for one in (thing for line in lines for thing in line):
        if isinstance(one, Words | LinkAt):
            yield from _holes(one.pieces)
        if isinstance(one, LinkAt | NoteAt | BookmarkAt):
            yield one.hole
        if isinstance(one, IslandAt):
            yield from {*_holes(one.text), *_holes(one.stored), *one.targets}


def is_storable(block: Block) -> bool:
    """Whether content takes it as it is."""
    try:
        return from_json(to_json(Content((block,)))) == Content((block,))
    except ContentError:
        return False


def _holes(pieces: Pieces) -> list[int]:
    return [one for one in pieces if isinstance(one, int)]


def _thing(one: Inline, blobs: MemoryBlobs) -> Thing | None:
    if isinstance(one, Run):
        return _words(one)
    if isinstance(one, InlineIsland):
        return _island(one, blobs)
    if isinstance(one, Bookmark):
        hole = hole_of(one.name)
        return None if hole is None else BookmarkAt(hole)
    return _note(one) if isinstance(one, Note) else None


def _words(run: Run) -> Words | LinkAt | None:
    pieces = pieces_of(run.text)
    if not run.link:
        return Words(pieces, run.marks)
    hole = hole_of(run.link.removeprefix("#"))
    return None if hole is None else LinkAt(pieces, run.marks, hole, run.link.startswith("#"))


def _note(note: Note) -> NoteAt | None:
    (run,) = note.blocks[0].runs
    hole = hole_of(run.text) if isinstance(run, Run) else None
    return None if hole is None else NoteAt("endnotes" if note.endnote else "footnotes", hole)


def _island(one: InlineIsland, blobs: MemoryBlobs) -> IslandAt | None:
    """Only of one that needs nothing of its file but styles and lists."""
    stored = blobs.get(one.hash).decode()
    data: dict[str, Any] = json.loads(stored)
    targets = [hole_of(name) for name in data["bookmarks"]]
    known = tuple(hole for hole in targets if hole is not None)
    if len(known) < len(targets) or any(data[name] for name in _NEEDS):
        return None
    return IslandAt(one.kind, pieces_of(one.text), pieces_of(stored), known)
