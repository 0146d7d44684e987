"""What a draft holds: blocks with stable ids, each a line of marked text or a thing of its own.

The model is flat: a list is a run of ListItem blocks, so that every block is an anchor
for comments; the nested view is derived from ``depth``. What the editor cannot show is
kept untouched as an island, named by the hash under which it is stored.
"""

from __future__ import annotations

import base64
import os
import re
import secrets
from dataclasses import dataclass
from typing import TypeAlias

BOLD, ITALIC, UNDERLINE, STRIKE = "bold", "italic", "underline", "strike"
SUPERSCRIPT, SUBSCRIPT, HIGHLIGHT = "superscript", "subscript", "highlight"
MARKS = frozenset({BOLD, ITALIC, UNDERLINE, STRIKE, SUPERSCRIPT, SUBSCRIPT, HIGHLIGHT})
# What XML 1.0 cannot hold (production 2, Char); a tab and a line break can be.
UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
MANY = 512
"""Ids are drawn by so many: asking the system for each takes longer than all else of a block."""
_FRESH: list[str] = []
# Two processes must never give out the same ones.
os.register_at_fork(after_in_child=_FRESH.clear)
MM = 36_000
"""English Metric Units (EMU), Word's unit of pictures, in a millimetre."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with the same marks; ``link`` is an address, or ``#`` and a bookmark."""

    text: str
    marks: frozenset[str] = frozenset()
    link: str = ""


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A new line within a paragraph."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """The place that links and cross-references of this section name."""

    name: str


@dataclass(frozen=True, slots=True)
class FigureRef:
    """A figure of the register as it was shown: its id, its version and the text."""

    figure: str
    version: int
    text: str


@dataclass(frozen=True, slots=True)
class InlineIsland:
    """Something of Word's within a line; ``hash`` is SHA-256 (hex) of the stored island.

    ``kind`` as in islands.KINDS; ``text`` is what a reader reads of it.
    """

    hash: str
    kind: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote, or an endnote, at the place of its mark; its blocks are lines of text."""

    blocks: tuple[Paragraph | ListItem, ...]
    endnote: bool = False


Atom: TypeAlias = LineBreak | Bookmark | FigureRef | InlineIsland | Note
Inline: TypeAlias = Run | Atom


@dataclass(frozen=True, slots=True)
class Paragraph:
    id: str
    runs: tuple[Inline, ...] = ()
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A sub-heading inside a section; ``level`` counts from 1, within the section."""

    id: str
    level: int
    runs: tuple[Inline, ...] = ()
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class ListItem:
    """``depth`` counts from 0; ``ordered`` items are numbered, the others have a bullet.

    ``start`` is the number of an item that begins a list at another number than 1.
    """

    id: str
    ordered: bool
    depth: int = 0
    runs: tuple[Inline, ...] = ()
    start: int | None = None
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table and how many columns and rows it covers."""

    blocks: tuple[Block, ...]
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; a cell that a taller one of a row above covers is not in its row.

    ``widths`` are the columns' thousandths of the whole (``column_shares``), or empty for
    equal ones.
    The first ``header_rows`` are repeated on each page.
    """

    id: str
    rows: tuple[tuple[Cell, ...], ...]
    header_rows: int = 0
    widths: tuple[int, ...] = ()
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture on a line of its own; ``hash`` is SHA-256 (hex) of its bytes.

    ``media`` is its type ("image/png"), ``width`` and ``height`` are in EMU, ``alt`` is
    read aloud, ``caption`` is printed below it.
    """

    id: str
    hash: str
    media: str
    width: int
    height: int
    alt: str = ""
    caption: tuple[Inline, ...] = ()
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class PageBreak:
    id: str
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class IslandBlock:
    """Something of Word's that fills whole paragraphs; fields as in InlineIsland."""

    id: str
    hash: str
    kind: str
    text: str = ""
    landscape: bool = False


TextBlock: TypeAlias = Paragraph | Heading | ListItem
# Asking for one of a tuple takes a third of the time that a union takes, which is made each time.
TEXT_BLOCKS = (Paragraph, Heading, ListItem)
Block: TypeAlias = TextBlock | Table | Picture | PageBreak | IslandBlock


@dataclass(frozen=True, slots=True)
class Content:
    blocks: tuple[Block, ...] = ()


def new_id() -> str:
    """A fresh block id, 12 characters."""
    try:
        return _FRESH.pop()
    except IndexError:
        made = base64.urlsafe_b64encode(secrets.token_bytes(9 * MANY)).decode()
        _FRESH.extend(made[n : n + 12] for n in range(12, len(made), 12))
        return made[:12]
