"""The runs and atoms of a line, from JSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from workflow.documents.content import fields
from workflow.documents.content.errors import ContentError
from workflow.documents.content.making import canonical_runs
from workflow.documents.content.model import (
    MARKS,
    Bookmark,
    FigureRef,
    Inline,
    InlineIsland,
    LineBreak,
    ListItem,
    Note,
    Paragraph,
    Run,
)

MOST_RUNS = 2_000
MOST_NOTE_BLOCKS = 50
LAST_VERSION = 1_000_000
NoteLine = Callable[[Any, str], Paragraph | ListItem]


def inlines_in(
    holder: dict[str, Any], place: str, note_line: NoteLine | None, name: str = "runs"
) -> tuple[Inline, ...]:
    """The checked line under ``name``; ``note_line`` reads a note's block, None forbids notes."""
    found = fields.listing(holder, name, place, MOST_RUNS)
    return canonical_runs(
        _inline_in(one, f"{place}.{name}[{n}]", note_line) for n, one in enumerate(found)
    )


def _inline_in(stored: Any, place: str, note_line: NoteLine | None) -> Inline:
    holder = fields.mapping(stored, place)
    kind = holder.get("type", "text")
    if kind == "text":
        return _run_in(holder, place)
    if kind == "line_break":
        return LineBreak()
    if kind == "bookmark":
        return Bookmark(fields.bookmark_name(holder, place))
    if kind == "figure":
        return _figure_in(holder, place)
    if kind == "island":
        return InlineIsland(
            fields.digest(holder, place),
            fields.text(holder, "kind", place),
            fields.lines(holder, "text", place),
        )
    if kind == "note":
        return _note_in(holder, place, note_line)
    raise ContentError(f"{place}.type", "行内内容的类型不认识", "the inline type is unknown")


def _run_in(holder: dict[str, Any], place: str) -> Run:
    text = fields.text(holder, "text", place)
    marks = holder.get("marks", [])
    if not isinstance(marks, list) or not MARKS.issuperset(map(str, marks)):
        raise ContentError(f"{place}.marks", "格式标记不认识", "an unknown mark")
    return Run(text, frozenset(marks), fields.link(holder, place))


def _figure_in(holder: dict[str, Any], place: str) -> FigureRef:
    return FigureRef(
        fields.text(holder, "figure", place),
        fields.number(holder, "version", place, (1, LAST_VERSION), None),
        fields.text(holder, "text", place),
    )


def _note_in(holder: dict[str, Any], place: str, note_line: NoteLine | None) -> Note:
    if note_line is None:
        raise ContentError(place, "脚注里不能再有脚注", "a note cannot hold a note")
    blocks = fields.listing(holder, "blocks", place, MOST_NOTE_BLOCKS)
    return Note(
        tuple(note_line(one, f"{place}.blocks[{n}]") for n, one in enumerate(blocks)),
        fields.switch(holder, "endnote", place),
    )
