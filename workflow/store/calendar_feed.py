"""A person's private calendar address: only the hash of its secret is stored."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from workflow.store.base import Base, UtcDateTime, db, utc_now
from workflow.store.person import Person


class CalendarFeed(Base):
    """One a person; a new secret takes the place of the old one, which then opens nothing."""

    __tablename__ = "calendar_feed"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)

    person: Mapped[Person] = relationship()


def feed_of(person_id: int) -> CalendarFeed | None:
    return db.session.scalar(select(CalendarFeed).where(CalendarFeed.person_id == person_id))


def feed_with(secret_hash: str) -> CalendarFeed | None:
    """The feed that a secret opens, with its person and their office."""
    query = (
        select(CalendarFeed)
        .where(CalendarFeed.secret_hash == secret_hash)
        .options(joinedload(CalendarFeed.person).joinedload(Person.office))
    )
    return db.session.scalar(query)
