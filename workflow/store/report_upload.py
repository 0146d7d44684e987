"""A Word file of several sections that came back to a report."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow.store.base import Base, Json, UtcDateTime, db, utc_now
from workflow.store.upload import Upload


class ReportUpload(Base):
    """``parts`` are what was read of each section, in the file's order. ``loose`` is what
    belongs to none: a list of ``content``, ``comments`` and ``suggestions``, JSON as those of
    an Upload. ``done_at``: when the person had their sections saved.
    """

    __tablename__ = "report_upload"
    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    filename: Mapped[str] = mapped_column(String(300))
    remarks: Mapped[list[dict[str, Any]]] = mapped_column(Json, default=list)
    loose: Mapped[list[dict[str, Any]]] = mapped_column(Json, default=list)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)

    parts: Mapped[list[Upload]] = relationship(order_by=Upload.id)


def report_upload_of(person_id: int, report_id: int, whole_id: int) -> ReportUpload | None:
    """One's own upload to this report."""
    return db.session.scalar(
        select(ReportUpload).where(
            ReportUpload.id == whole_id,
            ReportUpload.person_id == person_id,
            ReportUpload.report_id == report_id,
        )
    )
