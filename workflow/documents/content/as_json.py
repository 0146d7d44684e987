"""Content as JSON, in and out; what is wrong is named by its place and in a sentence."""

from __future__ import annotations

import json
from collections.abc import Container
from typing import Any

from workflow.documents.content.blocks_in import block_in
from workflow.documents.content.errors import ContentError
from workflow.documents.content.json_out import block_out
from workflow.documents.content.model import Block, Content
from workflow.documents.content.walk import every_block, shown_text

VERSION = 1
MOST_BYTES = 5_000_000
MOST_BLOCKS = 20_000


def to_json(content: Content) -> dict[str, Any]:
    """The JSON that drafts store and the editor reads."""
    return {"version": VERSION, "blocks": [block_out(block) for block in content.blocks]}


def from_json(stored: Any) -> Content:
    """Checked content; raises ContentError with the exact place. Limits are checked first."""
    if not isinstance(stored, dict) or not isinstance(stored.get("blocks"), list):
        raise ContentError("blocks", "缺少段落列表", "the list of blocks is missing")
    if stored.get("version", VERSION) != VERSION:
        raise ContentError("version", "版本不认识", "the version is unknown")
    if len(stored["blocks"]) > MOST_BLOCKS:
        raise _too_many()
    blocks = tuple(block_in(one, f"blocks[{n}]") for n, one in enumerate(stored["blocks"]))
    _check_whole(blocks)
    return Content(blocks)


def checked(content: Content, proven: Container[str] = ()) -> Content:
    """What ``from_json`` makes of the content's JSON; ``proven`` are ids of blocks that are
    such already. Raises ContentError.
    """
    if len(content.blocks) > MOST_BLOCKS:
        raise _too_many()
    blocks = tuple(
        one if one.id in proven else block_in(block_out(one), f"blocks[{n}]")
        for n, one in enumerate(content.blocks)
    )
    _check_whole(blocks)
    return Content(blocks)


def canonical_json(value: Any) -> str:
    """Sorted keys, no spaces, Unicode as it is."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _check_whole(blocks: tuple[Block, ...]) -> None:
    """Ids are unique through cells and notes; number of blocks and size are limited."""
    seen: set[str] = set()
    size = 0
    for block in every_block(blocks):
        if block.id in seen:
            raise ContentError(f"#{block.id}", "段落标识重复", "a block id is used twice")
        seen.add(block.id)
        size += len(shown_text(block))
    if len(seen) > MOST_BLOCKS:
        raise _too_many()
    if size * 3 > MOST_BYTES:
        raise ContentError("blocks", "文字过长，请拆分", "too long: split it", "too_large")


def _too_many() -> ContentError:
    return ContentError(
        "blocks", f"段落超过 {MOST_BLOCKS} 个，请拆分", f"over {MOST_BLOCKS} blocks: split it"
    )
