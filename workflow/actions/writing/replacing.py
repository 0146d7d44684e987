"""A suggestion that a person writes on the page: other words for those selected."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from workflow.documents.adopting import comes
from workflow.documents.compare.lines import cut
from workflow.documents.content import (
    ATOM,
    Content,
    Inline,
    LineBreak,
    Run,
    every_block,
    inlines,
    plain_text,
)
from workflow.documents.talk import Suggestion
from workflow.documents.talk_json import suggestions_to_json
from workflow.domain.machine import NotYet
from workflow.domain.text import say
from workflow.store import Comment, Person

LONGEST = 4000


def replacing(comment: Comment, author: Person, content: Content, words: str) -> dict[str, Any]:
    """The change that a comment tied to its words carries; NotYet where it has none to hold on to.

    The new words look like the first of those that they replace.
    """
    if comment.start is None or comment.end is None:
        raise NotYet(
            say(
                "选中的文字已不在最新稿中，没有提交；您写的还在。请刷新页面后重新选择。",
                "The words selected are no longer in the newest draft, so nothing was sent; what "
                "you wrote is kept. Reload the page and select them again.",
            )
        )
    if ATOM in comment.quote:
        raise NotYet(
            say(
                "选中的文字里有脚注或其他对象，不能直接给出替换的文字。请缩小选择，或只写意见。",
                "There is a note or an object among the words selected, so they cannot be replaced "
                "as a whole. Select fewer words, or only comment.",
            )
        )
    if len(words) > LONGEST:
        raise NotYet(
            say(
                "替换的文字最多 {n} 字，请分成几条。",
                "Words to be set in have at most {n} characters: make it several suggestions.",
                n=LONGEST,
            )
        )
    block = next(one for one in every_block(content.blocks) if one.id == comment.block_id)
    first = cut(inlines(block), comment.start, comment.start + 1)[0]
    change = Suggestion(
        author.name,
        comment.created_at.isoformat(),
        block.id,
        comment.start,
        comment.end,
        tuple(_runs(words, first)),
    )
    return suggestions_to_json([change])[0]


def _runs(words: str, like: Inline) -> Iterator[Inline]:
    """Lines of the words, with a break between them."""
    marks = like.marks if isinstance(like, Run) else frozenset()
    for n, line in enumerate(words.strip("\r\n").splitlines()):
        if n:
            yield LineBreak()
        if line:
            yield Run(line, marks)


def in_signs(old: str, new: str) -> str:
    """What goes and what comes, in signs that need no translation."""
    if old and new:
        return f"“{old}” → “{new}”"
    return f"－“{old}”" if old else f"＋“{new}”"


def with_author(change: Suggestion, signs: str) -> str:
    """The same with who made the change, as a tracked change of Word reads."""
    return f"{change.author or '—'}：{signs}"


def signs_of(comment: Comment, change: Suggestion) -> str:
    """What goes and what comes by a suggestion that was kept."""
    goes = change.removed or change.start < change.end
    return in_signs(comment.quote if goes else "", plain_text(comes(change)))


def says_more(comment: Comment, change: Suggestion) -> bool:
    """Whether it has words besides what would be changed."""
    signs = signs_of(comment, change)
    return comment.text not in (signs, with_author(change, signs))
