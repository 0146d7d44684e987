"""The review chain of a report, as rows."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from workflow.domain.stages import Stage
from workflow.domain.terms import StageKind, StageRule
from workflow.store.base import Base, TermColumn, db
from workflow.store.person import Person


class StageRow(Base):
    __tablename__ = "stage"
    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), index=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(100))
    kind: Mapped[StageKind] = mapped_column(TermColumn(StageKind))
    rule: Mapped[StageRule] = mapped_column(TermColumn(StageRule))
    needs: Mapped[int] = mapped_column(default=1)
    days: Mapped[int] = mapped_column(default=2)
    member_rows: Mapped[list[StageMember]] = relationship(
        cascade="all, delete-orphan", order_by="StageMember.id"
    )

    def as_stage(self, members: Sequence[int] | None = None) -> Stage:
        """The stage with its own members, or with those it has for one section."""
        if members is None:
            members = [row.person_id for row in self.member_rows]
        return Stage(
            self.id, self.name, self.kind, self.rule, tuple(members), self.needs, self.days
        )


class StageMember(Base):
    """A person who decides in a stage."""

    __tablename__ = "stage_member"
    id: Mapped[int] = mapped_column(primary_key=True)
    stage_id: Mapped[int] = mapped_column(ForeignKey("stage.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    person: Mapped[Person] = relationship()


class StageChange(Base):
    """For one section, a person put into a stage or taken out of it; later rows win."""

    __tablename__ = "stage_change"
    id: Mapped[int] = mapped_column(primary_key=True)
    section_id: Mapped[int] = mapped_column(ForeignKey("section.id"), index=True)
    stage_id: Mapped[int] = mapped_column(ForeignKey("stage.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    added: Mapped[bool]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


def stage_changes(section_ids: list[int]) -> list[StageChange]:
    """Oldest first."""
    query = (
        select(StageChange).where(StageChange.section_id.in_(section_ids)).order_by(StageChange.id)
    )
    return list(db.session.scalars(query))


def stage_rows(report_id: int) -> list[StageRow]:
    """The chain in its order, members with it."""
    query = (
        select(StageRow)
        .where(StageRow.report_id == report_id)
        .order_by(StageRow.position)
        .options(joinedload(StageRow.member_rows))
    )
    return list(db.session.scalars(query).unique())
