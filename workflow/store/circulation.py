"""A copy for reading: who got a report or a section, from whom, and when they had read it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Select, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from workflow.domain.terms import ReportState
from workflow.store.base import Base, UtcDateTime, db, utc_now
from workflow.store.person import Person
from workflow.store.report import Report


class Circulation(Base):
    """``section_id`` None: the whole report. It opens the thing to its reader, who may comment."""

    __tablename__ = "circulation"
    __table_args__ = (Index("ix_circulation_person_id_read_at", "person_id", "read_at"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), index=True)
    section_id: Mapped[int | None] = mapped_column(ForeignKey("section.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    person: Mapped[Person] = relationship(foreign_keys=[person_id])


def circulations_in(report_id: int) -> list[Circulation]:
    """Of the report and of its sections, oldest first."""
    query = (
        select(Circulation)
        .where(Circulation.report_id == report_id)
        .order_by(Circulation.id)
        .options(joinedload(Circulation.person, innerjoin=True))
    )
    return list(db.session.scalars(query))


def unread_of(person_id: int) -> list[Circulation]:
    """What this person was given to read and has not yet acknowledged, oldest first; of an
    archived report nothing is noted any more.
    """
    query = (
        select(Circulation)
        .join(Report, Report.id == Circulation.report_id)
        .where(Circulation.person_id == person_id, Circulation.read_at.is_(None))
        .where(Report.state != ReportState.ARCHIVED)
        .order_by(Circulation.id)
    )
    return list(db.session.scalars(query))


def reports_to_read(person_id: int) -> Select[int]:
    """The ids of reports that were circulated to this person as a whole."""
    return select(Circulation.report_id).where(
        Circulation.person_id == person_id, Circulation.section_id.is_(None)
    )


def sections_to_read(person_id: int) -> Select[int | None]:
    """The ids of sections that were circulated to this person."""
    return select(Circulation.section_id).where(
        Circulation.person_id == person_id, Circulation.section_id.is_not(None)
    )
