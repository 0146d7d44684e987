"""A Word file sent back to a section: looked at first, then a draft."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, mapped_column

from workflow.store.base import Base, Json, UtcDateTime, db, utc_now


class Upload(Base):
    """``content`` is what was read of the file, its heading left out; ``remarks``,
    ``comments`` and ``suggestions`` are JSON of documents.talk_json. ``from_section`` and
    ``from_draft`` are what the file says that it was made from; ``heading`` is what the
    section's heading reads in it, where that is something else. ``draft_id``: what it became.
    ``whole_id``: the file of several sections of which this is a part.
    """

    __tablename__ = "upload"
    id: Mapped[int] = mapped_column(primary_key=True)
    section_id: Mapped[int] = mapped_column(ForeignKey("section.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    filename: Mapped[str] = mapped_column(String(300))
    from_section: Mapped[int | None]
    from_draft: Mapped[int | None]
    heading: Mapped[str] = mapped_column(String(500), default="")
    content: Mapped[dict[str, Any]] = mapped_column(Json)
    remarks: Mapped[list[dict[str, Any]]] = mapped_column(Json, default=list)
    comments: Mapped[list[dict[str, Any]]] = mapped_column(Json, default=list)
    suggestions: Mapped[list[dict[str, Any]]] = mapped_column(Json, default=list)
    whole_id: Mapped[int | None] = mapped_column(ForeignKey("report_upload.id"), index=True)
    draft_id: Mapped[int | None] = mapped_column(ForeignKey("draft.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)


def upload_of(person_id: int, section_id: int, upload_id: int) -> Upload | None:
    """One's own upload to this section."""
    return db.session.scalar(
        select(Upload).where(
            Upload.id == upload_id,
            Upload.person_id == person_id,
            Upload.section_id == section_id,
        )
    )
