"""What was said below a comment: the turns of its thread."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow.domain.terms import Disposition
from workflow.store.base import Base, TermColumn, UtcDateTime, utc_now
from workflow.store.person import Person


class CommentReply(Base):
    """One turn. ``said_by`` names who wrote it in a Word file that the author brought.

    A comment that is opened again keeps how it had been closed as a turn with ``disposition``;
    the turn that opened it has ``reopens``.
    """

    __tablename__ = "comment_reply"
    id: Mapped[int] = mapped_column(primary_key=True)
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    said_by: Mapped[str] = mapped_column(String(200), default="")
    text: Mapped[str] = mapped_column(Text)
    disposition: Mapped[Disposition | None] = mapped_column(TermColumn(Disposition))
    reopens: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)

    author: Mapped[Person] = relationship()

    @property
    def who(self) -> str:
        """Whose words these are."""
        return self.said_by or self.author.name
