"""A draft: immutable, numbered, and named by the hash of its content."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, cast, select, tuple_
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship, undefer

from workflow.store.base import Base, Json, UtcDateTime, db, utc_now
from workflow.store.person import Person


class Draft(Base):
    """``content`` is the JSON of documents.content; ``cause`` says which act made it.

    Its author answers for it; ``words_by`` names whose words it brings where these are
    somebody else's: the author of a suggestion that was adopted.

    The content is loaded only where it is read, so lists of drafts stay light.
    """

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("section_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    section_id: Mapped[int] = mapped_column(ForeignKey("section.id"))
    number: Mapped[int]
    base_id: Mapped[int | None] = mapped_column(ForeignKey("draft.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    cause: Mapped[str] = mapped_column(String(32))
    words_by: Mapped[str] = mapped_column(String(200), default="")
    title: Mapped[str] = mapped_column(Text)
    content: Mapped[dict[str, Any]] = mapped_column(Json, deferred=True)
    content_hash: Mapped[str] = mapped_column(String(64), index=True)
    characters: Mapped[int] = mapped_column(default=0)
    blanks: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)

    author: Mapped[Person] = relationship()


def drafts_of(section_id: int) -> list[Draft]:
    """Newest first, with their authors."""
    query = (
        select(Draft)
        .where(Draft.section_id == section_id)
        .order_by(Draft.number.desc())
        .options(joinedload(Draft.author, innerjoin=True))
    )
    return list(db.session.scalars(query))


def drafts_named(named: Collection[tuple[int, int]]) -> dict[tuple[int, int], Draft]:
    """Drafts by (section id, number), their content with them, in one query."""
    query = (
        select(Draft)
        .where(tuple_(Draft.section_id, Draft.number).in_(named))
        .options(undefer(Draft.content))
    )
    return {(one.section_id, one.number): one for one in db.session.scalars(query)}


def texts_named(named: Collection[tuple[int, int]]) -> dict[tuple[int, int], str]:
    """Contents of drafts by (section id, number), as JSON that nobody has parsed yet."""
    query = select(Draft.section_id, Draft.number, cast(Draft.content, Text)).where(
        tuple_(Draft.section_id, Draft.number).in_(named)
    )
    return {(section, number): text for section, number, text in db.session.execute(query)}


def draft_keys(section_ids: Collection[int]) -> list[tuple[int, int, int]]:
    """Id, section and number of all drafts of sections, in order."""
    query = (
        select(Draft.id, Draft.section_id, Draft.number)
        .where(Draft.section_id.in_(section_ids))
        .order_by(Draft.section_id, Draft.number)
    )
    return [(own, section, number) for own, section, number in db.session.execute(query)]


def draft_with_text(draft_id: int) -> Draft:
    """A draft with its author and its content."""
    query = select(Draft).where(Draft.id == draft_id)
    text = (undefer(Draft.content), joinedload(Draft.author, innerjoin=True))
    return db.session.scalars(query.options(*text)).one()


def authors_named(
    named: Collection[tuple[int, int]],
) -> dict[tuple[int, int], tuple[str, datetime]]:
    """Who wrote drafts, by (section id, number), and when."""
    query = (
        select(Draft.section_id, Draft.number, Person.name, Draft.created_at)
        .join(Person, Person.id == Draft.author_id)
        .where(tuple_(Draft.section_id, Draft.number).in_(named))
    )
    return {
        (section, number): (name, at) for section, number, name, at in db.session.execute(query)
    }


def contents_of_drafts(draft_ids: Collection[int]) -> dict[int, dict[str, Any]]:
    """Contents by the draft's id, in one query; none where none is asked for."""
    if not draft_ids:
        return {}
    rows = db.session.execute(select(Draft.id, Draft.content).where(Draft.id.in_(draft_ids)))
    return dict(rows.all())


def draft_of(section_id: int, number: int) -> Draft | None:
    return db.session.scalar(
        select(Draft).where(Draft.section_id == section_id, Draft.number == number)
    )


def draft_by_id(section_id: int, draft_id: int) -> Draft | None:
    """A draft of this section, with its author; another section's reads as none."""
    query = select(Draft).where(Draft.section_id == section_id, Draft.id == draft_id)
    return db.session.scalar(query.options(joinedload(Draft.author, innerjoin=True)))
