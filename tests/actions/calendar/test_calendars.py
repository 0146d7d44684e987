"""Working days: official notices with make-up days, then provisional years; nothing raises."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from flask import Flask

from workflow.actions.calendar import calendars
from workflow.actions.calendar.calendars import seed_calendar
from workflow.actions.work import transaction
from workflow.domain.statutory import MOVING, statutory_days
from workflow.store import CalendarDay, Office, db
from workflow.store.office import work_calendar

NOW = datetime(2026, 11, 20, tzinfo=UTC)


def seeded(app: Flask, now: datetime = NOW) -> int:
    with transaction(now) as work:
        office = Office(name="甲单位")
        db.session.add(office)
        db.session.flush()
        seed_calendar(work, office)
    return office.id


def test_make_up_days_are_worked_and_holidays_are_not(app: Flask) -> None:
    with app.app_context():
        calendar = work_calendar(seeded(app))
        for day in ((1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)):
            assert calendar.is_working(date(2026, *day))
        assert not calendar.is_working(date(2026, 10, 1))
        assert not calendar.is_working(date(2026, 2, 17))
        assert not calendar.is_provisional(date(2026, 3, 2))
        assert not calendar.is_provisional(date(2025, 3, 3))


def test_the_coming_year_is_provisional_and_knows_its_statutory_days(app: Flask) -> None:
    with app.app_context():
        calendar = work_calendar(seeded(app))
        assert calendar.is_provisional(date(2027, 3, 1))
        assert not calendar.is_working(date(2027, 1, 1))
        assert not calendar.is_working(date(2027, 2, 8))
        assert calendar.is_working(date(2027, 3, 1))
        assert not calendar.is_working(date(2027, 3, 6))


@pytest.mark.parametrize("year", [2027, 2031, 2035, 2036, 2060])
def test_no_year_raises(app: Flask, year: int) -> None:
    with app.app_context():
        calendar = work_calendar(seeded(app, datetime(year, 12, 31, tzinfo=UTC)))
        assert calendar.shift(date(year, 12, 31), 5) > date(year, 12, 31)


def test_a_new_notice_replaces_what_was_provisional(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.app_context():
        office_id = seeded(app)
        monkeypatch.setattr(calendars, "NOTICED", calendars.NOTICED | {2027})
        notice = dict(calendars.holidays) | {date(2027, 1, 4): "New Year's Day"}
        monkeypatch.setattr(calendars, "holidays", notice)
        for _ in range(2):
            with transaction(NOW) as work:
                seed_calendar(work, db.session.get_one(Office, office_id))
        calendar = work_calendar(office_id)
        assert not calendar.is_provisional(date(2027, 3, 1))
        assert not calendar.is_working(date(2027, 1, 4))
        assert calendar.is_working(date(2027, 2, 8))
        assert calendar.is_provisional(date(2028, 3, 1))


def test_days_are_stored_once(app: Flask) -> None:
    with app.app_context():
        office_id = seeded(app)
        days = db.session.scalars(
            db.select(CalendarDay.day).where(CalendarDay.office_id == office_id)
        ).all()
        assert len(days) == len(set(days)) > 50


@pytest.mark.parametrize("year", sorted(MOVING))
def test_a_year_has_thirteen_statutory_days_or_fewer_where_two_meet(year: int) -> None:
    days = statutory_days(year)
    assert 12 <= len(days) <= 13
    assert list(days.values()).count("春节") == 4
