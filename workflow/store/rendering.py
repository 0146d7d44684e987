"""The PDF of an assembled document: made by a worker, stored once and never made again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, String, Text, select
from sqlalchemy.orm import Mapped, mapped_column

from workflow.domain.terms import RenderingState
from workflow.store.assembly import Assembly
from workflow.store.base import Base, Json, TermColumn, UtcDateTime, db, utc_now
from workflow.store.leased import Leased, waits


class Rendering(Leased, Base):
    """``substitutes`` are faces that the document names and the worker's machine lacks, each as
    ``{"face", "by"}``; None where nobody could tell. ``error`` is a sentence in Chinese and on
    the next line in English. ``claim`` grows each time a worker takes it, ``tries`` since it was
    asked for last.
    """

    __tablename__ = "rendering"
    assembly_id: Mapped[int] = mapped_column(ForeignKey("assembly.id"), unique=True)
    state: Mapped[RenderingState] = mapped_column(
        TermColumn(RenderingState), default=RenderingState.QUEUED, index=True
    )
    file_hash: Mapped[str | None] = mapped_column(String(64))
    file_bytes: Mapped[int | None]
    pages: Mapped[int | None]
    substitutes: Mapped[list[dict[str, Any]] | None] = mapped_column(Json)
    error: Mapped[str] = mapped_column(Text, default="")
    tries: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @property
    def is_under_way(self) -> bool:
        return self.state in (RenderingState.QUEUED, RenderingState.WORKING)


def is_free(now: datetime) -> ColumnElement[bool]:
    """Whether it waits for a worker, or its worker has fallen silent."""
    return waits(Rendering.state, RenderingState, Rendering.lease_until, now)


def rendering_of(assembly_id: int) -> Rendering | None:
    return db.session.scalar(select(Rendering).where(Rendering.assembly_id == assembly_id))


def renderings_of(report_id: int) -> dict[int, Rendering]:
    """Those of a report, by assembly."""
    query = (
        select(Rendering)
        .join(Assembly, Assembly.id == Rendering.assembly_id)
        .where(Assembly.report_id == report_id)
    )
    return {one.assembly_id: one for one in db.session.scalars(query)}


def numbered(report_id: int, number: int) -> tuple[Assembly, Rendering | None] | None:
    """An assembly of the report by its number, and its PDF; None where there is none."""
    query = (
        select(Assembly, Rendering)
        .outerjoin(Rendering, Rendering.assembly_id == Assembly.id)
        .where(Assembly.report_id == report_id, Assembly.number == number)
    )
    found = db.session.execute(query).first()
    return (found[0], found[1]) if found else None
