"""The ladder: which rungs a deadline has, when each is sent, and what an outage leaves of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.domain.calendar import WorkCalendar, due_moment, office_day
from workflow.domain.ladder import Deadline, Ladder, due_now, moments, next_moment
from workflow.domain.ladder_rules import DEFAULT_RUNGS
from workflow.domain.terms import AlarmKind, Role

ZONE = "Asia/Shanghai"
HERE = ZoneInfo(ZONE)
PLAIN = WorkCalendar()
# What the notice of 2026 says around October, the make-up days included.
OCTOBER = WorkCalendar(
    {
        **{date(2026, 10, day): False for day in range(1, 8)},
        date(2026, 9, 20): True,
        date(2026, 10, 10): True,
    },
    frozenset({2026}),
)
LADDER = Ladder(DEFAULT_RUNGS[AlarmKind.DRAFTING])
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)

days = st.dates(date(2025, 12, 1), date(2028, 2, 1))
instants = st.datetimes(datetime(2025, 12, 1), datetime(2028, 2, 1), timezones=st.just(UTC))
zones = st.sampled_from([ZONE, "UTC", "Asia/Urumqi", "America/New_York", "Pacific/Auckland"])
calendars = st.builds(
    WorkCalendar,
    st.dictionaries(days, st.booleans(), max_size=40),
    st.just(frozenset({2026})),
)


def here(year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    """A moment on the office's wall clock, in UTC."""
    return datetime(year, month, day, hour, minute, tzinfo=HERE).astimezone(UTC)


def deadline(day: date, since: datetime = LONG_AGO) -> Deadline:
    return Deadline(due_moment(day, ZONE), since)


def sent(due: Deadline, calendar: WorkCalendar = PLAIN) -> dict[str, datetime]:
    return {rung.name: moment for rung, moment in moments(due, calendar, ZONE, LADDER)}


def test_there_are_rungs_before_on_and_after_the_day() -> None:
    """pkp/pkp-lib#2687."""
    assert sent(deadline(date(2026, 3, 11))) == {
        "-5": here(2026, 3, 4),
        "-2": here(2026, 3, 9),
        "-1": here(2026, 3, 10),
        "+0": here(2026, 3, 11),
        "+1": here(2026, 3, 12),
        "+3": here(2026, 3, 16),
    }


def test_overdue_work_climbs_to_the_editor_and_then_to_the_director() -> None:
    told = {rung.name: set(rung.roles) for rung in LADDER.rungs}
    assert told["-5"] == told["+0"] == {Role.OWNER}
    assert told["+1"] == {Role.OWNER, Role.EDITOR}
    assert told["+3"] == {Role.OWNER, Role.EDITOR, Role.DIRECTOR}


def test_sent_on_a_friday_the_next_rung_is_monday() -> None:
    """getprobo/probo#1591."""
    due = deadline(date(2026, 3, 9))  # a Monday
    friday = here(2026, 3, 6)
    rung = due_now(due, friday, PLAIN, ZONE, LADDER)
    assert rung is not None and rung.name == "-1"
    assert next_moment(due, friday, PLAIN, ZONE, LADDER) == here(2026, 3, 9)


def test_a_make_up_sunday_is_a_working_day() -> None:
    """getprobo/probo#1591: 2026-09-20 is worked, so two days before the 22nd is that Sunday."""
    due = deadline(date(2026, 9, 22))
    assert sent(due, OCTOBER)["-2"] == here(2026, 9, 20)
    assert sent(due, PLAIN)["-2"] == here(2026, 9, 18)


def test_a_holiday_holds_no_rung() -> None:
    after = sent(deadline(date(2026, 9, 30)), OCTOBER)
    assert after["+1"] == here(2026, 10, 8)
    assert after["+3"] == here(2026, 10, 10)  # the make-up Saturday


def test_a_due_day_that_is_not_worked_speaks_once_on_the_day_before_it() -> None:
    """Sunday the 8th: "one day left" and "due today" fall on one Friday; the later one is told."""
    due = deadline(date(2026, 3, 8))
    assert sent(due)["-1"] == sent(due)["+0"] == here(2026, 3, 6)
    rung = due_now(due, here(2026, 3, 6), PLAIN, ZONE, LADDER)
    assert rung is not None and rung.name == "+0"


def test_due_at_the_end_of_the_day_in_shanghai_is_right_on_a_server_in_utc() -> None:
    """chrisvel/tududi#258: 23:59 there is 15:59 UTC, and 9:00 there is 1:00 UTC."""
    due = deadline(date(2026, 3, 11))
    assert due.due_at == datetime(2026, 3, 11, 15, 59, tzinfo=UTC)
    assert office_day(due.due_at, ZONE) == date(2026, 3, 11)
    assert sent(due)["+0"] == datetime(2026, 3, 11, 1, 0, tzinfo=UTC)
    # Between 16:00 and 24:00 UTC the office has the next day already.
    evening = datetime(2026, 3, 11, 16, 30, tzinfo=UTC)
    assert office_day(evening, ZONE) == date(2026, 3, 12)
    rung = due_now(due, evening, PLAIN, ZONE, LADDER)
    assert rung is not None and rung.name == "+0"


