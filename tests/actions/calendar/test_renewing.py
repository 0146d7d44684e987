"""An update knows a year's notice: the calendars follow, due dates stay."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cast import World
from tests.march import DUE, RULES, assigned, at
from workflow.actions.calendar import calendars
from workflow.actions.calendar.calendars import seed_calendar
from workflow.actions.calendar.days import set_year
from workflow.actions.calendar.renewing import Renewed, renew_calendars
from workflow.actions.calendar.table import read_table
from workflow.actions.work import transaction
from workflow.store import CalendarDay, Section, db
from workflow.store.office import work_calendar

NOW = at(1)


@pytest.fixture
def office(ctx: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """A section is due on 10 March 2027, when no notice of that year is known."""
    monkeypatch.setattr(calendars, "NOTICED", frozenset({2026}))
    with transaction(NOW) as work:
        for one in (ctx.person("editor").office, ctx.person("stranger").office):
            seed_calendar(work, one)
    return assigned(ctx)


def updated(monkeypatch: pytest.MonkeyPatch) -> None:
    """The notice of 2027 makes the day free on which the section is due."""
    monkeypatch.setattr(calendars, "NOTICED", frozenset({2026, 2027}))
    notice = {day: name for day, name in calendars.holidays.items() if day.year != 2027}
    monkeypatch.setattr(calendars, "holidays", notice | {DUE: "Spring Festival"})


def renewed() -> list[Renewed]:
    with transaction(NOW) as work:
        found = renew_calendars(work)
    return found


def test_nothing_is_renewed_where_nothing_is_missing(office: World) -> None:
    assert renewed() == []


def test_a_notice_comes_in_once_for_all_offices_and_the_deadlines_are_named(
    office: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    updated(monkeypatch)
    found = renewed()
    assert [one.years for one in found] == [(2027,), (2027,)]
    named = [one.placed.section.id for one in found[0].touched if one.not_worked]
    assert named == [office.section_ids[RULES]] and found[1].touched == ()
    calendar = work_calendar(office.report.office_id)
    assert not calendar.is_working(DUE) and not calendar.is_provisional(DUE)
    section = db.session.get_one(Section, office.section_ids[RULES])
    assert section.due_at is not None and section.due_at == at(10, 23, 59)
    assert renewed() == []


def test_a_year_that_was_taken_in_by_hand_is_left(
    office: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = read_table("2027-01-01,休,元旦", 2027)
    with transaction(NOW) as work:
        set_year(work, office.person("administrator"), 2027, lines, official=True)
    updated(monkeypatch)
    assert [one.office.name for one in renewed()] == ["乙单位"]
    assert work_calendar(office.report.office_id).is_working(DUE)


def test_a_new_year_is_there_after_the_next_start(office: World) -> None:
    with transaction(NOW.replace(year=2029)) as work:
        found = renew_calendars(work)
    assert {year for one in found for year in one.years} >= {2029, 2030}
    days = db.select(CalendarDay.day).where(CalendarDay.office_id == office.report.office_id)
    assert date(2030, 1, 1) in db.session.scalars(days).all()
