"""A file of old Word or WPS on its way to being read: a worker makes a .docx of it first."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, ForeignKey, String, Text, and_, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from workflow.domain.terms import Destination
from workflow.store.base import Base, TermColumn, UtcDateTime, db, utc_now
from workflow.store.leased import Leased

GIVEN_UP = timedelta(days=1)
"""A file that nobody converted for so long is not waited for any more."""


class Conversion(Leased, Base):
    """``file_hash`` names the bytes as they came. ``target_id`` is the section or report that
    the file came to. In the end there is ``result_id``, the row of what was read (an Upload, a
    ReportUpload, an Intake, by the destination), or ``error``, a sentence in Chinese and on the
    next line in English. ``claim`` grows each time a worker takes it.
    """

    __tablename__ = "conversion"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    destination: Mapped[Destination] = mapped_column(TermColumn(Destination))
    target_id: Mapped[int | None]
    filename: Mapped[str] = mapped_column(String(300))
    file_hash: Mapped[str] = mapped_column(String(64))
    keeps_changes: Mapped[bool] = mapped_column(default=False)
    result_id: Mapped[int | None]
    error: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)

    @property
    def is_under_way(self) -> bool:
        return self.result_id is None and not self.error


def is_free(now: datetime) -> ColumnElement[bool]:
    """Whether a conversion waits for a worker, or its worker has fallen silent."""
    lease = Conversion.lease_until
    unfinished = and_(Conversion.result_id.is_(None), Conversion.error == "")
    return and_(unfinished, or_(lease.is_(None), lease < now))


def conversion_of(person_id: int, conversion_id: int) -> Conversion | None:
    """One's own."""
    return db.session.scalar(
        select(Conversion).where(Conversion.id == conversion_id, Conversion.person_id == person_id)
    )
