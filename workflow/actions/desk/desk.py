"""My desk: what is asked of a person, by when, and what this person is waiting for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from workflow.actions.desk.asks import asked_in
from workflow.actions.desk.changes import with_changes
from workflow.actions.desk.exceptions import exceptions_in
from workflow.actions.desk.model import EXCEPTIONS, Ask, Item, Names, Waiting, names_in
from workflow.actions.desk.reading import to_read
from workflow.actions.desk.waiting import waiting_in
from workflow.actions.scene import Scene
from workflow.domain.absences import principals_of
from workflow.domain.calendar import WorkCalendar, office_day
from workflow.domain.terms import ReportState
from workflow.store import Person, db
from workflow.store.absence import away_between
from workflow.store.office import work_calendar
from workflow.store.overview import reports_with_part

UNDER_WAY = (
    ReportState.PLANNING,
    ReportState.COLLECTING,
    ReportState.AWAITING_APPROVAL,
    ReportState.CONDITIONAL,
)
URGENCY = {ask: place for place, ask in enumerate(Ask)}


@dataclass(frozen=True)
class Desk:
    """``today`` also holds what is overdue, what has no date, exceptions, and what ends with
    the next working day; ``week`` reaches to Sunday; each is in the order of urgency.
    ``calendar`` is the one that it was sorted by.
    """

    today: tuple[Item, ...]
    week: tuple[Item, ...]
    later: tuple[Item, ...]
    waiting: tuple[Waiting, ...]
    calendar: WorkCalendar

    @property
    def count(self) -> int:
        return len(self.today) + len(self.week) + len(self.later)


def my_desk(person: Person, now: datetime) -> Desk:
    """The desk of a person at a moment (aware). Each report costs the same few queries,
    however many sections it has.
    """
    zone, calendar = person.office.zone, work_calendar(person.office_id)
    names, today = names_in(person.office_id), office_day(now, zone)
    away = away_between(person.office_id, today, today)
    items: list[Item] = [*to_read(person, names)]
    waiting: list[Waiting] = []
    for report in reports_with_part(person.office_id, person.id, today, UNDER_WAY):
        scene = Scene(report, now)
        scene.calendar, scene.away = calendar, away
        troubles = exceptions_in(scene, person, names, now)
        items += [*asked_in(scene, person, names), *troubles]
        for principal in principals_of(person.id, scene.mandates):
            items += _in_stead_of(scene, principal, person, names, now)
        told = {one.section_id for one in troubles}
        soon = now + timedelta(days=7)
        waiting += [
            one for one in waiting_in(scene, person, names, soon) if one.section_id not in told
        ]
    return _sorted(with_changes(items), waiting, today, calendar, zone)


def _in_stead_of(
    scene: Scene, principal: int, deputy: Person, names: Names, now: datetime
) -> list[Item]:
    """What is asked of somebody else, as their deputy has it on the desk."""
    whose = db.session.get_one(Person, principal)
    found = [*asked_in(scene, whose, names), *exceptions_in(scene, whose, names, now)]
    return [
        replace(one, for_id=whose.id, for_name=whose.name)
        for one in found
        if scene.handed_roles(whose.id, deputy.id, one.section)
    ]


def _sorted(
    items: list[Item], waiting: list[Waiting], today: date, calendar: WorkCalendar, zone: str
) -> Desk:
    tomorrow = calendar.shift(today, 1)
    sunday = today + timedelta(days=6 - today.weekday())
    groups: tuple[list[Item], list[Item], list[Item]] = ([], [], [])
    far = datetime.max
    for item in sorted(items, key=lambda one: (URGENCY[one.ask], _naive(one.due_at, far))):
        due_at = None if item.ask in EXCEPTIONS else item.due_at
        day = office_day(due_at, zone) if due_at else today
        groups[0 if day <= tomorrow else 1 if day <= sunday else 2].append(item)
    waiting.sort(key=lambda one: _naive(one.since, far))
    near, soon, far_off = (tuple(group) for group in groups)
    return Desk(near, soon, far_off, tuple(waiting), calendar)


def _naive(moment: datetime | None, otherwise: datetime) -> datetime:
    """Moments of the store are all UTC, so they compare without their zone."""
    return moment.replace(tzinfo=None) if moment else otherwise
