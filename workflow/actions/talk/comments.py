"""Comments on a draft, and their dispositions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workflow.actions.showing.reading import content_of
from workflow.actions.talk.replies import comment_of
from workflow.actions.work import Work
from workflow.actions.writing.comment_places import LONGEST_QUOTE, add_tied
from workflow.actions.writing.replacing import in_signs, replacing
from workflow.domain.machine import NotYet
from workflow.domain.terms import CommentKind, Disposition
from workflow.domain.text import say
from workflow.store import Comment, CommentReply, Person, Section, db

LONGEST = 4000


def add(work: Work, section: Section, actor: Person, given: Mapping[str, Any]) -> Comment:
    """``kind``, ``text``, and where it hangs on a block ``block_id``, ``quote`` and ``start``,
    the code point of the block's text at which the quote begins. ``replacement``: what a
    suggestion would set in the quote's place; "" strikes it out.
    """
    kind = CommentKind(given.get("kind", CommentKind.SUGGESTION))
    quote = str(given.get("quote", ""))[:LONGEST_QUOTE]
    replacement = _replacement(given, kind, quote)
    comment = Comment(
        section_id=section.id,
        draft_id=section.head_id,
        block_id=str(given.get("block_id", ""))[:64],
        quote=quote,
        kind=kind,
        text=_text(given, replacement, quote),
        author_id=actor.id,
        created_at=work.now,
    )
    content = content_of(section.head if comment.block_id else None)
    add_tied([(comment, content, given.get("start"))])
    if replacement is not None:
        comment.change = replacing(comment, actor, content, replacement)
    return comment


def _replacement(given: Mapping[str, Any], kind: CommentKind, quote: str) -> str | None:
    """Other words for those quoted; None where only something is said of them."""
    found = given.get("replacement")
    if found is None or kind is not CommentKind.SUGGESTION or not quote:
        return None
    words = "\n".join(str(found).splitlines())
    return None if words == quote else words


def _text(given: Mapping[str, Any], replacement: str | None, quote: str) -> str:
    """What the comment says; a suggestion may let its words speak for themselves."""
    text = str(given.get("text", "")).strip()
    if not text and replacement is not None:
        return in_signs(quote, replacement)
    if not text:
        raise NotYet(say("请写下意见。", "Please write the comment."))
    if len(text) > LONGEST:
        raise NotYet(
            say("意见最多 {n} 字，请精简。", "A comment has at most {n} characters.", n=LONGEST)
        )
    return text


def close(
    work: Work, section: Section, actor: Person, note: str, given: Mapping[str, Any]
) -> Comment:
    """Answer one comment: adopted, partly, or rejected with a reason; or waived."""
    comment = open_comment(section, int(given["comment_id"]))
    disposition = Disposition(given.get("disposition", Disposition.ADOPTED))
    if disposition in (Disposition.REJECTED, Disposition.PARTLY) and not note.strip():
        raise NotYet(
            say("不采纳或部分采纳须写明理由。", "Say why it is not adopted, or only partly.")
        )
    return closed(work, comment, actor, disposition, note)


def settle(work: Work, section: Section, actor: Person, comment_id: int) -> Comment:
    """Closed by whoever wrote it."""
    comment = open_comment(section, comment_id)
    if comment.author_id != actor.id:
        raise NotYet(
            say(
                "只有提出意见的人可以把它标为已解决，没有改动。",
                "Only whoever wrote a comment can mark it as settled: nothing changed.",
            )
        )
    return closed(work, comment, actor, Disposition.SETTLED)


def open_again(work: Work, section: Section, actor: Person, comment_id: int, note: str) -> Comment:
    """It waits for an answer once more; how it was closed, and why that is undone, are turns
    of its thread.
    """
    comment = comment_of(section, comment_id)
    if comment.is_open:
        raise NotYet(say("这条意见没有关闭，没有改动。", "This comment is open: nothing changed."))
    before = CommentReply(
        author_id=comment.closed_by_id or comment.author_id,
        text=comment.answer,
        disposition=comment.disposition,
        created_at=comment.closed_at or work.now,
    )
    again = CommentReply(author_id=actor.id, text=note.strip(), reopens=True, created_at=work.now)
    comment.replies += [before, again]
    comment.disposition, comment.answer = None, ""
    comment.closed_by_id, comment.closed_at, comment.adopted_in = None, None, None
    db.session.flush()
    return comment


def open_comment(section: Section, comment_id: int) -> Comment:
    """One that nobody has closed; NotYet for any other."""
    comment = comment_of(section, comment_id)
    if not comment.is_open:
        raise NotYet(
            say("这条意见已经答复，没有改动。", "This was answered already: nothing changed.")
        )
    return comment


def closed(
    work: Work, comment: Comment, actor: Person, disposition: Disposition, note: str = ""
) -> Comment:
    comment.disposition = disposition
    comment.answer = note.strip()
    comment.closed_by_id, comment.closed_at = actor.id, work.now
    return comment
