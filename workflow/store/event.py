"""The trail: what happened, appended and chained by hashes, never changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from workflow.domain.terms import Verb
from workflow.domain.trail import Link
from workflow.store.base import Base, Json, TermColumn, UtcDateTime, db


class Event(Base):
    """``details`` holds the words of that day (names, titles), so a trail reads alone."""

    __tablename__ = "event"
    __table_args__ = (
        UniqueConstraint("report_id", "seq"),
        Index("ix_event_section_id_id", "section_id", "id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))
    seq: Mapped[int]
    section_id: Mapped[int | None] = mapped_column(ForeignKey("section.id"))
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    verb: Mapped[Verb] = mapped_column(TermColumn(Verb))
    details: Mapped[dict[str, Any]] = mapped_column(Json)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))

    def fields(self) -> dict[str, Any]:
        """What the hash covers: every column but the chain's own."""
        return {
            "report": self.report_id,
            "section": self.section_id,
            "actor": self.actor_id,
            "verb": str(self.verb),
            "details": self.details,
            "at": self.at.isoformat(timespec="microseconds"),
        }

    def as_link(self) -> Link:
        return Link(self.seq, self.fields(), self.previous, self.hash)


def trail_of(report_id: int) -> Iterator[Event]:
    """All events of a report in order."""
    query = select(Event).where(Event.report_id == report_id).order_by(Event.seq)
    yield from db.session.scalars(query)


def events_of_section(section_id: int) -> list[Event]:
    """Newest first."""
    query = select(Event).where(Event.section_id == section_id).order_by(Event.id.desc())
    return list(db.session.scalars(query))


def newest_events(report_id: int, limit: int, skip: int = 0) -> list[Event]:
    """A page of a report's trail, newest first."""
    query = (
        select(Event)
        .where(Event.report_id == report_id)
        .order_by(Event.seq.desc())
        .limit(limit)
        .offset(skip)
    )
    return list(db.session.scalars(query))
