"""Blocks and lines as plain data; what has its usual value is left out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from workflow.documents.content.model import (
    Block,
    Bookmark,
    Cell,
    FigureRef,
    Heading,
    Inline,
    InlineIsland,
    LineBreak,
    ListItem,
    Note,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Table,
)


def block_out(block: Block) -> dict[str, Any]:
    """The block as JSON data, its id first."""
    data = {"id": block.id, **_own(block)}
    return data | {"landscape": True} if block.landscape else data


def substance(block: Block) -> dict[str, Any]:
    """What a reader can tell of the block: its JSON without ids, at any depth."""
    found = _without_ids(block_out(block))
    assert isinstance(found, dict)
    return found


def _without_ids(data: Any) -> Any:
    if isinstance(data, dict):
        return {name: _without_ids(one) for name, one in data.items() if name != "id"}
    return [_without_ids(one) for one in data] if isinstance(data, list) else data


def _own(block: Block) -> dict[str, Any]:
    if isinstance(block, Paragraph):
        return {"type": "paragraph", "runs": line_out(block.runs)}
    if isinstance(block, Heading):
        return {"type": "heading", "level": block.level, "runs": line_out(block.runs)}
    if isinstance(block, ListItem):
        start = {} if block.start is None else {"start": block.start}
        kind = {"type": "list_item", "ordered": block.ordered, "depth": block.depth}
        return kind | start | {"runs": line_out(block.runs)}
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Picture):
        return _picture(block)
    if isinstance(block, PageBreak):
        return {"type": "page_break"}
    return {"type": "island", "hash": block.hash, "kind": block.kind, "text": block.text}


def _table(table: Table) -> dict[str, Any]:
    rows = [[_cell(cell) for cell in row] for row in table.rows]
    data: dict[str, Any] = {"type": "table", "header_rows": table.header_rows, "rows": rows}
    return data | {"widths": list(table.widths)} if table.widths else data


def _cell(cell: Cell) -> dict[str, Any]:
    data: dict[str, Any] = {"blocks": [block_out(one) for one in cell.blocks]}
    if cell.columns > 1:
        data["columns"] = cell.columns
    if cell.rows > 1:
        data["rows"] = cell.rows
    return data


def _picture(picture: Picture) -> dict[str, Any]:
    data: dict[str, Any] = {
        "type": "picture",
        "hash": picture.hash,
        "media": picture.media,
        "width": picture.width,
        "height": picture.height,
        "alt": picture.alt,
    }
    return data | {"caption": line_out(picture.caption)} if picture.caption else data


def line_out(line: Iterable[Inline]) -> list[dict[str, Any]]:
    return [_inline(one) for one in line]


def _inline(one: Inline) -> dict[str, Any]:
    if isinstance(one, Run):
        return _run(one)
    if isinstance(one, LineBreak):
        return {"type": "line_break"}
    if isinstance(one, Bookmark):
        return {"type": "bookmark", "name": one.name}
    if isinstance(one, FigureRef):
        return {"type": "figure", "figure": one.figure, "version": one.version, "text": one.text}
    if isinstance(one, InlineIsland):
        return {"type": "island", "hash": one.hash, "kind": one.kind, "text": one.text}
    return _note(one)


def _run(run: Run) -> dict[str, Any]:
    data: dict[str, Any] = {"text": run.text}
    if run.marks:
        data["marks"] = sorted(run.marks)
    if run.link:
        data["link"] = run.link
    return data


def _note(note: Note) -> dict[str, Any]:
    data: dict[str, Any] = {"type": "note", "blocks": [block_out(one) for one in note.blocks]}
    return data | {"endnote": True} if note.endnote else data
