"""A key with which a person's own script asks: only the hash of its secret is stored."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from workflow.store.base import Base, UtcDateTime, db, utc_now
from workflow.store.person import Person


class ApiToken(Base):
    """``login_serial`` is the person's when it was made: a reset of the password ends it too."""

    __tablename__ = "api_token"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str] = mapped_column(String(100))
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    login_serial: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    person: Mapped[Person] = relationship()

    def holds(self, now: datetime) -> bool:
        """Whether it opens anything now."""
        return (
            self.revoked_at is None
            and self.expires_at > now
            and self.person.active
            and self.person.login_serial == self.login_serial
        )


def tokens_of(person_id: int) -> list[ApiToken]:
    """Those that were not revoked, newest first."""
    query = (
        select(ApiToken)
        .where(ApiToken.person_id == person_id, ApiToken.revoked_at.is_(None))
        .order_by(ApiToken.id.desc())
    )
    return list(db.session.scalars(query))


def token_by_hash(secret_hash: str) -> ApiToken | None:
    """With its person and their office, which every answer needs."""
    return db.session.scalar(
        select(ApiToken)
        .where(ApiToken.secret_hash == secret_hash)
        .options(
            joinedload(ApiToken.person, innerjoin=True).joinedload(Person.office, innerjoin=True)
        )
    )
