"""Which assembly a person has seen of a report, so that a page can say what is new to them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow.store.assembly import Assembly
from workflow.store.base import Base, UtcDateTime, db, utc_now


class Sight(Base):
    """``assembly`` is the newest that the person saw, ``before`` the one that they had seen
    until then (None: it was their first).
    """

    __tablename__ = "sight"
    __table_args__ = (UniqueConstraint("report_id", "person_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    assembly_id: Mapped[int] = mapped_column(ForeignKey("assembly.id"))
    before_id: Mapped[int | None] = mapped_column(ForeignKey("assembly.id"))
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)

    assembly: Mapped[Assembly] = relationship(foreign_keys=[assembly_id])
    before: Mapped[Assembly | None] = relationship(foreign_keys=[before_id])


def sight_of(report_id: int, person_id: int) -> Sight | None:
    return db.session.scalar(
        select(Sight).where(Sight.report_id == report_id, Sight.person_id == person_id)
    )
