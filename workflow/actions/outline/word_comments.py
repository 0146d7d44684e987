"""Comments that people wrote in a Word file come along when it becomes a report.

Their authors need not be known here, so the editor who imports the file brings them: each
thread is a comment that names who said it, and its answers are the turns below.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workflow.actions.outline.word_places import Anchor, Places
from workflow.actions.word.threads import with_name
from workflow.actions.word.upload_talk import add_answers
from workflow.actions.work import Work
from workflow.actions.writing.comment_places import LONGEST_QUOTE, add_tied
from workflow.documents.talk import WordComment
from workflow.documents.talk_json import comments_from_json
from workflow.domain.terms import CommentKind, Disposition
from workflow.store import Comment, Intake, Person

SETTLED = "在 Word 中已标为解决 / marked as resolved in Word"


def bring_comments(work: Work, editor: Person, intake: Intake, places: Places) -> None:
    """Each thread as a comment of the section in which it stands; none is left behind."""
    said = comments_from_json(intake.comments)
    firsts = [one for one in said if not one.parent]
    anchors = [places.anchor(one.block, one.start, one.quote) for one in firsts]
    made = [_comment(work, editor, *pair) for pair in zip(anchors, firsts, strict=True)]
    add_tied(
        (comment, anchor.content, first.start - anchor.shift)
        for comment, anchor, first in zip(made, anchors, firsts, strict=True)
    )
    for comment, first in zip(made, firsts, strict=True):
        add_answers(work, editor, comment, list(_answers(first, said)))


def _answers(first: WordComment, said: Sequence[WordComment]) -> Iterator[WordComment]:
    for one in said:
        if one.parent == first.key:
            yield one
            yield from _answers(one, said)


def _comment(work: Work, editor: Person, anchor: Anchor, first: WordComment) -> Comment:
    made = Comment(
        section_id=anchor.section.id,
        draft_id=anchor.section.head_id,
        block_id=anchor.block.id if anchor.block else "",
        quote=first.quote[:LONGEST_QUOTE],
        kind=CommentKind.SUGGESTION,
        text=with_name(first),
        author_id=editor.id,
        created_at=work.now,
    )
    if first.done:
        made.disposition, made.answer = Disposition.ADOPTED, SETTLED
        made.closed_by_id, made.closed_at = editor.id, work.now
    return made
