"""A section of a report: its place, its heading, its owner and deadline, its head."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import ForeignKey, String, Text, and_, func, select
from sqlalchemy.orm import Mapped, contains_eager, joinedload, mapped_column, relationship

from workflow.domain.terms import SectionKind, SectionState
from workflow.store.base import Base, TermColumn, UtcDateTime, db
from workflow.store.many import among
from workflow.store.person import Person
from workflow.store.report import Report

if TYPE_CHECKING:
    from workflow.store.condition import Amendment
    from workflow.store.draft import Draft


class Section(Base):
    """A node of the outline.

    The numeral is ``numeral_kind`` and the place among siblings, written in
    ``numeral_frame`` (``#`` stands for the number); ``numeral_fixed`` keeps a gap that
    was imported and not yet confirmed away. ``tail`` is what the author wrote behind
    the title. ``since`` is when the owner got it; ``wished_at`` is the deadline that the owner
    asks for, while nobody has answered.
    ``amendment`` is the last draft in which edits of a conditional approval were made.
    """

    __tablename__ = "section"
    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("section.id"), index=True)
    position: Mapped[int]
    kind: Mapped[SectionKind] = mapped_column(TermColumn(SectionKind))
    state: Mapped[SectionState] = mapped_column(
        TermColumn(SectionState), default=SectionState.PLANNED
    )
    title: Mapped[str] = mapped_column(Text, default="")
    tail: Mapped[str] = mapped_column(String(64), default="")
    run_in: Mapped[bool] = mapped_column(default=False)
    numeral_kind: Mapped[str | None] = mapped_column(String(16))
    numeral_frame: Mapped[str | None] = mapped_column(String(64))
    numeral_fixed: Mapped[int | None]
    brief: Mapped[str] = mapped_column(Text, default="")
    quota_min: Mapped[int | None]
    quota_max: Mapped[int | None]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    wished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    accepted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    round: Mapped[int] = mapped_column(default=0)
    head_id: Mapped[int | None] = mapped_column(
        ForeignKey("draft.id", use_alter=True, name="fk_section_head_id")
    )

    amendment_id: Mapped[int | None] = mapped_column(
        ForeignKey("amendment.id", use_alter=True, name="fk_section_amendment_id")
    )

    report: Mapped[Report] = relationship()
    owner: Mapped[Person | None] = relationship(foreign_keys=[owner_id])
    head: Mapped[Draft | None] = relationship(foreign_keys=[head_id])
    amendment: Mapped[Amendment | None] = relationship(foreign_keys=[amendment_id])
    contributor_rows: Mapped[list[SectionContributor]] = relationship(
        cascade="all, delete-orphan", order_by="SectionContributor.id"
    )

    @property
    def contributors(self) -> list[Person]:
        return [row.person for row in self.contributor_rows]

    @property
    def signed_hash(self) -> str:
        """The words that sign-offs have to name: those of the head, or those that it was
        before the director's edits. "" before the first draft.
        """
        if self.head is None:
            return ""
        made = self.amendment if self.amendment_id is not None else None
        is_amended = made is not None and made.content_hash == self.head.content_hash
        return made.signed_hash if made and is_amended else self.head.content_hash

    @property
    def is_text(self) -> bool:
        """A section with text of its own; only these have owner, state and drafts."""
        return self.kind is not SectionKind.HEADING


class Heading(NamedTuple):
    """What a section is called by, and its place: read without the section's object."""

    id: int
    report_id: int
    parent_id: int | None
    kind: SectionKind
    state: SectionState
    title: str
    numeral_kind: str | None
    numeral_fixed: int | None
    numeral_frame: str | None


class SectionContributor(Base):
    __tablename__ = "section_contributor"
    id: Mapped[int] = mapped_column(primary_key=True)
    section_id: Mapped[int] = mapped_column(ForeignKey("section.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    person: Mapped[Person] = relationship()


def section_of(office_id: int, section_id: int) -> Section | None:
    """A section of this office with its report; another office's id reads as none."""
    return db.session.scalar(
        select(Section)
        .join(Section.report)
        .where(Report.office_id == office_id, Section.id == section_id)
        .options(contains_eager(Section.report))
    )


def locked_report_of(section_id: int) -> Report:
    """The section's report with its office, the report's row locked as by ``locked_report``."""
    its_report = select(Section.report_id).where(Section.id == section_id).scalar_subquery()
    return db.session.scalars(
        select(Report)
        .where(Report.id == its_report)
        .options(joinedload(Report.office, innerjoin=True))
        .with_for_update(of=Report)
        .execution_options(populate_existing=True)
    ).one()


def locked_section(section_id: int) -> Section:
    """The section with its head, its row locked until the transaction ends, freshly read."""
    return db.session.scalars(
        select(Section)
        .where(Section.id == section_id)
        .options(joinedload(Section.head))
        .with_for_update(of=Section)
        .execution_options(populate_existing=True)
    ).one()


def sections_of(report_id: int) -> list[Section]:
    """All sections of a report, siblings by position."""
    query = (
        select(Section).where(Section.report_id == report_id).order_by(Section.position, Section.id)
    )
    return list(db.session.scalars(query))


def headings_beside(section_ids: Collection[int]) -> Iterator[Heading]:
    """These sections and all that stand beside and before them, siblings in their order."""
    furthest = (
        select(Section.report_id, Section.parent_id, func.max(Section.position).label("position"))
        .where(among(Section.id, section_ids))
        .group_by(Section.report_id, Section.parent_id)
        .subquery()
    )
    query = (
        select(
            Section.id,
            Section.report_id,
            Section.parent_id,
            Section.kind,
            Section.state,
            Section.title,
            Section.numeral_kind,
            Section.numeral_fixed,
            Section.numeral_frame,
        )
        .join(
            furthest,
            and_(
                Section.report_id == furthest.c.report_id,
                Section.parent_id.is_not_distinct_from(furthest.c.parent_id),
                Section.position <= furthest.c.position,
            ),
        )
        .order_by(Section.position, Section.id)
    )
    return map(Heading._make, db.session.execute(query))
