"""Last year's report, section by section, and which of it stands beside which section now."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text, delete, exists, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from workflow.store.base import Base, Json, UtcDateTime, db, utc_now
from workflow.store.section import Section


class EarlierText(Base):
    """A section of an earlier report as it was then; ``label`` is its heading as printed.

    ``source`` names the report or the file that it came from. The content is loaded only
    where it is read.
    """

    __tablename__ = "earlier_text"
    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), index=True)
    position: Mapped[int]
    level: Mapped[int]
    label: Mapped[str] = mapped_column(Text)
    content: Mapped[dict[str, Any]] = mapped_column(Json, deferred=True)
    source: Mapped[str] = mapped_column(String(300))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)


class EarlierChoice(Base):
    """The text beside a section; none: a person said that nothing fits.

    ``score`` says how alike the headings are, 0 to 100, where nobody chose it.
    """

    __tablename__ = "earlier_choice"
    section_id: Mapped[int] = mapped_column(ForeignKey("section.id"), primary_key=True)
    earlier_id: Mapped[int | None] = mapped_column(ForeignKey("earlier_text.id"))
    score: Mapped[int | None]
    chosen_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    earlier: Mapped[EarlierText | None] = relationship()


def earlier_texts_of(report_id: int) -> list[EarlierText]:
    """All of them in reading order, without their content."""
    query = select(EarlierText).where(EarlierText.report_id == report_id)
    return list(db.session.scalars(query.order_by(EarlierText.position)))


def earlier_choice(section_id: int) -> EarlierChoice | None:
    return db.session.get(EarlierChoice, section_id)


def earlier_beside(section_id: int) -> tuple[EarlierChoice | None, bool]:
    """What stands beside a section, its text with it; and whether its report holds any texts."""
    held = exists().where(EarlierText.report_id == Section.report_id).correlate(Section)
    query = (
        select(EarlierChoice, held)
        .select_from(Section)
        .outerjoin(EarlierChoice, EarlierChoice.section_id == Section.id)
        .where(Section.id == section_id)
        .options(joinedload(EarlierChoice.earlier))
    )
    choice, any_held = db.session.execute(query).one()
    return choice, any_held


def earlier_choices_of(report_id: int) -> dict[int, EarlierChoice]:
    """Those of a report's sections, by the section's id."""
    query = select(EarlierChoice).join(Section).where(Section.report_id == report_id)
    return {one.section_id: one for one in db.session.scalars(query)}


def forget_earlier_texts(report_id: int) -> None:
    """Before another report or file takes their place."""
    sections = select(Section.id).where(Section.report_id == report_id)
    db.session.execute(delete(EarlierChoice).where(EarlierChoice.section_id.in_(sections)))
    db.session.execute(delete(EarlierText).where(EarlierText.report_id == report_id))
