"""Suggestions that carry what they would change: where each fits now, and adopting them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

from workflow.actions.showing.reading import content_of
from workflow.actions.talk.comments import closed, open_comment
from workflow.actions.work import Work
from workflow.actions.writing import drafts
from workflow.documents.adopting import Spot, apart, comes, find, make, words_around, words_at
from workflow.documents.anchors import Place
from workflow.documents.content import ATOM, Content, from_json, plain_text, to_json
from workflow.documents.talk import Suggestion
from workflow.documents.talk_json import suggestions_from_json
from workflow.domain.machine import NotYet
from workflow.domain.terms import Disposition
from workflow.domain.text import Text, say
from workflow.store import Comment, CommentPlace, Draft, Person, Section
from workflow.store.comment_place import places_in
from workflow.store.draft import contents_of_drafts


@dataclass(frozen=True)
class Proposal:
    """A suggestion before the newest draft, which is ``text``; ``spot`` is where it would be
    made there, None where its words are gone.
    """

    comment: Comment
    change: Suggestion
    spot: Spot | None
    text: Content

    @property
    def author(self) -> str:
        """Whose words they are: of Word's tracked changes, whoever made them there."""
        return self.change.author or self.comment.author.name

    @cached_property
    def new(self) -> str:
        """What comes."""
        return plain_text(comes(self.change))

    @cached_property
    def now(self) -> str:
        """What would go, as it reads now."""
        return words_at(self.text, self.change, self.spot) if self.spot else ""

    @property
    def around(self) -> tuple[str, str]:
        """What stands before and after it now."""
        return words_around(self.text, self.change, self.spot) if self.spot else ("", "")

    @property
    def fits(self) -> bool:
        """Whether it finds exactly what it spoke of."""
        return self.spot is not None and self.spot.is_exact


@dataclass(frozen=True)
class Adopted:
    """What was done: the comments closed by it, whose words they are, and the draft."""

    comments: Sequence[Comment]
    authors: Sequence[str]
    draft: Draft


def standing(offers: Sequence[Proposal]) -> list[tuple[Comment, Suggestion]]:
    """Those that fit, as suggestions of the newest draft; of several on the same words the
    first.
    """
    fitting = [(one, one.spot) for one in offers if one.spot is not None and one.spot.is_exact]
    if not fitting:
        return []
    stand = apart(fitting[0][0].text, [(one.change, spot) for one, spot in fitting])
    return [
        (one.comment, replace(one.change, block=spot.block, start=spot.start, end=spot.end))
        for (one, spot), does in zip(fitting, stand, strict=True)
        if does
    ]


def proposals(
    head: Draft | None, comments: Iterable[Comment], places: dict[int, CommentPlace], text: Content
) -> list[Proposal]:
    """Of the open ones those that carry a change; ``places`` and ``text`` are the head's."""
    found = [one for one in comments if one.is_open and one.change] if head else []
    old = _older({one.draft_id for one in found if _needs_old(one)}, head, text)
    return [_proposal(one, places.get(one.id), text, old) for one in found]


def _needs_old(comment: Comment) -> bool:
    """Plain words are known by their quote; all else by the draft that it was suggested of."""
    return not comment.quote or ATOM in comment.quote or comment.start is None


def _older(
    draft_ids: set[int | None], head: Draft | None, text: Content
) -> Callable[[int | None], Content]:
    """The drafts of these ids, read in one query and parsed when first asked for."""
    own = head.id if head else None
    stored = contents_of_drafts({one for one in draft_ids if one not in (None, own)})

    @cache
    def content(draft_id: int | None) -> Content:
        return text if draft_id == own else from_json(stored.get(draft_id or 0, {"blocks": []}))

    return content


def _proposal(
    comment: Comment,
    row: CommentPlace | None,
    text: Content,
    old: Callable[[int | None], Content],
) -> Proposal:
    (change,) = suggestions_from_json([comment.change])
    place = Place(row.block_id, row.start, row.end, row.score) if row else None
    before = old(comment.draft_id) if _needs_old(comment) else None
    return Proposal(comment, change, find(change, before, text, place), text)


def adopt(
    work: Work, section: Section, actor: Person, comment_ids: Sequence[int], near: bool = False
) -> Adopted:
    """A draft for each author of the words, in the actor's act; the comments are closed.

    One that is asked for alone may be ``near``: the person has seen what would be replaced.
    Of several only those that fit are adopted, the others stay open. Raises NotYet where
    there is nothing to adopt.
    """
    comments = [open_comment(section, one) for one in dict.fromkeys(comment_ids)]
    adopted: list[Comment] = []
    authors = dict.fromkeys(one.author for one in _proposed(section, comments))
    for author in authors:
        mine = [one for one in _proposed(section, comments) if one.author == author]
        adopted += _adopted(work, section, actor, author, _ready(mine, near))
    if not adopted or section.head is None:
        raise NotYet(_why_not(_proposed(section, comments)))
    names = [one for one in authors if one in {_author(c) for c in adopted}]
    return Adopted(adopted, names, section.head)


def _author(comment: Comment) -> str:
    return (comment.change or {}).get("author") or comment.author.name


def _proposed(section: Section, comments: Iterable[Comment]) -> list[Proposal]:
    head = section.head
    return proposals(head, comments, places_in(head.id) if head else {}, content_of(head))


def _ready(offers: Sequence[Proposal], near: bool) -> list[tuple[Proposal, Spot]]:
    return [
        (one, one.spot) for one in offers if one.spot is not None and (near or one.spot.is_exact)
    ]


def _adopted(
    work: Work, section: Section, actor: Person, author: str, ready: list[tuple[Proposal, Spot]]
) -> list[Comment]:
    """One author's, as one draft."""
    if not ready:
        return []
    text, taken = make(ready[0][0].text, [(one.change, spot) for one, spot in ready])
    words_by = "" if author == actor.name else author
    draft = drafts.append(work, section, actor, to_json(text), "adopt", words_by)
    made = [one.comment for (one, _), is_made in zip(ready, taken, strict=True) if is_made]
    for comment in made:
        closed(work, comment, actor, Disposition.ADOPTED)
        comment.adopted_in = draft.number
    return made


def _why_not(offers: Sequence[Proposal]) -> Text:
    if not offers:
        return say(
            "这条意见没有给出可以直接改入的文字，没有改动。请修改正文后答复。",
            "This comment carries no words that could be set in: nothing was changed. "
            "Change the text yourself, then answer it.",
        )
    if all(one.spot is None for one in offers):
        return say(
            "建议针对的文字已不在最新稿中，没有改动。请修改正文后答复。",
            "The words that it speaks of are no longer in the text, so nothing was changed. "
            "Change the text yourself, then answer it.",
        )
    return say(
        "建议针对的文字已有改动，没有直接采纳。请先看清将要替换的文字，再确认。",
        "The words that it speaks of were changed since, so nothing was adopted. "
        "Look at what would be replaced, then confirm.",
    )
