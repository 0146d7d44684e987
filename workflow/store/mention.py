"""Who is spoken to by name in a comment or in a turn of its thread."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow.store.base import Base
from workflow.store.person import Person


class Mention(Base):
    """``reply_id`` is None where the comment itself names the person."""

    __tablename__ = "mention"
    id: Mapped[int] = mapped_column(primary_key=True)
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), index=True)
    reply_id: Mapped[int | None] = mapped_column(ForeignKey("comment_reply.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    person: Mapped[Person] = relationship()