def test_rungs_before_the_assignment_do_not_exist() -> None:
    due = deadline(date(2026, 3, 11), since=here(2026, 3, 9, 15))
    assert list(sent(due)) == ["-1", "+0", "+1", "+3"]
    assert due_now(due, here(2026, 3, 9, 16), PLAIN, ZONE, LADDER) is None


def test_assigned_after_nine_on_the_due_day_the_first_rung_is_the_next_morning() -> None:
    due = deadline(date(2026, 3, 11), since=here(2026, 3, 11, 9, 30))
    assert list(sent(due)) == ["+1", "+3"]
    assert next_moment(due, due.since, PLAIN, ZONE, LADDER) == here(2026, 3, 12)


def test_assigned_before_nine_on_the_due_day_it_is_told_at_nine() -> None:
    due = deadline(date(2026, 3, 11), since=here(2026, 3, 11, 8, 30))
    assert next(iter(sent(due))) == "+0"


def test_a_deadline_that_has_passed_at_assignment_counts_from_the_assignment() -> None:
    due = deadline(date(2026, 3, 2), since=here(2026, 3, 11, 15))
    assert sent(due) == {"+1": here(2026, 3, 12), "+3": here(2026, 3, 16)}


def test_after_an_outage_only_the_newest_rung_still_speaks() -> None:
    due = deadline(date(2026, 3, 11))
    rung = due_now(due, here(2026, 3, 10, 15), PLAIN, ZONE, LADDER)
    assert rung is not None and rung.name == "-1"


@pytest.mark.parametrize("weeks", [1, 3, 60])
def test_overdue_work_is_told_however_long_the_outage_was(weeks: int) -> None:
    due = deadline(date(2026, 3, 11))
    rung = due_now(due, here(2026, 3, 17) + timedelta(weeks=weeks), PLAIN, ZONE, LADDER)
    assert rung is not None and rung.name == "+3"
    assert next_moment(due, here(2026, 3, 17), PLAIN, ZONE, LADDER) is None


@given(days, instants, instants, zones, calendars)
def test_no_date_raises_and_every_rung_is_at_nine_of_a_working_day_after_the_assignment(
    day: date, since: datetime, now: datetime, zone: str, calendar: WorkCalendar
) -> None:
    due = Deadline(due_moment(day, zone), since)
    for _, moment in moments(due, calendar, zone, LADDER):
        wall = moment.astimezone(ZoneInfo(zone))
        assert wall.time() == time(9, 0)
        assert calendar.is_working(wall.date())
        assert moment > since
    due_now(due, now, calendar, zone, LADDER)
    next_moment(due, now, calendar, zone, LADDER)


@given(days, instants, instants, calendars)
def test_some_rung_is_always_left_for_work_that_is_given(
    day: date, since: datetime, now: datetime, calendar: WorkCalendar
) -> None:
    due = deadline(day, since)
    assert next_moment(due, since, calendar, ZONE, LADDER) is not None
    last = max(moment for _, moment in moments(due, calendar, ZONE, LADDER))
    assert due_now(due, last, calendar, ZONE, LADDER) is not None


@given(days, instants, calendars, st.lists(instants, max_size=12))
def test_whenever_the_sweep_looks_the_newest_due_rung_is_told_and_none_twice(
    day: date, since: datetime, calendar: WorkCalendar, looks: list[datetime]
) -> None:
    """The sweep as it is: it looks when ``next_moment`` has come, and tells what is untold."""
    due, told = deadline(day, since), list[str]()
    wake = next_moment(due, since, calendar, ZONE, LADDER)
    for now in sorted(one for one in looks if one >= since):
        if wake is not None and wake <= now:
            rung = due_now(due, now, calendar, ZONE, LADDER)
            if rung and rung.name not in told:
                told.append(rung.name)
            wake = next_moment(due, now, calendar, ZONE, LADDER)
        passed = [
            (at, rung.offset) for rung, at in moments(due, calendar, ZONE, LADDER) if at <= now
        ]
        newest = f"{max(passed)[1]:+d}" if passed else None
        assert newest is None or newest in told
    assert len(told) == len(set(told))


@given(days, instants, instants, calendars)
def test_the_next_look_is_later_and_between_nothing_changes(
    day: date, since: datetime, now: datetime, calendar: WorkCalendar
) -> None:
    due = deadline(day, since)
    wake = next_moment(due, now, calendar, ZONE, LADDER)
    if wake is None:
        return
    assert wake > now
    before = due_now(due, wake - timedelta(microseconds=1), calendar, ZONE, LADDER)
    assert before == due_now(due, now, calendar, ZONE, LADDER)
    assert due_now(due, wake, calendar, ZONE, LADDER) != before


@given(days, st.integers(1, 30), calendars)
def test_an_extension_moves_every_rung(day: date, more: int, calendar: WorkCalendar) -> None:
    """4teamwork/opengever.core#4709: no rung is earlier, and with working days none stays."""
    since = datetime(2025, 11, 1, tzinfo=UTC)
    later = calendar.shift(day, more)
    before, after = (sent(deadline(one, since), calendar) for one in (day, later))
    for name in before.keys() & after.keys():
        assert after[name] >= before[name]
        if calendar.is_working(day):
            assert after[name] > before[name]
