"""A person of an office, and the single-use links that let one in."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ForeignKey, String, bindparam, func, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from workflow.domain.channels import MAIL
from workflow.domain.telling import DEFAULT_HOUR
from workflow.store.base import Base, Json, UtcDateTime, db, utc_now
from workflow.store.many import among
from workflow.store.office import Department, Office


class Person(Base):
    """``login_serial`` grows at each reset, which ends every older session.

    ``channels`` in turn bring messages out of the house, none where it is empty; ``choices``
    are of a matter to a choice of ``domain.telling``; ``digest_hour`` is the office's.
    """

    __tablename__ = "person"
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), index=True)
    department_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"))
    name: Mapped[str] = mapped_column(String(100))
    email: Mapped[str] = mapped_column(String(254), unique=True)
    password_hash: Mapped[str] = mapped_column(String(200), default="")
    language: Mapped[str] = mapped_column(String(8), default="zh")
    active: Mapped[bool] = mapped_column(default=True)
    is_administrator: Mapped[bool] = mapped_column(default=False)
    is_editor: Mapped[bool] = mapped_column(default=False)
    must_change_password: Mapped[bool] = mapped_column(default=False)
    channels: Mapped[list[str]] = mapped_column(Json, default=lambda: [MAIL])
    choices: Mapped[dict[str, str]] = mapped_column(Json, default=dict)
    digest_hour: Mapped[int] = mapped_column(default=DEFAULT_HOUR)
    login_serial: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)

    office: Mapped[Office] = relationship()
    department: Mapped[Department | None] = relationship(foreign_keys=[department_id])

    # What Flask-Login asks of a user.
    is_anonymous = False
    is_authenticated = True

    @property
    def is_active(self) -> bool:
        return self.active

    def get_id(self) -> str:
        return f"{self.id}.{self.login_serial}"


class OneTimeLink(Base):
    """A link that works once: only the hash of its secret is stored."""

    __tablename__ = "one_time_link"
    id: Mapped[int] = mapped_column(primary_key=True)
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    purpose: Mapped[str] = mapped_column(String(32))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


def people_of(office_id: int, active_only: bool = True) -> list[Person]:
    """With their departments, by which lists tell namesakes apart."""
    query = (
        select(Person)
        .where(Person.office_id == office_id)
        .order_by(Person.id)
        .options(joinedload(Person.department))
    )
    if active_only:
        query = query.where(Person.active)
    return list(db.session.scalars(query))


def people_there(person_ids: Collection[int | None]) -> list[Person]:
    """Those of these people who have not left."""
    if not person_ids:
        return []
    query = select(Person).where(among(Person.id, person_ids), Person.active).order_by(Person.id)
    return list(db.session.scalars(query))


def people_by_ids(person_ids: Collection[int]) -> list[Person]:
    """People by ids that were found in their office's own rows, also those who have left."""
    return list(db.session.scalars(select(Person).where(among(Person.id, person_ids))))


def person_of(office_id: int, person_id: int) -> Person | None:
    """A person of this office; somebody else's id reads as nobody."""
    return db.session.scalar(
        select(Person).where(Person.office_id == office_id, Person.id == person_id)
    )


# Built once: every request asks for it.
AT_WORK = (
    select(Person)
    .where(Person.id == bindparam("person"))
    .options(joinedload(Person.office, innerjoin=True))
)


def person_at_work(person_id: int) -> Person | None:
    """Whoever asks, with their office, whose zone every page needs."""
    return db.session.scalars(AT_WORK, {"person": person_id}).one_or_none()


def person_by_email(email: str) -> Person | None:
    return db.session.scalar(
        select(Person).where(func.lower(Person.email) == email.strip().lower())
    )


def emails_in_use(emails: Collection[str]) -> dict[str, int]:
    """Which of these addresses (lower case) have an account, and in which office."""
    rows = db.session.execute(
        select(func.lower(Person.email), Person.office_id).where(
            func.lower(Person.email).in_(emails)
        )
    )
    return dict(rows.all())
