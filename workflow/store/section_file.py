"""A file of a section: a picture, an island or a part of one, named by the hash of its bytes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from workflow.store.base import Base, UtcDateTime, db, utc_now


class SectionFile(Base):
    """The row through which a file is reached; the bytes lie in the file store.

    ``media`` is what the bytes are, whatever somebody called them; ``size`` counts bytes.
    """

    __tablename__ = "section_file"
    __table_args__ = (UniqueConstraint("section_id", "hash"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    section_id: Mapped[int] = mapped_column(ForeignKey("section.id"))
    hash: Mapped[str] = mapped_column(String(64))
    media: Mapped[str] = mapped_column(String(100))
    name: Mapped[str] = mapped_column(String(200), default="")
    size: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)


def file_of(section_id: int, digest: str) -> SectionFile | None:
    return db.session.scalar(
        select(SectionFile).where(SectionFile.section_id == section_id, SectionFile.hash == digest)
    )


def hashes_of(section_ids: Collection[int]) -> frozenset[str]:
    """The hashes of all files of these sections."""
    query = select(SectionFile.hash).where(SectionFile.section_id.in_(section_ids))
    return frozenset(db.session.scalars(query))
