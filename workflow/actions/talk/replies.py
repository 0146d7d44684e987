"""The turns below a comment."""

from __future__ import annotations

from datetime import datetime

from workflow.actions.work import Work
from workflow.domain.machine import NotYet
from workflow.domain.text import say
from workflow.store import Comment, CommentReply, Person, Section, db

LONGEST = 4000


def add(
    work: Work,
    comment: Comment,
    author: Person,
    text: str,
    *,
    said_by: str = "",
    at: datetime | None = None,
) -> CommentReply:
    """One turn more. ``said_by`` and ``at`` are who wrote it when, where the author brings a
    reply from a Word file. Raises NotYet where there are no words, or too many.
    """
    words = text.strip()
    if not words:
        raise NotYet(say("请写下回复。", "Please write the reply."))
    if len(words) > LONGEST:
        raise NotYet(
            say("回复最多 {n} 字，请精简。", "A reply has at most {n} characters.", n=LONGEST)
        )
    reply = CommentReply(
        author_id=author.id, said_by=said_by[:200], text=words, created_at=at or work.now
    )
    comment.replies.append(reply)
    db.session.flush()
    return reply


def comment_of(section: Section, comment_id: int) -> Comment:
    """A comment of this section; NotYet for any other."""
    comment = db.session.get(Comment, comment_id)
    if comment is None or comment.section_id != section.id:
        raise NotYet(say("没有这条意见，没有改动。", "There is no such comment: nothing changed."))
    return comment


def people_in(comment: Comment) -> set[int]:
    """Everybody who has spoken in the thread, or was spoken to."""
    return {
        comment.author_id,
        *(one.author_id for one in comment.replies),
        *(one.person_id for one in comment.mentions),
    }


def is_next(comment: Comment, person_id: int, writers: frozenset[int]) -> bool:
    """Whether this person is to speak: the last word was somebody else's, and they write the
    section, wrote the comment and were answered, or were spoken to by name since their own word.
    """
    turns = comment.replies
    if (turns[-1].author_id if turns else comment.author_id) == person_id:
        return False
    own = [one.id for one in turns if one.author_id == person_id]
    spoken_to = any(
        one.person_id == person_id and (not own or (one.reply_id or 0) > own[-1])
        for one in comment.mentions
    )
    return spoken_to or person_id in writers or comment.author_id == person_id
