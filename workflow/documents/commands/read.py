"""The command `read FILE [--json] [--changes keep|accept]`."""

from __future__ import annotations

import argparse
import base64
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workflow.documents.blobs import MemoryBlobs
from workflow.documents.content import (
    Block,
    Content,
    InlineIsland,
    IslandBlock,
    Note,
    Picture,
    Table,
    count_characters,
    every_block,
    inlines,
    to_json,
)
from workflow.documents.islands import load_island, parts_of
from workflow.documents.reader.model import Changes, ReadDocument
from workflow.documents.reader.reading import read_word
from workflow.documents.reader.suggestions import blocks_in
from workflow.documents.talk import Suggestion
from workflow.documents.talk_json import comments_to_json, remarks_to_json, suggestions_to_json
from workflow.documents.word.refusals import refusal
from workflow.documents.word.safety import check_upload, suffix_of

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


def add_to(subparsers: Subparsers) -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser("read", help="print the content of a .docx", description=__doc__)
    parser.add_argument("file", metavar="FILE", help="a .docx file")
    parser.add_argument("--json", action="store_true", help="print JSON, which `write` takes")
    parser.add_argument(
        "--changes",
        choices=[one.value for one in Changes],
        default=Changes.ACCEPT.value,
        help="tracked changes: keep as suggestions, or accept (default: %(default)s)",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    """Print what was read to standard output; DocumentError when the file is refused."""
    path, blobs = Path(options.file), MemoryBlobs()
    data = path.read_bytes()
    check_upload(path.name, data)
    if suffix_of(path.name) != ".docx":
        raise refusal("not_word")
    read = read_word(data, blobs, changes=Changes(options.changes))
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    if options.json:
        print(json.dumps(envelope(read, blobs), ensure_ascii=False, indent=1))
    else:
        print("\n".join(_summary(read)))


def envelope(read: ReadDocument, blobs: MemoryBlobs) -> dict[str, Any]:
    """What `write` takes: the content, what was said, and the bytes of pictures and islands.

    ``place`` of an island is the id of the block that it is, or that it stands in.
    """
    islands = list(_islands(read.content.blocks))
    islands += [one for change in read.suggestions for one in _islands_of_change(change)]
    return {
        "content": to_json(read.content),
        "islands": [
            {"hash": one.hash, "kind": one.kind, "text": one.text, "place": place}
            for one, place in islands
        ],
        "comments": comments_to_json(read.comments),
        "suggestions": suggestions_to_json(read.suggestions),
        "warnings": remarks_to_json(read.remarks),
        "blobs": _blobs(read, [one.hash for one, _ in islands], blobs),
    }


def _islands(blocks: tuple[Block, ...]) -> Iterator[tuple[IslandBlock | InlineIsland, str]]:
    for block in every_block(blocks):
        if isinstance(block, IslandBlock):
            yield block, block.id
        for one in inlines(block):
            if isinstance(one, InlineIsland):
                yield one, block.id


def _islands_of_change(change: Suggestion) -> Iterator[tuple[IslandBlock | InlineIsland, str]]:
    yield from _islands(blocks_in(change))
    for one in change.runs:
        if isinstance(one, InlineIsland):
            yield one, change.block
        elif isinstance(one, Note):
            yield from _islands(one.blocks)


def _blobs(read: ReadDocument, islands: list[str], blobs: MemoryBlobs) -> dict[str, str]:
    """Base64 by hash: pictures, islands, and the parts that islands need."""
    blocks = [*read.content.blocks, *(one for each in read.suggestions for one in blocks_in(each))]
    named = [one.hash for one in every_block(blocks) if isinstance(one, Picture)]
    for digest in islands:
        named.append(digest)
        named += [part.hash for part in parts_of(load_island(digest, blobs).chunk)]
    return {one: base64.b64encode(blobs.get(one)).decode() for one in dict.fromkeys(named)}


def _summary(read: ReadDocument) -> Iterator[str]:
    yield _counts(read.content)
    for one, place in _islands(read.content.blocks):
        yield f"  {one.kind} at {place}: {_short(one.text)}"
    for comment in read.comments:
        yield f"comment by {comment.author} on “{_short(comment.quote)}”: {_short(comment.text)}"
    for change in read.suggestions:
        kind = "removal" if change.removed else "change"
        yield f"{kind} by {change.author} at {change.block} {change.start}-{change.end}"
    for remark in read.remarks:
        yield f"{remark.code} ({remark.count}): {remark.en}"


def _counts(content: Content) -> str:
    blocks = list(every_block(content.blocks))
    line = [one for block in blocks for one in inlines(block)]
    counts = {
        "blocks": len(content.blocks),
        "characters": count_characters(content),
        "tables": sum(isinstance(one, Table) for one in blocks),
        "pictures": sum(isinstance(one, Picture) for one in blocks),
        "notes": sum(isinstance(one, Note) for one in line),
        "islands": sum(isinstance(one, IslandBlock | InlineIsland) for one in [*blocks, *line]),
    }
    return ", ".join(f"{name} {count}" for name, count in counts.items())


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else line[:40] + "…"
