"""What pages read of drafts: content, differences, the places of blanks."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from workflow.actions.refusing import document_refusals
from workflow.documents.checks.blank import find_blanks
from workflow.documents.compare import BlockChange, Kind, compare
from workflow.documents.content import (
    ATOM,
    Content,
    Table,
    every_block,
    from_json,
    shown_text,
    to_json,
)
from workflow.domain.machine import NotYet
from workflow.domain.text import Text
from workflow.store import Draft

EMPTY = Content(())
AROUND = 12
NOT_WHOLE = Text(
    "没有收到完整的正文，没有保存。请保留本页，再保存一次。",
    "The text did not arrive whole, so nothing was saved. Keep this page and try again.",
)

__all__ = [
    "EMPTY",
    "BlankPlace",
    "BlockChange",
    "Content",
    "as_sent",
    "blank_places",
    "changed_blocks",
    "content_data",
    "content_of",
    "differences",
    "posted_content",
    "readable",
    "spoken",
]


@dataclass(frozen=True)
class BlankPlace:
    """A blank with a few words of its surroundings, and the block that it stands in."""

    block_id: str
    before: str
    blank: str
    after: str


def content_of(draft: Draft | None) -> Content:
    """The content of a draft; before the first draft it is empty."""
    return EMPTY if draft is None else from_json(draft.content)


def content_data(content: Content) -> dict[str, Any]:
    """The content as plain data, as the editor takes it."""
    return to_json(content)


def posted_content(text: str) -> Content:
    """Content that came by a form; raises NotYet with the place where it is not valid."""
    plain = _plain(text)
    if plain is None:
        raise NotYet(NOT_WHOLE)
    with document_refusals():
        return from_json(plain)


def readable(text: str) -> Content | None:
    """Posted content where it can be read at all, else None."""
    try:
        return posted_content(text)
    except NotYet:
        return None


def as_sent(text: str) -> dict[str, Any] | None:
    """Posted content as plain data to be given back, whether or not it could be stored."""
    plain = _plain(text)
    return plain if isinstance(plain, dict) else None


def _plain(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def differences(old: Content, new: Content) -> tuple[BlockChange, ...]:
    """Block by block, what has to happen to ``old`` so that it reads as ``new``."""
    return compare(old, new)


class HasKind(Protocol):
    """A block as it fared, however it is shown."""

    @property
    def kind(self) -> Kind: ...


def changed_blocks(changes: Iterable[HasKind]) -> int:
    """How many blocks differ; one that was moved counts once."""
    return sum(one.kind not in (Kind.EQUAL, Kind.LEFT) for one in changes)


def blank_places(content: Content) -> Iterator[BlankPlace]:
    """Each open blank (X) in reading order, those of cells and notes too."""
    for block in every_block(content.blocks):
        text = "" if isinstance(block, Table) else shown_text(block)
        for blank in find_blanks(text):
            yield BlankPlace(
                block.id,
                text[max(0, blank.start - AROUND) : blank.start],
                text[blank.start : blank.end],
                text[blank.end : blank.end + AROUND],
            )


def spoken(quote: str) -> str:
    """A comment's quote as a person reads it: what notes and objects count as is left out."""
    return quote.replace(ATOM, "")
