"""Islands: what the editor cannot show, kept as the chunk that it came as, stored by hash."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from workflow.documents.blobs import Blobs
from workflow.documents.chunk import (
    Chunk,
    CommentBody,
    Hole,
    ListDefinition,
    Needs,
    Part,
    Pieces,
    Style,
    Target,
)
from workflow.documents.content import (
    Content,
    InlineIsland,
    IslandBlock,
    blobs_of,
    canonical_json,
    every_block,
    inlines,
)
from workflow.documents.errors import DocumentError

KINDS = {
    "chart": ("图表", "chart"),
    "smartart": ("SmartArt 图形", "SmartArt"),
    "equation": ("公式", "equation"),
    "textbox": ("文本框", "text box"),
    "shape": ("图形", "drawing"),
    "control": ("内容控件", "content control"),
    "field": ("域", "field"),
    "object": ("嵌入对象", "embedded object"),
    "picture": ("图片", "picture"),
    "ruby": ("拼音", "phonetic guide"),
    "symbol": ("符号", "symbol"),
    "file": ("插入的文件", "inserted file"),
    "other": ("Word 对象", "Word object"),
}
"""The label of an island's card, in Chinese and in English, by its kind."""
VERSION = 1


@dataclass(frozen=True, slots=True)
class Island:
    """``kind`` of KINDS, ``text`` as a reader reads it, ``chunk`` as it is written back.

    A block island's chunk is whole paragraphs or tables, an inline one's is runs.
    """

    kind: str
    text: str
    chunk: Chunk


def store_island(island: Island, blobs: Blobs) -> str:
    """Keep the island; returns the hash that content names it by."""
    return blobs.put(canonical_json(_island_out(island)).encode())


def load_island(digest: str, blobs: Blobs) -> Island:
    """The island of this hash; DocumentError (code "blob" or "island") where there is none."""
    try:
        return _island_in(json.loads(blobs.get(digest)))
    except (ValueError, KeyError, TypeError):
        raise DocumentError(
            f"附带的 Word 对象无法读取（{digest[:12]}），正文没有改动。请重新上传这一部分。",
            f"A Word object cannot be read ({digest[:12]}); the text is untouched. "
            "Upload this section again.",
            "island",
        ) from None


def needed_blobs(content: Content, blobs: Blobs) -> tuple[str, ...]:
    """The hashes of everything that writing the content takes: pictures, islands, parts."""
    found = dict.fromkeys(blobs_of(content))
    for block in every_block(content.blocks):
        islands = [one for one in inlines(block) if isinstance(one, InlineIsland)]
        if isinstance(block, IslandBlock):
            found |= dict.fromkeys(_parts_within(block.hash, blobs))
        for one in islands:
            found |= dict.fromkeys(_parts_within(one.hash, blobs))
    return tuple(found)


def _parts_within(digest: str, blobs: Blobs) -> Iterator[str]:
    yield from (one.hash for one in parts_of(load_island(digest, blobs).chunk))


def parts_of(chunk: Chunk) -> Iterator[Part]:
    """All parts of a package that the chunk leads to, each as often as it is named."""
    for target in chunk.needs.relations:
        yield from _parts(target)


def _parts(target: Target) -> Iterator[Part]:
    if target.part is not None:
        yield target.part
        for _, inner in target.part.relations:
            yield from _parts(inner)


def _island_out(island: Island) -> dict[str, Any]:
    needs = island.chunk.needs
    return {
        "version": VERSION,
        "kind": island.kind,
        "text": island.text,
        "pieces": _pieces_out(island.chunk.pieces),
        "relations": [_target_out(one) for one in needs.relations],
        "styles": [[one.type, one.name, _pieces_out(one.xml)] for one in needs.styles],
        "lists": [
            [one.group, _pieces_out(one.abstract), one.overrides.decode(), one.number]
            for one in needs.lists
        ],
        "notes": [_pieces_out(one) for one in needs.notes],
        "endnotes": [_pieces_out(one) for one in needs.endnotes],
        "comments": [
            [one.author, one.initials, one.at, _pieces_out(one.pieces), one.parent, one.done]
            for one in needs.comments
        ],
        "bookmarks": list(needs.bookmarks),
        "drawings": needs.drawings,
        "revisions": needs.revisions,
    }


def _island_in(data: dict[str, Any]) -> Island:
    needs = Needs(
        relations=tuple(_target_in(one) for one in data["relations"]),
        styles=tuple(Style(kind, name, _pieces_in(xml)) for kind, name, xml in data["styles"]),
        lists=tuple(
            ListDefinition(group, _pieces_in(abstract), overrides.encode(), number)
            for group, abstract, overrides, number in data["lists"]
        ),
        notes=tuple(_pieces_in(one) for one in data["notes"]),
        endnotes=tuple(_pieces_in(one) for one in data["endnotes"]),
        comments=tuple(
            CommentBody(author, initials, at, _pieces_in(pieces), parent, done)
            for author, initials, at, pieces, parent, done in data["comments"]
        ),
        bookmarks=tuple(data["bookmarks"]),
        drawings=data["drawings"],
        revisions=data["revisions"],
    )
    return Island(data["kind"], data["text"], Chunk(_pieces_in(data["pieces"]), needs))


def _pieces_out(pieces: Pieces) -> list[Any]:
    """However the bytes between two holes are cut, they are stored as one text."""
    found: list[Any] = []
    for one in pieces:
        if not isinstance(one, bytes):
            found.append([one[0].value, one[1]])
        elif found and isinstance(found[-1], str):
            found[-1] += one.decode()
        else:
            found.append(one.decode())
    return found


def _pieces_in(stored: list[Any]) -> Pieces:
    return tuple(
        one.encode() if isinstance(one, str) else (Hole(one[0]), int(one[1])) for one in stored
    )


def _target_out(target: Target) -> dict[str, Any]:
    part = target.part
    if part is None:
        return {"type": target.type, "address": target.address}
    relations = [[own, _target_out(one)] for own, one in part.relations]
    data = {"name": part.name, "media": part.media, "hash": part.hash, "relations": relations}
    return {"type": target.type, "part": data}


def _target_in(data: dict[str, Any]) -> Target:
    found = data.get("part")
    if found is None:
        return Target(data["type"], data["address"])
    relations = tuple((own, _target_in(one)) for own, one in found["relations"])
    return Target(data["type"], part=Part(found["name"], found["media"], found["hash"], relations))
