"""Where the words of a comment stand in a later draft: derived, and made with the draft."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, mapped_column

from workflow.store.base import Base, db


class CommentPlace(Base):
    """The code points ``start`` to ``end`` of a block's text; a comment whose words are gone
    from a draft has no row there. ``score``: 100 where the words are those of the quote, else
    how much of it is left.
    """

    __tablename__ = "comment_place"
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"), primary_key=True, index=True)
    block_id: Mapped[str] = mapped_column(String(64))
    start: Mapped[int]
    end: Mapped[int]
    score: Mapped[int]


def places_in(draft_id: int) -> dict[int, CommentPlace]:
    """Those of one draft, by the comment's id."""
    query = select(CommentPlace).where(CommentPlace.draft_id == draft_id)
    return {one.comment_id: one for one in db.session.scalars(query)}
