"""The archive of a report: one file, made once and never again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow.store.base import Base, Json, UtcDateTime, db, utc_now
from workflow.store.person import Person


class Archive(Base):
    """``root`` is that of the approval which the archive proves. ``lacks`` are the files that it
    had to be made without, each as ``{"file", "zh", "en"}``. ``pdf_signed_by`` is the name in the
    certificate that signed the PDF, "" where nobody did; None in rows from before that was noted.
    """

    __tablename__ = "archive"
    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), unique=True)
    approval_id: Mapped[int] = mapped_column(ForeignKey("approval.id"))
    root: Mapped[str] = mapped_column(String(64))
    file_hash: Mapped[str] = mapped_column(String(64))
    file_bytes: Mapped[int]
    pdf_signed_by: Mapped[str | None] = mapped_column(Text)
    lacks: Mapped[list[dict[str, Any]]] = mapped_column(Json, default=list)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)

    person: Mapped[Person] = relationship()


def archive_of(report_id: int) -> Archive | None:
    return db.session.scalar(select(Archive).where(Archive.report_id == report_id))
