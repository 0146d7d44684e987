"""Evidence: a file that bears out a section, or words of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, select
from sqlalchemy.orm import Mapped, contains_eager, joinedload, mapped_column, relationship

from workflow.store.base import Base, UtcDateTime, db, utc_now
from workflow.store.draft import Draft
from workflow.store.person import Person
from workflow.store.section import Section


class Evidence(Base):
    """``about`` says what it shows; ``size`` counts bytes, which lie in the file store by hash.

    It bears out the words ``quote`` of the draft it was added to (``start`` to ``end``, code
    points of the block's text, with what stood around them), or the whole section.
    ``scanned``: a scanner found nothing in it; else none was configured. Once removed it is
    listed no longer, while row and bytes stay.
    """

    __tablename__ = "evidence"
    id: Mapped[int] = mapped_column(primary_key=True)
    section_id: Mapped[int] = mapped_column(ForeignKey("section.id"), index=True)
    hash: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(200))
    size: Mapped[int]
    about: Mapped[str] = mapped_column(Text)
    scanned: Mapped[bool]
    draft_id: Mapped[int | None] = mapped_column(ForeignKey("draft.id"))
    block_id: Mapped[str] = mapped_column(String(64), default="")
    start: Mapped[int | None]
    end: Mapped[int | None]
    quote: Mapped[str] = mapped_column(Text, default="")
    before: Mapped[str] = mapped_column(Text, default="")
    after: Mapped[str] = mapped_column(Text, default="")
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    removed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    section: Mapped[Section] = relationship()
    author: Mapped[Person] = relationship(foreign_keys=[author_id])
    draft: Mapped[Draft | None] = relationship()


def evidence_of(section_id: int) -> list[Evidence]:
    """What a section has, oldest first, with who added it."""
    query = (
        select(Evidence)
        .where(Evidence.section_id == section_id, Evidence.removed_at.is_(None))
        .order_by(Evidence.id)
        .options(joinedload(Evidence.author, innerjoin=True))
    )
    return list(db.session.scalars(query))


def evidence_of_report(report_id: int) -> list[Evidence]:
    """What all sections of a report have, oldest first."""
    query = (
        select(Evidence)
        .join(Evidence.section)
        .where(Section.report_id == report_id, Evidence.removed_at.is_(None))
        .order_by(Evidence.id)
        .options(contains_eager(Evidence.section), joinedload(Evidence.author, innerjoin=True))
    )
    return list(db.session.scalars(query))


def one_evidence(section_id: int, evidence_id: int) -> Evidence | None:
    """One that is not removed."""
    return db.session.scalar(
        select(Evidence).where(
            Evidence.id == evidence_id,
            Evidence.section_id == section_id,
            Evidence.removed_at.is_(None),
        )
    )
