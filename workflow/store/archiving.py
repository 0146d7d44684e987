"""The making of an archive: a worker gathers and packs, and the report is archived then."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, ForeignKey, String, Text, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow.domain.terms import ArchivingState
from workflow.store.base import Base, TermColumn, UtcDateTime, db, utc_now
from workflow.store.leased import Leased, waits
from workflow.store.person import Person


class Archiving(Leased, Base):
    """One a report, taken up again where it failed. ``sheet_hash`` is the approval sheet's PDF,
    ``signed_hash`` the report's PDF with the office's signature: each made once for the approval
    with ``root``. ``error`` is a sentence in Chinese and on the next
    line in English. ``claim`` grows each time a worker takes it, ``tries`` since it was asked for.
    """

    __tablename__ = "archiving"
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), unique=True)
    state: Mapped[ArchivingState] = mapped_column(
        TermColumn(ArchivingState), default=ArchivingState.QUEUED, index=True
    )
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    step: Mapped[str] = mapped_column(String(64), default="")
    root: Mapped[str] = mapped_column(String(64), default="")
    sheet_hash: Mapped[str] = mapped_column(String(64), default="")
    signed_hash: Mapped[str] = mapped_column(String(64), default="")
    error: Mapped[str] = mapped_column(Text, default="")
    tries: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    asked_by: Mapped[Person] = relationship()

    @property
    def is_under_way(self) -> bool:
        return self.state in (ArchivingState.QUEUED, ArchivingState.WORKING)


def is_free(now: datetime) -> ColumnElement[bool]:
    """Whether it waits for a worker, or its worker has fallen silent."""
    return waits(Archiving.state, ArchivingState, Archiving.lease_until, now)


def archiving_of(report_id: int) -> Archiving | None:
    return db.session.scalar(select(Archiving).where(Archiving.report_id == report_id))
