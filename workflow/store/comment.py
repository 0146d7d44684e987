"""A comment on a block of a draft, and how it was disposed of."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text, func, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship, selectinload

from workflow.domain.terms import CommentKind, Disposition
from workflow.store.base import Base, Json, TermColumn, UtcDateTime, db, utc_now
from workflow.store.comment_reply import CommentReply
from workflow.store.draft import Draft
from workflow.store.event import Event
from workflow.store.mention import Mention
from workflow.store.person import Person


class Comment(Base):
    """``start`` and ``end`` count code points of the block's text; empty: the whole block.

    The original draft, block, quote (with what stood before and after it) and offsets are kept
    for ever; where the words stand in later drafts is in CommentPlace. ``change`` is what a
    suggestion would do to that draft, as JSON of one Suggestion of documents.talk_json;
    ``adopted_in`` is the number of the draft into which that went by a click.
    """

    __tablename__ = "comment"
    id: Mapped[int] = mapped_column(primary_key=True)
    section_id: Mapped[int] = mapped_column(ForeignKey("section.id"), index=True)
    draft_id: Mapped[int | None] = mapped_column(ForeignKey("draft.id"))
    block_id: Mapped[str] = mapped_column(String(64), default="")
    start: Mapped[int | None]
    end: Mapped[int | None]
    quote: Mapped[str] = mapped_column(Text, default="")
    before: Mapped[str] = mapped_column(Text, default="")
    after: Mapped[str] = mapped_column(Text, default="")
    kind: Mapped[CommentKind] = mapped_column(TermColumn(CommentKind))
    text: Mapped[str] = mapped_column(Text)
    change: Mapped[dict[str, Any] | None] = mapped_column(Json)
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    disposition: Mapped[Disposition | None] = mapped_column(TermColumn(Disposition))
    answer: Mapped[str] = mapped_column(Text, default="")
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    adopted_in: Mapped[int | None]

    author: Mapped[Person] = relationship(foreign_keys=[author_id])
    closed_by: Mapped[Person | None] = relationship(foreign_keys=[closed_by_id])
    draft: Mapped[Draft | None] = relationship()
    replies: Mapped[list[CommentReply]] = relationship(order_by=CommentReply.id)
    mentions: Mapped[list[Mention]] = relationship(order_by=Mention.id)

    @property
    def is_open(self) -> bool:
        return self.disposition is None


def comments_of(section_id: int) -> list[Comment]:
    """Oldest first, with their threads, the people of them, and the draft spoken of."""
    query = (
        select(Comment)
        .where(Comment.section_id == section_id)
        .order_by(Comment.id)
        .options(
            joinedload(Comment.author, innerjoin=True),
            joinedload(Comment.closed_by),
            joinedload(Comment.draft),
            selectinload(Comment.replies).joinedload(CommentReply.author, innerjoin=True),
            selectinload(Comment.mentions).joinedload(Mention.person, innerjoin=True),
        )
    )
    return list(db.session.scalars(query))


def comments_of_sections(section_ids: list[int]) -> list[Comment]:
    """All comments of some sections with their threads, and who wrote and closed them."""
    query = (
        select(Comment)
        .where(Comment.section_id.in_(section_ids))
        .order_by(Comment.id)
        .options(
            joinedload(Comment.author, innerjoin=True),
            joinedload(Comment.closed_by),
            selectinload(Comment.replies),
            selectinload(Comment.mentions),
        )
    )
    return list(db.session.scalars(query))


def talk_stamp(section_id: int) -> str:
    """Grows with each comment, turn and act on the section; one statement, by indexes alone."""
    event = select(func.max(Event.id)).where(Event.section_id == section_id)
    own = select(Comment.id).where(Comment.section_id == section_id)
    turn = select(func.max(CommentReply.id)).where(CommentReply.comment_id.in_(own))
    comment = select(func.max(Comment.id)).where(Comment.section_id == section_id)
    found = db.session.execute(
        select(event.scalar_subquery(), comment.scalar_subquery(), turn.scalar_subquery())
    ).one()
    return "-".join(str(one or 0) for one in found)


def hanging_comments(section_id: int) -> list[Comment]:
    """Those that speak of a block or of words in one, oldest first."""
    query = select(Comment).where(Comment.section_id == section_id, Comment.block_id != "")
    return list(db.session.scalars(query.order_by(Comment.id)))


def has_open_changes(section_ids: list[int]) -> bool:
    """Whether any suggestion that holds a change of the text waits there for an answer."""
    query = select(Comment.change).where(
        Comment.section_id.in_(section_ids), Comment.disposition.is_(None)
    )
    return any(db.session.scalars(query))


def open_comments(section_ids: list[int]) -> dict[int, int]:
    """How many comments wait for an answer in each section; those without any are absent."""
    rows = db.session.execute(
        select(Comment.section_id, func.count())
        .where(Comment.section_id.in_(section_ids), Comment.disposition.is_(None))
        .group_by(Comment.section_id)
    )
    return dict(rows.all())


def open_must_fix(section_ids: list[int]) -> dict[int, int]:
    """How many unanswered must-fix comments each section has; sections without any are absent."""
    rows = db.session.execute(
        select(Comment.section_id, func.count())
        .where(
            Comment.section_id.in_(section_ids),
            Comment.kind == CommentKind.MUST_FIX,
            Comment.disposition.is_(None),
        )
        .group_by(Comment.section_id)
    )
    return dict(rows.all())
