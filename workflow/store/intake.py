"""A text on its way to becoming a report: untouched, with the corrections beside it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text, select
from sqlalchemy.orm import Mapped, mapped_column

from workflow.store.base import Base, Json, UtcDateTime, db, utc_now


class Intake(Base):
    """``decisions`` are the editor's corrections as JSON of documents.outline.Decisions.

    ``content`` is that of a Word file, whose ``text`` is derived from it; None for plain
    text. ``remarks`` say what of the file was changed or left out, ``comments`` are those
    that people wrote in it, ``suggestions`` the tracked changes that were not accepted, as
    JSON of documents.talk_json.
    """

    __tablename__ = "intake"
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    filename: Mapped[str] = mapped_column(String(300))
    text: Mapped[str] = mapped_column(Text)
    decisions: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    content: Mapped[dict[str, Any] | None] = mapped_column(Json)
    remarks: Mapped[list[dict[str, Any]]] = mapped_column(Json, default=list)
    comments: Mapped[list[dict[str, Any]]] = mapped_column(Json, default=list)
    suggestions: Mapped[list[dict[str, Any]]] = mapped_column(Json, default=list)
    report_id: Mapped[int | None] = mapped_column(ForeignKey("report.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)


def intake_of(person_id: int, intake_id: int) -> Intake | None:
    return db.session.scalar(
        select(Intake).where(Intake.person_id == person_id, Intake.id == intake_id)
    )
