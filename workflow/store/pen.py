"""The pen and what is written with it: a text arrives, the pen passes on, a copy ends.

Each by one statement, and past the session's objects where it runs at every pause of everybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BindParameter, Text, bindparam, case, delete, literal, update

from workflow.store.base import Base, UtcDateTime, db
from workflow.store.working_copy import WorkingCopy

LEASE = timedelta(minutes=2)
"""For how long the pen stays with someone who is not heard of."""


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


def _in_time(now: datetime) -> BindParameter[datetime]:
    return literal(now + LEASE, UtcDateTime)
