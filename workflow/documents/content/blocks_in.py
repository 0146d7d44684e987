"""The blocks of a content, from JSON."""

from __future__ import annotations

from typing import Any

from workflow.documents.content import fields
from workflow.documents.content.errors import ContentError
from workflow.documents.content.inlines_in import inlines_in
from workflow.documents.content.model import (
    Block,
    Heading,
    IslandBlock,
    ListItem,
    PageBreak,
    Paragraph,
    Picture,
)
from workflow.documents.content.tables_in import table_in

DEEPEST_LIST, DEEPEST_HEADING = 8, 6
LAST_NUMBER = 32_767
MOST_EMU = 22 * 914_400
"""22 inches, the largest side that Word allows (ECMA-376 Part 1, 17.18.87 and Word's UI)."""
MEDIA = frozenset(
    f"image/{one}" for one in ("png", "jpeg", "gif", "bmp", "tiff", "svg+xml", "x-emf", "x-wmf")
)


def block_in(stored: Any, place: str, depth: int = 0) -> Block:
    """One checked block; ``depth`` counts the tables around it."""
    holder = fields.mapping(stored, place)
    kind = holder.get("type")
    if kind in ("paragraph", "list_item"):
        return _line_in(holder, place, notes=True)
    if kind == "heading":
        level = fields.number(holder, "level", place, (1, DEEPEST_HEADING), None)
        runs = inlines_in(holder, place, note_line)
        return Heading(fields.identity(holder, place), level, runs, _landscape(holder, place))
    if kind == "table":
        return table_in(holder, place, depth, block_in)
    if kind == "picture":
        return _picture_in(holder, place)
    if kind == "page_break":
        return PageBreak(fields.identity(holder, place), _landscape(holder, place))
    if kind == "island":
        return _island_in(holder, place)
    raise ContentError(f"{place}.type", "段落类型不认识", "the block type is unknown")


def note_line(stored: Any, place: str) -> Paragraph | ListItem:
    """A block of a note: a line of text without notes of its own."""
    return _line_in(fields.mapping(stored, place), place, notes=False)


def _line_in(holder: dict[str, Any], place: str, notes: bool) -> Paragraph | ListItem:
    own = fields.identity(holder, place)
    runs = inlines_in(holder, place, note_line if notes else None)
    wide = _landscape(holder, place)
    if holder.get("type") == "paragraph":
        return Paragraph(own, runs, wide)
    if holder.get("type") != "list_item":
        raise ContentError(f"{place}.type", "脚注里只能有文字", "a note holds lines of text only")
    ordered = fields.switch(holder, "ordered", place)
    depth = fields.number(holder, "depth", place, (0, DEEPEST_LIST), 0)
    start = holder.get("start")
    if start is not None:
        start = fields.number(holder, "start", place, (0, LAST_NUMBER), None)
    return ListItem(own, ordered, depth, runs, start, wide)


def _picture_in(holder: dict[str, Any], place: str) -> Picture:
    media = fields.text(holder, "media", place)
    if media not in MEDIA:
        raise ContentError(f"{place}.media", "图片格式不支持", "this picture format is unknown")
    return Picture(
        id=fields.identity(holder, place),
        hash=fields.digest(holder, place),
        media=media,
        width=fields.number(holder, "width", place, (1, MOST_EMU), None),
        height=fields.number(holder, "height", place, (1, MOST_EMU), None),
        alt=fields.lines(holder, "alt", place),
        caption=inlines_in(holder, place, note_line, "caption"),
        landscape=_landscape(holder, place),
    )


def _island_in(holder: dict[str, Any], place: str) -> IslandBlock:
    return IslandBlock(
        fields.identity(holder, place),
        fields.digest(holder, place),
        fields.text(holder, "kind", place),
        fields.lines(holder, "text", place),
        _landscape(holder, place),
    )


def _landscape(holder: dict[str, Any], place: str) -> bool:
    return fields.switch(holder, "landscape", place)
