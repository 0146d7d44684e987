"""Making content: from plain text, canonical lines, ids carried over from an older text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from difflib import SequenceMatcher
from typing import TypeVar

from workflow.documents.content.model import (
    Block,
    Cell,
    Content,
    Heading,
    Inline,
    ListItem,
    Note,
    Paragraph,
    Picture,
    Run,
    Table,
    new_id,
)
from workflow.documents.content.walk import every_block, shown_text

B = TypeVar("B", bound=Block)


def canonical_runs(line: Iterable[Inline]) -> tuple[Inline, ...]:
    """Neighbouring runs with the same marks and link joined, empty ones left out."""
    joined: list[Inline] = []
    for one in line:
        if not isinstance(one, Run):
            joined.append(one)
            continue
        if not one.text:
            continue
        last = joined[-1] if joined else None
        if isinstance(last, Run) and (last.marks, last.link) == (one.marks, one.link):
            joined[-1] = replace(last, text=last.text + one.text)
        else:
            joined.append(one)
    return tuple(joined)


def from_text(text: str) -> Content:
    """One paragraph a line that is not blank; the lines are kept as they are written."""
    lines = (line for line in text.splitlines() if line.strip())
    return Content(tuple(Paragraph(new_id(), (Run(line),)) for line in lines))


def with_ids_from(old: Content, new: Content) -> Content:
    """``new`` with the ids of those blocks of ``old`` that read the same, in order."""
    keys = [_key(one) for one in old.blocks], [_key(one) for one in new.blocks]
    matcher = SequenceMatcher(None, *keys, autojunk=False)
    ids: dict[int, str] = {}
    for before, after, size in matcher.get_matching_blocks():
        ids |= {after + n: old.blocks[before + n].id for n in range(size)}
    used = set(ids.values())
    return Content(tuple(_with_id(one, ids.get(n), used) for n, one in enumerate(new.blocks)))


def _key(block: Block) -> tuple[str, ...]:
    """What a reader reads of the block and of all that it holds."""
    return tuple(shown_text(one) for one in every_block((block,)))


def _with_id(block: B, own: str | None, used: set[str]) -> B:
    """The block as ``own``, or by its id where that is still free; inner blocks likewise."""
    if own is None:
        own = new_id() if block.id in used else block.id
        used.add(own)
    if isinstance(block, Table):
        rows = tuple(tuple(_cell_with_ids(cell, used) for cell in row) for row in block.rows)
        return replace(block, id=own, rows=rows)
    if isinstance(block, Picture):
        return replace(block, id=own, caption=_line_with_ids(block.caption, used))
    if isinstance(block, Paragraph | Heading | ListItem):
        return replace(block, id=own, runs=_line_with_ids(block.runs, used))
    return replace(block, id=own)


def _cell_with_ids(cell: Cell, used: set[str]) -> Cell:
    return replace(cell, blocks=tuple(_with_id(one, None, used) for one in cell.blocks))


def _line_with_ids(line: tuple[Inline, ...], used: set[str]) -> tuple[Inline, ...]:
    return tuple(_note_with_ids(one, used) if isinstance(one, Note) else one for one in line)


def _note_with_ids(note: Note, used: set[str]) -> Note:
    return replace(note, blocks=tuple(_with_id(one, None, used) for one in note.blocks))
