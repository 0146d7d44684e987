"""What a new edition brings to all calendars: a year more, or a notice that came out."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from workflow.actions.calendar.calendars import missing_years, seed_calendar
from workflow.actions.calendar.touch import Touched, touched, wake_all
from workflow.actions.work import Work
from workflow.store import Office, db
from workflow.store.office import locked_office, work_calendar


@dataclass(frozen=True)
class Renewed:
    """The years that were filled for an office, and the deadlines that this touches."""

    office: Office
    years: tuple[int, ...]
    touched: tuple[Touched, ...]


def renew_calendars(work: Work) -> list[Renewed]:
    """Fill what is missing. Due dates stay as they are; reminders not sent yet go by the new days.

    A year that the administrator took in, and days entered by hand, are left as they are.
    """
    ids = db.session.scalars(select(Office.id).order_by(Office.id)).all()
    return [one for office_id in ids if (one := _renewed(work, office_id)) is not None]


def _renewed(work: Work, office_id: int) -> Renewed | None:
    office = locked_office(office_id)
    years = missing_years(work, office)
    if not years:
        return None
    before = work_calendar(office_id)
    seed_calendar(work, office)
    found = touched(work.now, office_id, before, work_calendar(office_id))
    wake_all(work, office_id)
    return Renewed(office, years, found)
