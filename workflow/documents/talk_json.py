"""Comments, tracked changes and remarks as JSON, in and out; what is wrong is named by place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from workflow.documents.content import Cell, Table, fields
from workflow.documents.content.blocks_in import block_in, note_line
from workflow.documents.content.errors import ContentError
from workflow.documents.content.inlines_in import inlines_in
from workflow.documents.content.json_out import block_out, line_out
from workflow.documents.talk import Remark, Suggestion, WordComment

MOST_COMMENTS, MOST_SUGGESTIONS, MOST_REMARKS = 5_000, 20_000, 20_000
MOST_INSERTED = 5_000
LAST_OFFSET = 2_000_000


def comments_to_json(comments: Iterable[WordComment]) -> list[dict[str, Any]]:
    """A list of objects; ``parent`` and ``done`` are left out where they are usual."""
    return [_comment_out(one) for one in comments]


def comments_from_json(stored: Any, place: str = "comments") -> tuple[WordComment, ...]:
    """Checked comments; ContentError with the exact place where one is wrong."""
    found = _listing(stored, place, MOST_COMMENTS)
    return tuple(_comment_in(one, f"{place}[{n}]") for n, one in enumerate(found))


def suggestions_to_json(suggestions: Iterable[Suggestion]) -> list[dict[str, Any]]:
    """A list of objects; ``runs`` and ``blocks`` are as in content's JSON."""
    return [_suggestion_out(one) for one in suggestions]


def suggestions_from_json(stored: Any, place: str = "suggestions") -> tuple[Suggestion, ...]:
    """Checked suggestions; ContentError with the exact place where one is wrong."""
    found = _listing(stored, place, MOST_SUGGESTIONS)
    return tuple(_suggestion_in(one, f"{place}[{n}]") for n, one in enumerate(found))


def remarks_to_json(remarks: Iterable[Remark]) -> list[dict[str, Any]]:
    """What commands print as ``warnings``: code, place, count and both sentences."""
    return [
        {"code": one.code, "place": one.place, "count": one.count, "zh": one.zh, "en": one.en}
        for one in remarks
    ]


def remarks_from_json(stored: Any, place: str = "warnings") -> tuple[Remark, ...]:
    """Checked remarks; ContentError with the exact place where one is wrong."""
    found = _listing(stored, place, MOST_REMARKS)
    return tuple(_remark_in(one, f"{place}[{n}]") for n, one in enumerate(found))


def _comment_out(one: WordComment) -> dict[str, Any]:
    data: dict[str, Any] = {
        "key": one.key,
        "author": one.author,
        "at": one.at,
        "text": one.text,
        "block": one.block,
        "start": one.start,
        "end": one.end,
        "quote": one.quote,
    }
    if one.parent:
        data["parent"] = one.parent
    return data | {"done": True} if one.done else data


def _comment_in(stored: Any, place: str) -> WordComment:
    holder = fields.mapping(stored, place)
    start, end = _range(holder, place)
    return WordComment(
        key=fields.text(holder, "key", place),
        author=fields.text(holder, "author", place, ""),
        at=fields.text(holder, "at", place, ""),
        text=fields.lines(holder, "text", place),
        block=_block_id(holder, place),
        start=start,
        end=end,
        quote=fields.lines(holder, "quote", place),
        parent=fields.text(holder, "parent", place, ""),
        done=fields.switch(holder, "done", place),
    )


def _suggestion_out(one: Suggestion) -> dict[str, Any]:
    data: dict[str, Any] = {"author": one.author, "at": one.at, "block": one.block}
    if (one.start, one.end) != (0, 0):
        data |= {"start": one.start, "end": one.end}
    if one.runs:
        data["runs"] = line_out(one.runs)
    if one.blocks:
        data["blocks"] = [block_out(block) for block in one.blocks]
    if one.rows:
        data["rows"] = block_out(Table("rows", one.rows))["rows"]
    return data | {"removed": True} if one.removed else data


def _suggestion_in(stored: Any, place: str) -> Suggestion:
    holder = fields.mapping(stored, place)
    start, end = _range(holder, place)
    blocks = fields.listing(holder, "blocks", place, MOST_INSERTED)
    return Suggestion(
        author=fields.text(holder, "author", place, ""),
        at=fields.text(holder, "at", place, ""),
        block=_block_id(holder, place),
        start=start,
        end=end,
        runs=inlines_in(holder, place, note_line),
        blocks=tuple(block_in(one, f"{place}.blocks[{n}]") for n, one in enumerate(blocks)),
        removed=fields.switch(holder, "removed", place),
        rows=_rows_in(holder, place),
    )


def _rows_in(holder: dict[str, Any], place: str) -> tuple[tuple[Cell, ...], ...]:
    """Rows of a table, checked as those of one by themselves."""
    if not fields.listing(holder, "rows", place, MOST_INSERTED):
        return ()
    made = block_in({"id": "rows", "type": "table", "rows": holder["rows"]}, place)
    return made.rows if isinstance(made, Table) else ()


def _remark_in(stored: Any, place: str) -> Remark:
    holder = fields.mapping(stored, place)
    return Remark(
        code=fields.text(holder, "code", place),
        zh=fields.text(holder, "zh", place),
        en=fields.text(holder, "en", place),
        place=fields.text(holder, "place", place, ""),
        count=fields.number(holder, "count", place, (1, LAST_OFFSET), 1),
    )


def _listing(stored: Any, place: str, most: int) -> list[Any]:
    """The list itself, which may be missing; its place is its own name."""
    if stored is None:
        return []
    if not isinstance(stored, list):
        raise ContentError(place, "应为列表", "must be a list")
    if len(stored) > most:
        raise ContentError(place, f"超过 {most} 项，请拆分", f"over {most} entries: split it")
    return stored


def _range(holder: dict[str, Any], place: str) -> tuple[int, int]:
    """``start`` and ``end`` in code points, the end not before the start."""
    start = fields.number(holder, "start", place, (0, LAST_OFFSET), 0)
    end = fields.number(holder, "end", place, (0, LAST_OFFSET), start)
    if end < start:
        raise ContentError(f"{place}.end", "不能在起点之前", "it must not be before the start")
    return start, end


def _block_id(holder: dict[str, Any], place: str) -> str:
    """The block's id, or "" for none."""
    found = holder.get("block", "")
    if found == "":
        return ""
    try:
        return fields.identity({"id": found}, place)
    except ContentError:
        raise ContentError(
            f"{place}.block", "段落标识不正确", "the block id is not valid"
        ) from None
