"""A part in a report or a section that its holder entrusts to a colleague for some days."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, Select, Text, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from workflow.domain.absences import Mandate
from workflow.store.base import Base, UtcDateTime, db, utc_now
from workflow.store.many import among
from workflow.store.person import Person


class Delegation(Base):
    """``section_id`` None: the holder's part in the whole report. Days are those of the office's
    calendar, both included; ``ended_at``: taken back, and the row stays.
    """

    __tablename__ = "delegation"
    __table_args__ = (Index("ix_delegation_deputy_id_last_on", "deputy_id", "last_on"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), index=True)
    section_id: Mapped[int | None] = mapped_column(ForeignKey("section.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    deputy_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    first_on: Mapped[date]
    last_on: Mapped[date]
    note: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    deputy: Mapped[Person] = relationship(foreign_keys=[deputy_id])

    @property
    def mandate(self) -> Mandate:
        """Who acts for whom by it, and where."""
        return Mandate(self.person_id, self.deputy_id, self.section_id)

    def holds(self, day: date) -> bool:
        return self.first_on <= day <= self.last_on and self.deputy.active


def delegations_in(report_ids: Collection[int], since: date) -> list[Delegation]:
    """Those of these reports that were not taken back and end on that day or later."""
    query = (
        select(Delegation)
        .where(
            among(Delegation.report_id, report_ids),
            Delegation.ended_at.is_(None),
            Delegation.last_on >= since,
        )
        .order_by(Delegation.id)
        .options(joinedload(Delegation.deputy, innerjoin=True))
    )
    return list(db.session.scalars(query))


def reports_entrusted(deputy_id: int, day: date) -> Select[int]:
    """The ids of reports in which this person acts for somebody by delegation on that day."""
    return select(Delegation.report_id).where(
        Delegation.deputy_id == deputy_id,
        Delegation.ended_at.is_(None),
        Delegation.first_on <= day,
        Delegation.last_on >= day,
    )
