"""Where a channel reaches an office or one person of it; what is secret in it is sealed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, or_, select, text
from sqlalchemy.orm import Mapped, mapped_column

from workflow.store.base import Base, UtcDateTime, db, utc_now

OF_ALL, OF_ONE = text("person_id IS NULL"), text("person_id IS NOT NULL")


class ChannelAddress(Base):
    """The office's own where ``person_id`` is None. ``shown`` is what a page may show of it."""

    __tablename__ = "channel_address"
    __table_args__ = (
        Index(
            "uq_channel_address_office",
            "office_id",
            "channel",
            unique=True,
            sqlite_where=OF_ALL,
            postgresql_where=OF_ALL,
        ),
        Index(
            "uq_channel_address_person",
            "person_id",
            "channel",
            unique=True,
            sqlite_where=OF_ONE,
            postgresql_where=OF_ONE,
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    channel: Mapped[str] = mapped_column(String(32))
    shown: Mapped[str] = mapped_column(String(200))
    sealed: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)


def addresses_for(office_id: int, person_id: int) -> list[ChannelAddress]:
    """The office's own and this person's."""
    query = select(ChannelAddress).where(
        ChannelAddress.office_id == office_id,
        or_(ChannelAddress.person_id.is_(None), ChannelAddress.person_id == person_id),
    )
    return list(db.session.scalars(query))


def addresses_of_office(office_id: int) -> list[ChannelAddress]:
    query = select(ChannelAddress).where(
        ChannelAddress.office_id == office_id, ChannelAddress.person_id.is_(None)
    )
    return list(db.session.scalars(query))
