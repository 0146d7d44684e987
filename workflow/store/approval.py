"""The director's decision, bound to the manifest and the file that was seen; never changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow.domain.phrases import acting_for
from workflow.domain.terms import Verb
from workflow.domain.text import Text as Words
from workflow.store.assembly import Assembly
from workflow.store.base import Base, Json, TermColumn, UtcDateTime, db, utc_now
from workflow.store.person import Person


class Approval(Base):
    """``verb``: approve, return or withdraw_approval; the newest row is the one in force.

    ``statement`` says who signed which words (actions/approval/statement.py), ``root`` is its
    SHA-256 (hex); only an approval has them. ``on_behalf_of_id``: the director, where a deputy
    decided.
    """

    __tablename__ = "approval"
    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), index=True)
    assembly_id: Mapped[int | None] = mapped_column(ForeignKey("assembly.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    on_behalf_of_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    verb: Mapped[Verb] = mapped_column(TermColumn(Verb))
    manifest_hash: Mapped[str] = mapped_column(String(64))
    file_hash: Mapped[str] = mapped_column(String(64), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    statement: Mapped[dict[str, Any] | None] = mapped_column(Json, deferred=True)
    root: Mapped[str] = mapped_column(String(64), default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)

    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    on_behalf_of: Mapped[Person | None] = relationship(foreign_keys=[on_behalf_of_id])
    assembly: Mapped[Assembly | None] = relationship()

    @property
    def signer(self) -> Words:
        """Who decided, and for whom."""
        return acting_for(self.person.name, self.on_behalf_of.name if self.on_behalf_of else "")


def approvals_of(report_id: int) -> list[Approval]:
    """Newest first."""
    query = select(Approval).where(Approval.report_id == report_id).order_by(Approval.id.desc())
    return list(db.session.scalars(query))
