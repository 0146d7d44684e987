"""Short names for contents in tests."""

from __future__ import annotations

from workflow.documents.blobs import MemoryBlobs
from workflow.documents.content import Block, Cell, Content, Inline, Paragraph, Run
from workflow.documents.profile import GB_T_9704, Profile
from workflow.documents.talk import Suggestion, WordComment
from workflow.documents.writer import Frame, Written, write_content

PLAIN = Frame()


def p(own: str, *line: Inline | str, landscape: bool = False) -> Paragraph:
    """A paragraph; text stands for a run without marks."""
    return Paragraph(own, line_of(*line), landscape)


def line_of(*line: Inline | str) -> tuple[Inline, ...]:
    return tuple(Run(one) if isinstance(one, str) else one for one in line)


def cell(*blocks: Block, columns: int = 1, rows: int = 1) -> Cell:
    return Cell(blocks, columns, rows)


def write(
    *blocks: Block,
    comments: tuple[WordComment, ...] = (),
    suggestions: tuple[Suggestion, ...] = (),
    profile: Profile = GB_T_9704,
    blobs: MemoryBlobs | None = None,
    frame: Frame = PLAIN,
    base_level: int = 0,
) -> Written:
    return write_content(
        Content(blocks),
        profile,
        blobs or MemoryBlobs(),
        comments=comments,
        suggestions=suggestions,
        frame=frame,
        base_level=base_level,
    )


def comment(key: str, block: str, start: int = 0, end: int = 0, **more: str) -> WordComment:
    named = {"author": "张三", "at": "2026-01-02T03:04:05Z", "text": f"意见{key}", **more}
    return WordComment(
        key,
        named["author"],
        named["at"],
        named["text"],
        block,
        start,
        end,
        "",
        named.get("parent", ""),
    )
