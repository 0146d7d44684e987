"""What a draft holds: blocks with stable ids, each a line of marked text.

The model is flat: a list is a run of ListItem blocks, so that every block is an anchor
for comments; the nested view is derived from ``depth``.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TypeAlias

BOLD = "bold"
MARKS = frozenset({BOLD})
# What XML 1.0 cannot hold (production 2, Char); a tab and a line break can be.
UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with the same marks."""

    text: str
    marks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Paragraph:
    id: str
    runs: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True)
class ListItem:
    """``depth`` counts from 0; ``ordered`` items are numbered, the others have a bullet."""

    id: str
    ordered: bool
    depth: int = 0
    runs: tuple[Run, ...] = ()


Block: TypeAlias = Paragraph | ListItem


@dataclass(frozen=True, slots=True)
class Content:
    blocks: tuple[Block, ...] = ()


def new_id() -> str:
    """A fresh block id, 12 characters."""
    return secrets.token_urlsafe(9)


def canonical_runs(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Neighbours with the same marks joined, empty ones left out."""
    joined: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        if joined and joined[-1].marks == run.marks:
            joined[-1] = Run(joined[-1].text + run.text, run.marks)
        else:
            joined.append(run)
    return tuple(joined)


def from_text(text: str) -> Content:
    """One paragraph a line that is not blank; the lines are kept as they are written."""
    lines = (line for line in text.splitlines() if line.strip())
    return Content(tuple(Paragraph(new_id(), (Run(line),)) for line in lines))


def block_text(block: Block) -> str:
    return "".join(run.text for run in block.runs)


def plain_text(content: Content) -> str:
    """The text of all blocks, one a line."""
    return "\n".join(block_text(block) for block in content.blocks)


def count_characters(content: Content) -> int:
    """Characters as offices count them: all but blanks."""
    return sum(not char.isspace() for char in plain_text(content))


def with_ids_from(old: Content, new: Content) -> Content:
    """``new`` with the ids of those blocks of ``old`` whose text stayed the same, in order."""
    texts = [block_text(block) for block in old.blocks], [block_text(one) for one in new.blocks]
    matcher = SequenceMatcher(None, *texts, autojunk=False)
    ids: dict[int, str] = {}
    for before, after, size in matcher.get_matching_blocks():
        ids |= {after + n: old.blocks[before + n].id for n in range(size)}
    taken = set(ids.values())
    return Content(tuple(_with_id(n, one, ids, taken) for n, one in enumerate(new.blocks)))


def _with_id(place: int, block: Block, ids: dict[int, str], taken: set[str]) -> Block:
    if place in ids:
        return replace(block, id=ids[place])
    return replace(block, id=new_id()) if block.id in taken else block
