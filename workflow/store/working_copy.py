"""A working copy: what one person has written on one section since the draft it began from.

The row is the pen as well: ``writing_since`` marks the one who writes, and an index lets no
section have two of them. It is also the permission to save automatically: it is opened
through the table, and closed by every act that changes who may write.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import (
    ForeignKey,
    Index,
    Select,
    Text,
    UniqueConstraint,
    select,
    text,
)
from sqlalchemy.orm import Mapped, column_property, joinedload, mapped_column, relationship, undefer

from workflow.store.base import Base, UtcDateTime, db
from workflow.store.person import Person
from workflow.store.section import Section

IDLE = timedelta(minutes=30)
"""Without a key for so long, a copy becomes a draft."""
IS_HELD = text("writing_since IS NOT NULL")


class WorkingCopy(Base):
    """``content`` is the JSON of documents.content as it was sent, checked; None before the
    first text. ``revision`` grows with each text that arrives. ``settled_at``: somebody who
    may has put the text into theirs, or aside; it waits for nobody any more.
    """

    __tablename__ = "working_copy"
    __table_args__ = (
        UniqueConstraint("section_id", "person_id"),
        Index(
            "uq_working_copy_pen",
            "section_id",
            unique=True,
            sqlite_where=IS_HELD,
            postgresql_where=IS_HELD,
        ),
        Index("ix_working_copy_updated_at", "updated_at"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    section_id: Mapped[int] = mapped_column(ForeignKey("section.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    base_id: Mapped[int | None] = mapped_column(ForeignKey("draft.id"))
    revision: Mapped[int] = mapped_column(default=0)
    content: Mapped[str | None] = mapped_column(Text, deferred=True)
    has_text: Mapped[bool] = column_property(content.is_not(None))
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    is_open: Mapped[bool] = mapped_column(default=True)
    writing_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    writing_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    person: Mapped[Person] = relationship()

    @property
    def waits(self) -> bool:
        """Whether it holds text that is no draft, and nobody has settled it."""
        return self.has_text and self.settled_at is None

    def writes(self, now: datetime) -> bool:
        """Whether this person has the pen and is still heard of."""
        return self.writing_until is not None and self.writing_until > now


def copy_of(section_id: int, person_id: int) -> WorkingCopy | None:
    """With its text, as it stands now."""
    return db.session.scalar(
        select(WorkingCopy)
        .where(WorkingCopy.section_id == section_id, WorkingCopy.person_id == person_id)
        .options(undefer(WorkingCopy.content))
        .execution_options(populate_existing=True)
    )


def copies_of(section_id: int) -> list[WorkingCopy]:
    """All of a section, the newest first, with their people and without their texts."""
    return _listed(select(WorkingCopy).where(WorkingCopy.section_id == section_id))


def copies_in(report_id: int) -> list[WorkingCopy]:
    """All of a report that hold a text or the pen, with their people and without their texts."""
    query = select(WorkingCopy).join(Section, Section.id == WorkingCopy.section_id)
    return _listed(query.where(Section.report_id == report_id))


def _listed(query: Select[WorkingCopy]) -> list[WorkingCopy]:
    query = (
        query.order_by(WorkingCopy.updated_at.desc(), WorkingCopy.id)
        .options(joinedload(WorkingCopy.person, innerjoin=True))
        .execution_options(populate_existing=True)
    )
    return list(db.session.scalars(query))
