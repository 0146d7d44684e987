"""The trail: what happened, appended and chained by hashes, never changed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, load_only, mapped_column

from workflow.domain.terms import Verb
from workflow.domain.trail import Link
from workflow.store.base import Base, Json, TermColumn, UtcDateTime, db
from workflow.store.many import among


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
    on_behalf_of_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    verb: Mapped[Verb] = mapped_column(TermColumn(Verb))
    details: Mapped[dict[str, Any]] = mapped_column(Json)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))

    def fields(self) -> dict[str, Any]:
        """What the hash covers: every column but the chain's own. An act in one's own name
        leaves the deputy's field out, as all did before there were deputies.
        """
        deputy = {"on_behalf_of": self.on_behalf_of_id} if self.on_behalf_of_id else {}
        return {
            "report": self.report_id,
            "section": self.section_id,
            "actor": self.actor_id,
            "verb": str(self.verb),
            "details": self.details,
            "at": self.at.isoformat(timespec="microseconds"),
            **deputy,
        }

    def as_link(self) -> Link:
        return Link(self.seq, self.fields(), self.previous, self.hash)


def event_ids(report_id: int) -> list[int]:
    """The ids of all events of a report, in the order of the trail."""
    query = select(Event.id).where(Event.report_id == report_id).order_by(Event.seq, Event.id)
    return list(db.session.scalars(query))


def events_of_ids(ids: Collection[int]) -> list[Event]:
    """Events by their ids, read and not kept. Raises ValueError where a column of one holds no
    value of its kind.
    """
    events = list(db.session.scalars(select(Event).where(Event.id.in_(ids))))
    for one in events:
        db.session.expunge(one)
    return events


WRITING = (Verb.SAVE, Verb.UPLOAD, Verb.RESTORE, Verb.ADOPT)


def written_for_others(report_id: int) -> frozenset[tuple[int, int]]:
    """Section and person of all who wrote in somebody else's name."""
    query = select(Event.section_id, Event.actor_id).where(
        Event.report_id == report_id,
        Event.on_behalf_of_id.is_not(None),
        Event.verb.in_(WRITING),
    )
    return frozenset((row[0] or 0, row[1] or 0) for row in db.session.execute(query))


def events_of_section(section_id: int) -> list[Event]:
    """Newest first."""
    query = select(Event).where(Event.section_id == section_id).order_by(Event.id.desc())
    return list(db.session.scalars(query))


def acts_in(report_id: int) -> list[Event]:
    """What was done in a report, in the order of the trail, without the words of it."""
    query = (
        select(Event)
        .where(Event.report_id == report_id)
        .order_by(Event.seq)
        .options(load_only(Event.section_id, Event.actor_id, Event.verb, Event.at))
    )
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


def nudges_of(report_id: int) -> dict[int, int]:
    """How often somebody was nudged, by section."""
    query = (
        select(Event.section_id, func.count())
        .where(
            Event.report_id == report_id, Event.verb == Verb.NUDGE, Event.section_id.is_not(None)
        )
        .group_by(Event.section_id)
    )
    return {int(section): int(many) for section, many in db.session.execute(query) if section}


def nudges_on(section_ids: Collection[int]) -> list[tuple[int, datetime]]:
    """Section and moment of each nudge about one of these sections."""
    query = select(Event.section_id, Event.at).where(
        among(Event.section_id, section_ids), Event.verb == Verb.NUDGE
    )
    return [(section_id, at) for section_id, at in db.session.execute(query) if section_id]
