"""Rows that a worker takes with a lease: whoever has the newest claim writes what came of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, and_, or_, update
from sqlalchemy.orm import Mapped, mapped_column

from workflow.store.base import UtcDateTime, db, found_its_row


class Leased:
    """``claim`` grows each time a worker takes the row; ``lease_until`` is when a silent worker is
    taken for dead and the row is free again.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    claim: Mapped[int] = mapped_column(default=0)
    lease_until: Mapped[datetime | None] = mapped_column(UtcDateTime)


Row = TypeVar("Row", bound=Leased)


def waits(state: Any, states: Any, lease: Any, now: datetime) -> ColumnElement[bool]:
    """Whether a row waits for a worker, or its worker has fallen silent: by its columns for state
    and lease, and the term whose values QUEUED and WORKING are.
    """
    return or_(state == states.QUEUED, and_(state == states.WORKING, lease < now))


def take(
    model: type[Row], row_id: int, free: ColumnElement[bool], until: datetime, **values: Any
) -> Row | None:
    """The row, taken by compare-and-set; None when it is done, or somebody else has it."""
    wanted = update(model).where(model.id == row_id, free)
    if not found_its_row(wanted.values(claim=model.claim + 1, lease_until=until, **values)):
        return None
    return db.session.get_one(model, row_id, populate_existing=True)


def is_written(
    model: type[Row], row_id: int, claim: int, *still: ColumnElement[bool], **values: Any
) -> bool:
    """Write to a row that is held by this claim; False where the claim was lost."""
    held = update(model).where(model.id == row_id, model.claim == claim, *still)
    return found_its_row(held.values(**values))
