"""A report: its people, its state, and the head of its trail."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow.domain.terms import ReportState
from workflow.store.base import Base, Json, TermColumn, UtcDateTime, db, utc_now
from workflow.store.office import Office
from workflow.store.person import Person


class Report(Base):
    """``blocking`` lists the codes of findings that stand in the way of submission.

    ``ladders`` holds the rungs of reminders by kind, where they differ from the default (see
    domain.ladder_rules), and ``remind_at`` the time of day where it is not the office's.

    ``trail_count`` and ``trail_head`` are kept apart from the events they close.
    """

    __tablename__ = "report"
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), index=True)
    title: Mapped[str] = mapped_column(String(300))
    year: Mapped[int]
    state: Mapped[ReportState] = mapped_column(
        TermColumn(ReportState), default=ReportState.PLANNING, index=True
    )
    editor_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    director_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    profile: Mapped[str] = mapped_column(String(64), default="gbt9704")
    signature: Mapped[str] = mapped_column(String(200), default="")
    signed_on: Mapped[str] = mapped_column(String(64), default="")
    release_on: Mapped[date | None]
    blocking: Mapped[list[str]] = mapped_column(Json, default=list)
    ladders: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    remind_at: Mapped[time | None]
    presented_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    trail_count: Mapped[int] = mapped_column(default=0)
    trail_head: Mapped[str] = mapped_column(String(64), default="0" * 64)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)

    office: Mapped[Office] = relationship()
    editor: Mapped[Person] = relationship(foreign_keys=[editor_id])
    director: Mapped[Person | None] = relationship(foreign_keys=[director_id])


def report_of(office_id: int, report_id: int) -> Report | None:
    """A report of this office; another office's id reads as none."""
    return db.session.scalar(
        select(Report).where(Report.office_id == office_id, Report.id == report_id)
    )


def locked_report(report_id: int) -> Report:
    """The report with its row locked until the transaction ends, freshly read."""
    return db.session.scalars(
        select(Report)
        .where(Report.id == report_id)
        .with_for_update(of=Report)
        .execution_options(populate_existing=True)
    ).one()


def reports_of(office_id: int) -> list[Report]:
    query = select(Report).where(Report.office_id == office_id).order_by(Report.id.desc())
    return list(db.session.scalars(query))
