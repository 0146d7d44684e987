"""The outbox: what a person is told, and how each channel fared."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, func, select, text
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship, selectinload

from workflow.domain.telling import DIGEST
from workflow.domain.terms import DeliveryState
from workflow.store.base import Base, Json, TermColumn, UtcDateTime, db, utc_now
from workflow.store.person import Person
from workflow.store.report import Report
from workflow.store.section import Section

WAITS = text("digest_at IS NOT NULL")
PUT_OFF = text("again_at IS NOT NULL")
BROUGHT = text("digest_id IS NOT NULL")


class Notice(Base):
    """``kind`` is a verb's value or "reminder"; ``details`` holds the words, no draft text.

    ``digest_at``: it waits for the digest of that moment; ``digest_id``: the one that brought it.
    ``again_at``: its receiver put it off until then; ``snoozes``: how often they did so.
    """

    __tablename__ = "notice"
    __table_args__ = (
        Index("ix_notice_person_id_read_at", "person_id", "read_at"),
        Index(
            "ix_notice_digest_at",
            "digest_at",
            sqlite_where=WAITS,
            postgresql_where=WAITS,
        ),
        Index(
            "ix_notice_digest_id",
            "digest_id",
            sqlite_where=BROUGHT,
            postgresql_where=BROUGHT,
        ),
        Index(
            "ix_notice_again_at",
            "again_at",
            sqlite_where=PUT_OFF,
            postgresql_where=PUT_OFF,
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    report_id: Mapped[int | None] = mapped_column(ForeignKey("report.id"), index=True)
    section_id: Mapped[int | None] = mapped_column(ForeignKey("section.id"))
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str] = mapped_column(String(32))
    details: Mapped[dict[str, Any]] = mapped_column(Json)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    digest_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    digest_id: Mapped[int | None] = mapped_column(ForeignKey("notice.id"))
    again_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    snoozes: Mapped[int] = mapped_column(default=0)

    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    report: Mapped[Report | None] = relationship()
    section: Mapped[Section | None] = relationship()
    deliveries: Mapped[list[Delivery]] = relationship(
        back_populates="notice", order_by="Delivery.id"
    )
    digest: Mapped[Notice | None] = relationship(remote_side="Notice.id")


class Delivery(Base):
    """One notice by one channel (a plain string, so a new channel needs no migration).

    ``journal`` names the file in which whoever has the lease notes what it does.
    """

    __tablename__ = "delivery"
    __table_args__ = (
        UniqueConstraint("notice_id", "channel"),
        # In the order in which they are sent, so that a claim reads no more than it takes.
        Index("ix_delivery_waiting", "state", "channel", "next_at", "id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"))
    channel: Mapped[str] = mapped_column(String(32))
    state: Mapped[DeliveryState] = mapped_column(
        TermColumn(DeliveryState), default=DeliveryState.QUEUED
    )
    attempts: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    lease_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    journal: Mapped[str] = mapped_column(String(32), default="")
    message_id: Mapped[str] = mapped_column(String(200), default="")
    error: Mapped[str] = mapped_column(Text, default="")
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    notice: Mapped[Notice] = relationship(back_populates="deliveries")


def notices_of(person_id: int, limit: int = 100) -> list[Notice]:
    """Newest first."""
    query = (
        select(Notice)
        .where(Notice.person_id == person_id, Notice.kind != DIGEST)
        .order_by(Notice.created_at.desc(), Notice.id.desc())
        .options(joinedload(Notice.report))
        .limit(limit)
    )
    return list(db.session.scalars(query))


def notices_in(report_id: int, person_id: int | None = None) -> list[Notice]:
    """All about a report, oldest first, with how each channel fared; of one person or of all."""
    query = (
        select(Notice)
        .where(Notice.report_id == report_id)
        .order_by(Notice.created_at, Notice.id)
        .options(
            joinedload(Notice.person),
            selectinload(Notice.deliveries),
            selectinload(Notice.digest).selectinload(Notice.deliveries),
        )
    )
    if person_id is not None:
        query = query.where(Notice.person_id == person_id)
    return list(db.session.scalars(query))


def unread_count(person_id: int) -> int:
    query = select(func.count()).where(Notice.person_id == person_id, Notice.read_at.is_(None))
    return db.session.scalar(query) or 0
