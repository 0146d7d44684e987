"""A working copy: what one person has written on one section since the draft it began from.

The row is the pen as well: ``writing_since`` marks the one who writes, and an index lets no
section have two of them. It is also the permission to save automatically: it is opened
through the table, and closed by every act that changes who may write.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BindParameter,
    ForeignKey,
    Index,
    Select,
    Text,
    UniqueConstraint,
    bindparam,
    case,
    delete,
    literal,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, column_property, joinedload, mapped_column, relationship, undefer

from workflow.store.base import Base, UtcDateTime, db
from workflow.store.person import Person
from workflow.store.section import Section

LEASE = timedelta(minutes=2)
"""For how long the pen stays with someone who is not heard of."""
IDLE = timedelta(minutes=30)
"""Without a key for so long, a copy becomes a draft."""
IS_HELD = text("writing_since IS NOT NULL")


class WorkingCopy(Base):
    """``content`` is the JSON of documents.content as it was sent, checked; None before the
    first text. ``revision`` grows with each text that arrives. ``settled_at``: somebody who
    may has put the text into theirs, or aside; it waits for nobody any more.
    """

    __tablename__ = "working_copy"
    __table_args__ = (
        UniqueConstraint("section_id", "person_id"),
        Index(
            "uq_working_copy_pen",
            "section_id",
            unique=True,
            sqlite_where=IS_HELD,
            postgresql_where=IS_HELD,
        ),
        Index("ix_working_copy_updated_at", "updated_at"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    section_id: Mapped[int] = mapped_column(ForeignKey("section.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    base_id: Mapped[int | None] = mapped_column(ForeignKey("draft.id"))
    revision: Mapped[int] = mapped_column(default=0)
    content: Mapped[str | None] = mapped_column(Text, deferred=True)
    has_text: Mapped[bool] = column_property(content.is_not(None))
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    is_open: Mapped[bool] = mapped_column(default=True)
    writing_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    writing_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    person: Mapped[Person] = relationship()

    @property
    def waits(self) -> bool:
        """Whether it holds text that is no draft, and nobody has settled it."""
        return self.has_text and self.settled_at is None

    def writes(self, now: datetime) -> bool:
        """Whether this person has the pen and is still heard of."""
        return self.writing_until is not None and self.writing_until > now


@dataclass(frozen=True)
class Saved:
    """A text that arrived: its number, and whether its writer has the pen."""

    revision: int
    holds: bool


TABLE = Base.metadata.tables[WorkingCopy.__tablename__]
COPY = TABLE.c
# Built once, and past the ORM: this runs at each pause of everybody who writes.
SAVE_OVER = (
    update(TABLE)
    .where(
        COPY.section_id == bindparam("section"),
        COPY.person_id == bindparam("person"),
        COPY.revision == bindparam("seen"),
        COPY.is_open,
    )
    .values(
        content=bindparam("text", type_=Text()),
        revision=bindparam("next"),
        updated_at=bindparam("now", type_=UtcDateTime()),
        settled_at=None,
        writing_until=case(
            (COPY.writing_since.is_not(None), bindparam("until", type_=UtcDateTime()))
        ),
    )
    .returning(COPY.revision, COPY.writing_since)
)


def save_over(
    section_id: int, person_id: int, revision: int, content: str, now: datetime
) -> Saved | None:
    """Replace the text of that very revision and keep the pen; None where it is another one,
    where there is no copy, or where it is closed. One statement.
    """
    given: dict[str, Any] = {"section": section_id, "person": person_id, "seen": revision}
    given |= {"next": revision + 1, "text": content, "now": now, "until": now + LEASE}
    row = db.session.connection().execute(SAVE_OVER, given).one_or_none()
    return None if row is None else Saved(row.revision, row.writing_since is not None)


def keep_pen(section_id: int, person_id: int, now: datetime) -> None:
    """The heartbeat: whoever has the pen has it for two minutes more."""
    db.session.execute(
        update(WorkingCopy)
        .where(
            WorkingCopy.section_id == section_id,
            WorkingCopy.person_id == person_id,
            WorkingCopy.writing_since.is_not(None),
        )
        .values(writing_until=_in_time(now))
        .execution_options(synchronize_session=False)
    )


def let_go_lapsed(section_id: int, person_id: int, now: datetime) -> list[int]:
    """Take the pen from whoever else was not heard of for two minutes; gives their ids."""
    done = db.session.scalars(
        update(WorkingCopy)
        .where(
            WorkingCopy.section_id == section_id,
            WorkingCopy.person_id != person_id,
            WorkingCopy.writing_until <= now,
        )
        .values(writing_since=None, writing_until=None)
        .returning(WorkingCopy.person_id)
        .execution_options(synchronize_session="fetch")
    )
    return list(done)


def close_copies(section_ids: list[int]) -> None:
    """Nobody writes on without asking the table anew; all texts stay."""
    db.session.execute(
        update(WorkingCopy)
        .where(WorkingCopy.section_id.in_(section_ids), WorkingCopy.is_open)
        .values(is_open=False, writing_since=None, writing_until=None)
        .execution_options(synchronize_session="fetch")
    )


def empty_copy(copy: WorkingCopy, revision: int, draft_id: int | None) -> bool:
    """The text of that very revision became this draft; False where it was written on meanwhile.

    The row stays for a while, so that a page which goes on from there learns its new base.
    """
    done = db.session.execute(
        update(WorkingCopy)
        .where(WorkingCopy.id == copy.id, WorkingCopy.revision == revision)
        .values(
            content=None,
            base_id=draft_id,
            is_open=False,
            writing_since=None,
            writing_until=None,
            settled_at=None,
        )
        .returning(WorkingCopy.id)
        .execution_options(synchronize_session="fetch")
    )
    return done.one_or_none() is not None


def remove_copy(copy: WorkingCopy, revision: int) -> bool:
    """Delete that very revision; False where it was written on meanwhile."""
    done = db.session.execute(
        delete(WorkingCopy)
        .where(WorkingCopy.id == copy.id, WorkingCopy.revision == revision)
        .returning(WorkingCopy.id)
        .execution_options(synchronize_session="fetch")
    )
    return done.one_or_none() is not None


def copy_of(section_id: int, person_id: int) -> WorkingCopy | None:
    """With its text, as it stands now."""
    return db.session.scalar(
        select(WorkingCopy)
        .where(WorkingCopy.section_id == section_id, WorkingCopy.person_id == person_id)
        .options(undefer(WorkingCopy.content))
        .execution_options(populate_existing=True)
    )


def copies_of(section_id: int) -> list[WorkingCopy]:
    """All of a section, the newest first, with their people and without their texts."""
    return _listed(select(WorkingCopy).where(WorkingCopy.section_id == section_id))


def copies_in(report_id: int) -> list[WorkingCopy]:
    """All of a report that hold a text or the pen, with their people and without their texts."""
    query = select(WorkingCopy).join(Section, Section.id == WorkingCopy.section_id)
    return _listed(query.where(Section.report_id == report_id))


def _listed(query: Select[WorkingCopy]) -> list[WorkingCopy]:
    query = (
        query.order_by(WorkingCopy.updated_at.desc(), WorkingCopy.id)
        .options(joinedload(WorkingCopy.person, innerjoin=True))
        .execution_options(populate_existing=True)
    )
    return list(db.session.scalars(query))


def _in_time(now: datetime) -> BindParameter[datetime]:
    return literal(now + LEASE, UtcDateTime)
