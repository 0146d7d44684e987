"""House styles of an office: its own versions of the presets, and styles of its own."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column

from workflow.store.base import Base, Json, UtcDateTime, db, utc_now
from workflow.store.report import Report


class HouseStyle(Base):
    """``data`` is the JSON of documents.profile; ``name`` is that of the preset it takes
    the place of, or a name of its own. ``version`` counts its changes.
    """

    __tablename__ = "house_style"
    __table_args__ = (UniqueConstraint("office_id", "name"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    name: Mapped[str] = mapped_column(String(64))
    data: Mapped[dict[str, Any]] = mapped_column(Json)
    version: Mapped[int] = mapped_column(default=1)
    updated_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)


def house_style_of(office_id: int, name: str) -> HouseStyle | None:
    return db.session.scalar(
        select(HouseStyle).where(HouseStyle.office_id == office_id, HouseStyle.name == name)
    )


def house_styles_of(office_id: int) -> list[HouseStyle]:
    query = select(HouseStyle).where(HouseStyle.office_id == office_id).order_by(HouseStyle.id)
    return list(db.session.scalars(query))


def reports_by_style(office_id: int) -> dict[str, int]:
    """How many reports of the office name each style."""
    rows = db.session.execute(
        select(Report.profile, func.count())
        .where(Report.office_id == office_id)
        .group_by(Report.profile)
    )
    return {str(name): int(count) for name, count in rows}
