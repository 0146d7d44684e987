"""A reminder that was sent: the unique key is what makes it arrive once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow.store.base import Base, UtcDateTime, utc_now


class Reminder(Base):
    __tablename__ = "reminder"
    __table_args__ = (UniqueConstraint("thing", "thing_id", "person_id", "rung", "arming"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    thing: Mapped[str] = mapped_column(String(16))
    thing_id: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    rung: Mapped[str] = mapped_column(String(16))
    arming: Mapped[int]
    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
