"""Working days: shifting, counting, make-up days, and years that no notice covers."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from workflow.domain.calendar import WorkCalendar, due_moment, office_day

days = st.dates(date(2004, 1, 1), date(2100, 1, 1))
calendars = st.builds(
    WorkCalendar,
    st.dictionaries(st.dates(date(2025, 12, 1), date(2027, 2, 1)), st.booleans(), max_size=40),
    st.just(frozenset({2026})),
)


def test_without_a_notice_monday_to_friday_are_worked() -> None:
    week = [WorkCalendar().is_working(date(2026, 3, 2) + timedelta(n)) for n in range(7)]
    assert week == [True] * 5 + [False] * 2


def test_the_notice_decides_over_the_weekday() -> None:
    calendar = WorkCalendar({date(2026, 9, 20): True, date(2026, 10, 1): False})
    assert calendar.is_working(date(2026, 9, 20))
    assert not calendar.is_working(date(2026, 10, 1))


def test_a_year_without_a_notice_is_provisional() -> None:
    calendar = WorkCalendar({}, frozenset({2026}))
    assert not calendar.is_provisional(date(2026, 12, 31))
    assert calendar.is_provisional(date(2027, 1, 1))


def test_a_shift_of_zero_stays_or_goes_back_to_a_working_day() -> None:
    assert WorkCalendar().shift(date(2026, 3, 6), 0) == date(2026, 3, 6)
    assert WorkCalendar().shift(date(2026, 3, 8), 0) == date(2026, 3, 6)


def test_shifts_leap_over_weekends() -> None:
    assert WorkCalendar().shift(date(2026, 3, 6), 1) == date(2026, 3, 9)
    assert WorkCalendar().shift(date(2026, 3, 9), -1) == date(2026, 3, 6)
    assert WorkCalendar().shift(date(2026, 3, 7), 1) == date(2026, 3, 9)


def test_days_between_leave_out_the_first_and_count_the_last() -> None:
    calendar = WorkCalendar()
    assert calendar.between(date(2026, 3, 6), date(2026, 3, 9)) == 1
    assert calendar.between(date(2026, 3, 9), date(2026, 3, 6)) == -1
    assert calendar.between(date(2026, 3, 6), date(2026, 3, 8)) == 0


def test_a_due_date_is_the_last_minute_of_the_day_in_the_offices_zone() -> None:
    assert due_moment(date(2026, 12, 31), "Asia/Shanghai") == datetime(
        2026, 12, 31, 15, 59, tzinfo=UTC
    )


@given(days, st.integers(-40, 40), calendars)
def test_no_year_raises_and_a_shift_ends_on_a_working_day(
    day: date, count: int, calendar: WorkCalendar
) -> None:
    shifted = calendar.shift(day, count)
    assert calendar.is_working(shifted)
    assert (shifted > day) if count > 0 else (shifted <= day)
    calendar.is_provisional(shifted)


@given(days, st.integers(1, 40), calendars)
def test_counting_agrees_with_shifting(day: date, count: int, calendar: WorkCalendar) -> None:
    assert calendar.between(day, calendar.shift(day, count)) == count


@given(days, st.sampled_from(["Asia/Shanghai", "Asia/Urumqi", "UTC", "America/New_York"]))
def test_a_due_moment_falls_on_its_own_day(day: date, zone: str) -> None:
    moment = due_moment(day, zone)
    assert office_day(moment, zone) == day
    assert moment.astimezone(ZoneInfo(zone)).hour == 23
