"""The review chains of a report, as rows: its own, and those of sections or branches."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import ForeignKey, String, Text, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from workflow.domain.stages import Stage
from workflow.domain.terms import (
    Neighbour,
    Placement,
    SeatRole,
    StageKind,
    StageRule,
    Tolerance,
)
from workflow.store.base import Base, Json, TermColumn, db
from workflow.store.many import among
from workflow.store.person import Person


class StageRow(Base):
    """``section_id``: the section whose branch of the outline goes through it; none: the
    report. ``with_next``: the following stage is open at the same time.
    """

    __tablename__ = "stage"
    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), index=True)
    section_id: Mapped[int | None] = mapped_column(ForeignKey("section.id"), index=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(100))
    kind: Mapped[StageKind] = mapped_column(TermColumn(StageKind))
    rule: Mapped[StageRule] = mapped_column(TermColumn(StageRule))
    needs: Mapped[int] = mapped_column(default=1)
    days: Mapped[int] = mapped_column(default=2)
    with_next: Mapped[bool] = mapped_column(default=False)
    neighbour: Mapped[Neighbour] = mapped_column(TermColumn(Neighbour), default=Neighbour.MAY)
    tolerates: Mapped[Tolerance] = mapped_column(TermColumn(Tolerance), default=Tolerance.NONE)
    may_edit: Mapped[bool] = mapped_column(default=False)
    duties: Mapped[str] = mapped_column(Text, default="")
    checklist: Mapped[list[str]] = mapped_column(Json, default=list)
    member_rows: Mapped[list[StageMember]] = relationship(
        cascade="all, delete-orphan", order_by="StageMember.id"
    )

    def as_stage(
        self,
        members: Sequence[int],
        added: Sequence[int] = (),
        order: Sequence[tuple[int, int]] = (),
    ) -> Stage:
        """The stage with the members that it has for one section."""
        return Stage(
            self.id,
            self.name,
            self.kind,
            self.rule,
            tuple(members),
            self.needs,
            self.days,
            self.with_next,
            self.neighbour,
            self.tolerates,
            self.may_edit,
            self.duties,
            tuple(self.checklist),
            tuple(added),
            tuple(order),
        )


class StageMember(Base):
    """Who decides in a stage: a person, or whoever has a role when it comes there."""

    __tablename__ = "stage_member"
    id: Mapped[int] = mapped_column(primary_key=True)
    stage_id: Mapped[int] = mapped_column(ForeignKey("stage.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[SeatRole | None] = mapped_column(TermColumn(SeatRole))
    person: Mapped[Person | None] = relationship()


class StageChange(Base):
    """For one section, a person put into a stage or taken out of it; later rows win.

    ``placement``: a reviewer in addition to the stage's own, who decides before or after
    ``anchor_id``, or beside all; none where a seat of the stage changed hands.
    """

    __tablename__ = "stage_change"
    id: Mapped[int] = mapped_column(primary_key=True)
    section_id: Mapped[int] = mapped_column(ForeignKey("section.id"), index=True)
    stage_id: Mapped[int] = mapped_column(ForeignKey("stage.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    added: Mapped[bool]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    placement: Mapped[Placement | None] = mapped_column(TermColumn(Placement))
    anchor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


def stage_changes(section_ids: list[int]) -> list[StageChange]:
    """Oldest first."""
    query = (
        select(StageChange).where(StageChange.section_id.in_(section_ids)).order_by(StageChange.id)
    )
    return list(db.session.scalars(query))


def stage_rows(report_id: int) -> list[StageRow]:
    """All chains of the report, each in its order, members with them."""
    query = (
        select(StageRow)
        .where(StageRow.report_id == report_id)
        .order_by(StageRow.section_id, StageRow.position, StageRow.id)
        .options(joinedload(StageRow.member_rows))
    )
    return list(db.session.scalars(query).unique())


def stage_names(stage_ids: Collection[int]) -> dict[int, str]:
    """What these stages are called, by their ids."""
    if not stage_ids:
        return {}
    query = select(StageRow.id, StageRow.name).where(among(StageRow.id, stage_ids))
    return dict(db.session.execute(query).all())
