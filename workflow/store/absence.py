"""When somebody is away, and who acts for them meanwhile."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, Select, String, and_, select
from sqlalchemy.orm import Mapped, aliased, joinedload, mapped_column, relationship

from workflow.domain.absences import Away
from workflow.store.base import Base, UtcDateTime, db, utc_now
from workflow.store.many import among
from workflow.store.person import Person

Deputy = aliased(Person)


class Absence(Base):
    """Days of the office's calendar, both included. ``ended_at``: taken back, or over early; the
    row stays, for what the deputy did meanwhile rests on it.
    """

    __tablename__ = "absence"
    __table_args__ = (
        Index("ix_absence_person_id_last_on", "person_id", "last_on"),
        Index("ix_absence_deputy_id_last_on", "deputy_id", "last_on"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    first_on: Mapped[date]
    last_on: Mapped[date]
    reason: Mapped[str] = mapped_column(String(200), default="")
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    deputy: Mapped[Person | None] = relationship(foreign_keys=[deputy_id])

    def as_away(self) -> Away:
        return Away(self.person_id, self.first_on, self.last_on, self.deputy_id)


def absences_of(person_id: int, since: date) -> list[Absence]:
    """Those that were not taken back and end on that day or later, the next first."""
    query = (
        select(Absence)
        .where(Absence.person_id == person_id, Absence.ended_at.is_(None), Absence.last_on >= since)
        .order_by(Absence.first_on, Absence.id)
        .options(joinedload(Absence.deputy))
    )
    return list(db.session.scalars(query))


def absence_of(person_id: int, absence_id: int) -> Absence | None:
    """An absence of this person; anybody else's reads as none."""
    query = select(Absence).where(Absence.person_id == person_id, Absence.id == absence_id)
    return db.session.scalar(query)


def away_between(office_id: int, first: date, last: date) -> list[Away]:
    """All absences of the office that touch these days; a deputy who has left is none."""
    return away_from([office_id], first, last)[office_id]


def away_from(office_ids: Collection[int], first: date, last: date) -> dict[int, list[Away]]:
    """The same of several offices, by their ids."""
    query = (
        select(Person.office_id, Absence.person_id, Absence.first_on, Absence.last_on, Deputy.id)
        .join(Person, Person.id == Absence.person_id)
        .outerjoin(Deputy, and_(Deputy.id == Absence.deputy_id, Deputy.active))
        .where(
            among(Person.office_id, office_ids),
            Absence.ended_at.is_(None),
            Absence.first_on <= last,
            Absence.last_on >= first,
        )
        .order_by(Absence.first_on, Absence.id)
    )
    found: dict[int, list[Away]] = {one: [] for one in office_ids}
    for office_id, person, since, until, deputy in db.session.execute(query):
        found[office_id].append(Away(person, since, until, deputy))
    return found


def away_of(person_ids: Collection[int], first: date, last: date) -> list[Away]:
    """Absences of these people that touch these days."""
    query = (
        select(Absence.person_id, Absence.first_on, Absence.last_on, Deputy.id)
        .outerjoin(Deputy, and_(Deputy.id == Absence.deputy_id, Deputy.active))
        .where(
            Absence.person_id.in_(person_ids),
            Absence.ended_at.is_(None),
            Absence.first_on <= last,
            Absence.last_on >= first,
        )
        .order_by(Absence.first_on, Absence.id)
    )
    return [Away(*row) for row in db.session.execute(query)]


def represented_by(deputy_id: int, day: date) -> Select[int]:
    """The ids of those for whom this person acts on that day, for use within a query."""
    return select(Absence.person_id).where(
        Absence.deputy_id == deputy_id,
        Absence.ended_at.is_(None),
        Absence.first_on <= day,
        Absence.last_on >= day,
    )


def entrusted_to(deputy_id: int, since: date) -> list[Absence]:
    """Absences in which this person acts for others, over no earlier than that day."""
    query = (
        select(Absence)
        .where(Absence.deputy_id == deputy_id, Absence.ended_at.is_(None), Absence.last_on >= since)
        .order_by(Absence.first_on, Absence.id)
        .options(joinedload(Absence.person))
    )
    return list(db.session.scalars(query))
