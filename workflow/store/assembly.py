"""One assembling of a report: its manifest, its progress, its file."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, String, Text, func, select
from sqlalchemy.orm import Mapped, defer, mapped_column, relationship

from workflow.domain.terms import AssemblyState
from workflow.store.base import Base, Json, TermColumn, UtcDateTime, db, utc_now
from workflow.store.leased import Leased, waits
from workflow.store.person import Person


class Assembly(Leased, Base):
    """``part`` is the section in hand, from 1. ``allows_gaps``: a section that cannot be set in
    leaves a visible gap; ``gaps`` are those that did, and ``failed_part`` is the one that
    ended it all, each by its place in the manifest's sections, from 0.
    """

    __tablename__ = "assembly"
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), index=True)
    number: Mapped[int]
    state: Mapped[AssemblyState] = mapped_column(
        TermColumn(AssemblyState), default=AssemblyState.QUEUED, index=True
    )
    manifest: Mapped[dict[str, Any]] = mapped_column(Json)
    manifest_hash: Mapped[str] = mapped_column(String(64), index=True)
    all_signed: Mapped[bool]
    allows_gaps: Mapped[bool] = mapped_column(default=False)
    progress: Mapped[int] = mapped_column(default=0)
    part: Mapped[int] = mapped_column(default=0)
    step: Mapped[str] = mapped_column(String(64), default="")
    warnings: Mapped[list[dict[str, Any]]] = mapped_column(Json, default=list)
    gaps: Mapped[list[int]] = mapped_column(Json, default=list)
    file_hash: Mapped[str | None] = mapped_column(String(64))
    file_bytes: Mapped[int | None]
    error: Mapped[str] = mapped_column(Text, default="")
    failed_part: Mapped[int | None]
    worker: Mapped[str] = mapped_column(String(100), default="")
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    asked_by: Mapped[Person] = relationship()


def is_free(now: datetime) -> ColumnElement[bool]:
    """Whether it waits for a worker, or its worker has fallen silent."""
    return waits(Assembly.state, AssemblyState, Assembly.lease_until, now)


def assemblies_of(report_id: int) -> list[Assembly]:
    """Newest first."""
    query = select(Assembly).where(Assembly.report_id == report_id).order_by(Assembly.id.desc())
    return list(db.session.scalars(query))


def assemblies_with(report_id: int, manifest_hash: str) -> list[Assembly]:
    """Those of exactly this manifest, which is not read again; newest first."""
    query = (
        select(Assembly)
        .where(Assembly.report_id == report_id, Assembly.manifest_hash == manifest_hash)
        .order_by(Assembly.id.desc())
        .options(defer(Assembly.manifest))
    )
    return list(db.session.scalars(query))


def next_number(report_id: int) -> int:
    """What the next assembly of the report is called."""
    query = select(func.max(Assembly.number)).where(Assembly.report_id == report_id)
    return (db.session.scalar(query) or 0) + 1
