"""A decision of a reviewer, bound to a draft and the hash of its content; never changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from workflow.domain.stages import Decision
from workflow.domain.terms import SeatRole
from workflow.store.base import Base, Json, TermColumn, UtcDateTime, db, utc_now
from workflow.store.draft import Draft
from workflow.store.person import Person


class SignOff(Base):
    """``person_id`` decided; ``on_behalf_of_id``: for whom, where they were somebody's deputy.

    ``seat``: the role by which the person sat in the stage; ``ticks``: the lines of its
    checklist that they ticked. ``automatic``: their pass of the stage before counts here too.
    A return went to the stage ``back_to_id`` (none: to the owner); ``straight``: it comes to
    this person first when it comes again.
    """

    __tablename__ = "sign_off"
    __table_args__ = (Index("ix_sign_off_section_id_id", "section_id", "id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    section_id: Mapped[int] = mapped_column(ForeignKey("section.id"))
    stage_id: Mapped[int | None] = mapped_column(ForeignKey("stage.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    on_behalf_of_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"))
    content_hash: Mapped[str] = mapped_column(String(64))
    passed: Mapped[bool]
    round: Mapped[int]
    note: Mapped[str] = mapped_column(Text, default="")
    seat: Mapped[SeatRole | None] = mapped_column(TermColumn(SeatRole))
    ticks: Mapped[list[str]] = mapped_column(Json, default=list)
    automatic: Mapped[bool] = mapped_column(default=False)
    back_to_id: Mapped[int | None] = mapped_column(ForeignKey("stage.id"))
    straight: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)

    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    draft: Mapped[Draft] = relationship()

    @property
    def member_id(self) -> int:
        """Whose decision it is: a deputy's counts for the person it was made for."""
        return self.on_behalf_of_id or self.person_id

    @property
    def people(self) -> tuple[int, ...]:
        """Who decided, and for whom where that is somebody else."""
        return tuple(dict.fromkeys((self.person_id, self.member_id)))

    def as_decision(self) -> Decision:
        return Decision(
            self.stage_id,
            self.member_id,
            self.passed,
            self.content_hash,
            self.back_to_id,
            self.straight,
            self.automatic,
        )


def sign_offs_of(section_ids: list[int]) -> dict[int, list[SignOff]]:
    """The decisions of each section, oldest first."""
    found: dict[int, list[SignOff]] = {one: [] for one in section_ids}
    query = select(SignOff).where(SignOff.section_id.in_(section_ids)).order_by(SignOff.id)
    for row in db.session.scalars(query):
        found[row.section_id].append(row)
    return found


def with_names(sign_off_ids: Iterable[int]) -> None:
    """Read who these are by and upon which draft at once, where many are shown."""
    ids = list(sign_off_ids)
    if ids:
        query = select(SignOff).where(SignOff.id.in_(ids))
        whole = (joinedload(SignOff.person), joinedload(SignOff.draft))
        db.session.scalars(query.options(*whole)).all()
