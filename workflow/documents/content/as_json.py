"""Content as JSON, in and out; what is wrong is named by its place and in a sentence."""

from __future__ import annotations

import json
import re
from typing import Any

from workflow.documents.content.model import (
    MARKS,
    UNSTORABLE,
    Block,
    Content,
    ListItem,
    Paragraph,
    Run,
    canonical_runs,
)
from workflow.documents.errors import DocumentError

VERSION = 1
MOST_BYTES = 2_000_000
MOST_BLOCKS = 5_000
MOST_RUNS = 2_000
DEEPEST = 4
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


class ContentError(DocumentError):
    """Content that cannot be stored; ``place`` says where, as in ``blocks[3].runs[0].text``."""

    def __init__(self, place: str, zh: str, en: str, code: str = "content") -> None:
        super().__init__(
            f"内容没有保存：{zh}（位置 {place}）。您的文字还在页面上。",
            f"The content was not saved: {en} (at {place}). Your text is still on the page.",
            code,
        )
        self.place = place


def to_json(content: Content) -> dict[str, Any]:
    """The JSON that drafts store and the editor reads."""
    return {"version": VERSION, "blocks": [_block_out(block) for block in content.blocks]}


def from_json(stored: Any) -> Content:
    """Checked content; raises ContentError with the exact place. Limits are checked first."""
    if not isinstance(stored, dict) or not isinstance(stored.get("blocks"), list):
        raise ContentError("blocks", "缺少段落列表", "the list of blocks is missing")
    if stored.get("version", VERSION) != VERSION:
        raise ContentError("version", "版本不认识", "the version is unknown")
    if len(stored["blocks"]) > MOST_BLOCKS:
        raise ContentError(
            "blocks",
            f"段落超过 {MOST_BLOCKS} 个，请拆分",
            f"over {MOST_BLOCKS} blocks: split it",
        )
    blocks = tuple(_block_in(one, f"blocks[{n}]") for n, one in enumerate(stored["blocks"]))
    _check_ids(blocks)
    if sum(len(run.text) for block in blocks for run in block.runs) * 3 > MOST_BYTES:
        raise ContentError("blocks", "文字过长，请拆分", "too long: split it", "too_large")
    return Content(blocks)


def canonical_json(value: Any) -> str:
    """Sorted keys, no spaces, Unicode as it is."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _block_out(block: Block) -> dict[str, Any]:
    runs = [
        {"text": run.text, "marks": sorted(run.marks)} if run.marks else {"text": run.text}
        for run in block.runs
    ]
    if isinstance(block, ListItem):
        kind = {"type": "list_item", "ordered": block.ordered, "depth": block.depth}
        return {"id": block.id, **kind, "runs": runs}
    return {"id": block.id, "type": "paragraph", "runs": runs}


def _block_in(stored: Any, place: str) -> Block:
    if not isinstance(stored, dict):
        raise ContentError(place, "不是段落", "not a block")
    own = stored.get("id")
    if not isinstance(own, str) or not _ID.fullmatch(own):
        raise ContentError(f"{place}.id", "段落标识不正确", "the block id is not valid")
    runs = _runs_in(stored.get("runs", []), f"{place}.runs")
    if stored.get("type") == "paragraph":
        return Paragraph(own, runs)
    if stored.get("type") == "list_item":
        return _item_in(stored, own, runs, place)
    raise ContentError(f"{place}.type", "段落类型不认识", "the block type is unknown")


def _item_in(stored: dict[str, Any], own: str, runs: tuple[Run, ...], place: str) -> ListItem:
    ordered, depth = stored.get("ordered", False), stored.get("depth", 0)
    if not isinstance(ordered, bool):
        raise ContentError(f"{place}.ordered", "应为是或否", "must be true or false")
    if not isinstance(depth, int) or isinstance(depth, bool) or not 0 <= depth <= DEEPEST:
        raise ContentError(
            f"{place}.depth",
            f"列表最多 {DEEPEST + 1} 层",
            f"at most {DEEPEST + 1} levels",
        )
    return ListItem(own, ordered, depth, runs)


def _runs_in(stored: Any, place: str) -> tuple[Run, ...]:
    if not isinstance(stored, list) or len(stored) > MOST_RUNS:
        raise ContentError(place, "文字片段过多或格式不对", "too many runs, or not a list")
    return canonical_runs(_run_in(one, f"{place}[{n}]") for n, one in enumerate(stored))


def _run_in(stored: Any, place: str) -> Run:
    if not isinstance(stored, dict) or not isinstance(stored.get("text"), str):
        raise ContentError(place, "缺少文字", "the text is missing")
    marks = stored.get("marks", [])
    if not isinstance(marks, list) or not MARKS.issuperset(map(str, marks)):
        raise ContentError(f"{place}.marks", "格式标记不认识", "an unknown mark")
    text = UNSTORABLE.sub("", stored["text"]).replace("\r\n", " ").replace("\n", " ")
    return Run(text, frozenset(marks))


def _check_ids(blocks: tuple[Block, ...]) -> None:
    seen: set[str] = set()
    for place, block in enumerate(blocks):
        if block.id in seen:
            raise ContentError(f"blocks[{place}].id", "段落标识重复", "a block id is used twice")
        seen.add(block.id)
