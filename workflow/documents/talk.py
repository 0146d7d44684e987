"""What people said in a Word file beside its text: comments, and changes that were tracked."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.documents.content import Block, Cell, Inline


@dataclass(frozen=True, slots=True)
class WordComment:
    """A comment on ``quote``, the code points ``start`` to ``end`` of a block's block_text.

    ``key`` is its own name in the file, ``parent`` that of the comment it answers, or "";
    ``at`` is ISO 8601 or ""; ``text`` has a line a paragraph; ``done`` is Word's "resolved".
    """

    key: str
    author: str
    at: str
    text: str
    block: str
    start: int
    end: int
    quote: str
    parent: str = ""
    done: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A tracked change, not yet made: ``runs`` in the place of the code points ``start`` to
    ``end`` of a block, or ``blocks`` behind it (before the first where ``block`` is "").

    The content beside it is the text before the change. ``removed`` says that the whole
    block goes. Of a table ``start`` and ``end`` count its rows, and ``rows`` come in their
    place. ``at`` is ISO 8601 or "".
    """

    author: str
    at: str
    block: str
    start: int = 0
    end: int = 0
    runs: tuple[Inline, ...] = ()
    blocks: tuple[Block, ...] = ()
    removed: bool = False
    rows: tuple[tuple[Cell, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that was changed, dropped or could not be read: a short stable ``code``,
    the place (a block's id, or ""), two sentences, and how often it was met.
    """

    code: str
    zh: str
    en: str
    place: str = ""
    count: int = 1
