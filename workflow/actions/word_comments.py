"""Comments that people wrote in a Word file come along when it becomes a report.

Their authors need not be known here, so the editor who imports the file brings them: each
thread is one comment that names who said what.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workflow.actions.intake_file import whole_of
from workflow.actions.work import Work
from workflow.documents.content import Block, Content, block_text, every_block
from workflow.documents.outline import Outline
from workflow.documents.outline.content_text import ContentText
from workflow.documents.talk import WordComment
from workflow.documents.talk_json import comments_from_json
from workflow.domain.terms import CommentKind, Disposition
from workflow.store import Comment, Intake, Person, Section, db

LONGEST_QUOTE = 500
SETTLED = "在 Word 中已标为解决 / marked as resolved in Word"


@dataclass(frozen=True)
class Anchor:
    """Where a thread hangs: its section, and the block with the words where they stand."""

    section: Section
    block: Block | None = None
    start: int | None = None


def bring_comments(
    work: Work,
    editor: Person,
    intake: Intake,
    outline: Outline,
    places: Sequence[tuple[Section, Content]],
) -> None:
    """Each thread as a comment of the section in which it stands; none is left behind.

    ``places`` are the sections in the outline's order, the preamble first where there is one.
    """
    whole, said = whole_of(intake), comments_from_json(intake.comments)
    if whole is None or not places:
        return
    offsets = _offsets(whole)
    starts = [one.start for one in outline.sections]
    ahead = len(places) - len(starts)
    for first in (one for one in said if not one.parent):
        offset = offsets.get(first.block, 0) + first.start
        place = ahead + bisect_right(starts, offset) - 1
        anchor = _anchor(first, *places[max(place, 0)])
        db.session.add(_comment(work, editor, anchor, [first, *_answers(first, said)]))
    db.session.flush()


def _offsets(whole: ContentText) -> dict[str, int]:
    """Where each block begins in the text; what it holds begins where it does."""
    return {
        inner.id: line.start + line.label
        for line in whole.lines
        for inner in every_block((line.block,))
    }


def _answers(first: WordComment, said: Sequence[WordComment]) -> Iterator[WordComment]:
    for one in said:
        if one.parent == first.key:
            yield one
            yield from _answers(one, said)


def _anchor(first: WordComment, section: Section, content: Content) -> Anchor:
    """The block of the section that has the words, its own by id before any other."""
    holding = [
        one for one in every_block(content.blocks) if first.quote and first.quote in block_text(one)
    ]
    if not holding:
        return Anchor(section)
    block = min(holding, key=lambda one: one.id != first.block)
    same = block_text(block)[first.start : first.end] == first.quote
    return Anchor(section, block, first.start if same else block_text(block).find(first.quote))


def _comment(work: Work, editor: Person, anchor: Anchor, thread: Sequence[WordComment]) -> Comment:
    first = thread[0]
    text = "\n".join(f"{one.author or '—'}：{one.text}" for one in thread)
    made = Comment(
        section_id=anchor.section.id,
        draft_id=anchor.section.head_id,
        block_id=anchor.block.id if anchor.block else "",
        start=anchor.start,
        end=None if anchor.start is None else anchor.start + len(first.quote),
        quote=first.quote[:LONGEST_QUOTE],
        kind=CommentKind.SUGGESTION,
        text=text,
        author_id=editor.id,
        created_at=work.now,
    )
    if first.done:
        made.disposition, made.answer = Disposition.ADOPTED, SETTLED
        made.closed_by_id, made.closed_at = editor.id, work.now
    return made
