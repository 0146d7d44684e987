"""Comments keep hold of their words: each new draft says where they stand in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from workflow.documents.anchors import Anchor, Place, Step, anchored
from workflow.documents.content import Content, block_text, every_block, from_json, shown_text
from workflow.store import Comment, CommentPlace, Draft, db
from workflow.store.comment import hanging_comments
from workflow.store.comment_place import places_in

LONGEST_QUOTE = 500


def add_tied(comments: Iterable[tuple[Comment, Content, int | None]]) -> None:
    """Store comments, each with the content of the draft that it is made on, and tie them to
    their words, which begin at the code point given where they are there.
    """
    all_ = list(comments)
    db.session.add_all(one for one, _, _ in all_)
    db.session.flush()
    for comment, content, start in all_:
        _tie(comment, content, start)
    db.session.flush()


def _tie(comment: Comment, content: Content, start: int | None) -> None:
    """To its quote at ``start``, else where that stands first; to the whole block where that
    is a figure's words, or there is none (then the block's words become it). Where the draft
    has neither, nothing is tied.
    """
    own = comment.block_id
    block = next((one for one in every_block(content.blocks) if one.id == own), None)
    if block is None or comment.draft_id is None:
        return
    text, quote = block_text(block), comment.quote
    if quote and quote in text:
        comment.start = quote_at(text, quote, start)
        comment.end = comment.start + len(quote)
    elif quote and quote not in shown_text(block):
        return
    found = anchored(content, block.id, comment.start, comment.end)
    if found is not None:
        anchor, place = found
        comment.quote = quote or anchor.quote[:LONGEST_QUOTE]
        comment.before, comment.after = anchor.before, anchor.after
        db.session.add(_row(comment, comment.draft_id, place))


def quote_at(text: str, quote: str, start: int | None) -> int:
    """Where the quote stands: at ``start`` if it is there, else where it stands first; -1 where
    the text lacks it.
    """
    if start is not None and start >= 0 and text.startswith(quote, start):
        return start
    return text.find(quote)


def carry(old: Draft, new: Draft, content: Content) -> None:
    """Store where each comment's words stand in ``new``, whose ``content`` this is."""
    db.session.add_all(_row(one, new.id, place) for one, place in _followed(old, content))
    db.session.flush()


def places_upon(base: Draft, content: Content) -> dict[int, CommentPlace]:
    """Where they stand in a text that began from ``base`` and is no draft, by the comment's id;
    nothing is stored.
    """
    return {one.id: _row(one, base.id, place) for one, place in _followed(base, content)}


def _followed(old: Draft, content: Content) -> Iterator[tuple[Comment, Place]]:
    """Words that were gone in ``old`` are sought from the draft that they were spoken of in."""
    comments = hanging_comments(old.section_id)
    known = places_in(old.id) if comments else {}

    @cache
    def step(draft_id: int) -> Step:
        return Step(from_json(db.session.get_one(Draft, draft_id).content), content)

    for comment in comments:
        row = known.get(comment.id)
        at = Place(row.block_id, row.start, row.end, row.score) if row else _own(comment)
        since = old.id if row else comment.draft_id
        place = step(since).follow(_anchor(comment), at) if since is not None else None
        if place is not None:
            yield comment, place


def _own(comment: Comment) -> Place:
    """Where it stands in the draft that it was made on."""
    return Place(comment.block_id, comment.start or 0, comment.end or 0)


def _anchor(comment: Comment) -> Anchor:
    return Anchor(comment.quote, comment.before, comment.after, whole=comment.start is None)


def _row(comment: Comment, draft_id: int, place: Place) -> CommentPlace:
    return CommentPlace(
        comment_id=comment.id,
        draft_id=draft_id,
        block_id=place.block,
        start=place.start,
        end=place.end,
        score=place.score,
    )
