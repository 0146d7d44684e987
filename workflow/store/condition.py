"""The edits on which a director approved, and the drafts in which they were made; never changed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, func, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship, undefer
from sqlalchemy.sql.base import ExecutableOption

from workflow.domain.terms import Verb
from workflow.store.approval import Approval
from workflow.store.base import Base, UtcDateTime, db, utc_now
from workflow.store.comment import Comment
from workflow.store.draft import Draft
from workflow.store.person import Person


class Condition(Base):
    """One edit of a conditional approval: the comment says what, ``draft`` is the approved one.

    ``described``: it is told in words, so the director says whether it was made.
    """

    __tablename__ = "condition"
    id: Mapped[int] = mapped_column(primary_key=True)
    approval_id: Mapped[int] = mapped_column(ForeignKey("approval.id"), index=True)
    section_id: Mapped[int] = mapped_column(ForeignKey("section.id"), index=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"))
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"))
    described: Mapped[bool]

    approval: Mapped[Approval] = relationship()
    draft: Mapped[Draft] = relationship()
    comment: Mapped[Comment] = relationship()


class Amendment(Base):
    """A draft that is the approved one (``base``) with the director's edits: who signed the
    words of ``signed_hash`` (those of the base, or of what it was amended from) has signed
    those of ``content_hash``. ``confirmed_by`` is the director who looked at the changes,
    where an edit was described in words.
    """

    __tablename__ = "amendment"
    id: Mapped[int] = mapped_column(primary_key=True)
    approval_id: Mapped[int] = mapped_column(ForeignKey("approval.id"), index=True)
    section_id: Mapped[int] = mapped_column(ForeignKey("section.id"), index=True)
    base_id: Mapped[int] = mapped_column(ForeignKey("draft.id"))
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"))
    signed_hash: Mapped[str] = mapped_column(String(64))
    content_hash: Mapped[str] = mapped_column(String(64))
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)

    approval: Mapped[Approval] = relationship()
    base: Mapped[Draft] = relationship(foreign_keys=[base_id])
    draft: Mapped[Draft] = relationship(foreign_keys=[draft_id])
    confirmed_by: Mapped[Person | None] = relationship()


def conditions_now(report_id: int) -> list[Condition]:
    """Those of the report's newest decision, in the director's order; none where that was
    another one.
    """
    newest = select(func.max(Approval.id)).where(Approval.report_id == report_id)
    query = (
        select(Condition)
        .join(Condition.approval)
        .where(Approval.id == newest.scalar_subquery(), Approval.verb == Verb.APPROVE_CONDITIONALLY)
        .order_by(Condition.id)
    )
    return list(db.session.scalars(query.options(*_whole())))


def conditions_of(approval_id: int, section_id: int) -> list[Condition]:
    """The edits of one section, in the director's order."""
    query = select(Condition).where(
        Condition.approval_id == approval_id, Condition.section_id == section_id
    )
    return list(db.session.scalars(query.order_by(Condition.id).options(*_whole())))


def amendments_of(section: int) -> list[Amendment]:
    """Newest first, with the drafts that they are between and who looked at them."""
    query = (
        select(Amendment)
        .where(Amendment.section_id == section)
        .order_by(Amendment.id.desc())
        .options(
            joinedload(Amendment.base, innerjoin=True),
            joinedload(Amendment.draft, innerjoin=True),
            joinedload(Amendment.confirmed_by),
            joinedload(Amendment.approval, innerjoin=True).joinedload(Approval.person),
        )
    )
    return list(db.session.scalars(query))


def _whole() -> tuple[ExecutableOption, ...]:
    """What is read of a condition wherever one is."""
    return (
        joinedload(Condition.comment, innerjoin=True).joinedload(Comment.author, innerjoin=True),
        joinedload(Condition.draft, innerjoin=True).options(undefer(Draft.content)),
    )
