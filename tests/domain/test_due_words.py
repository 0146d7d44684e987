"""Deadlines in words: near days, working days, the edges of the office's zone."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from workflow.domain.calendar import WorkCalendar, due_moment
from workflow.domain.time_words import due_tone, due_words

CHINA = "Asia/Shanghai"
# 2026-10-01 to 10-07 are holidays, 10-10 (a Saturday) is worked.
CALENDAR = WorkCalendar(
    {date(2026, 10, day): False for day in range(1, 8)} | {date(2026, 10, 10): True},
    frozenset({2026}),
)


def words(due: datetime, now: datetime, zone: str = CHINA, locale: str = "zh") -> str:
    return due_words(due, now, CALENDAR, zone).render(locale)


def at(year: int, month: int, day: int, hour: int = 1, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def test_tomorrow_is_named_with_its_hour_and_weekday() -> None:
    due = due_moment(date(2026, 11, 26), CHINA)
    assert words(due, at(2026, 11, 25)) == "明天 23:59 截止（周四）"
    assert words(due, at(2026, 11, 25), locale="en") == "due tomorrow 23:59 (Thursday)"


def test_the_office_decides_which_day_it_is() -> None:
    due = due_moment(date(2026, 11, 26), CHINA)
    assert words(due, at(2026, 11, 25, 15, 59)).startswith("明天")
    assert words(due, at(2026, 11, 25, 16, 0)).startswith("今天")


def test_the_last_minute_is_still_in_time() -> None:
    due = due_moment(date(2026, 11, 26), CHINA)
    assert words(due, at(2026, 11, 26, 15, 59)) == "今天 23:59 截止（周四）"
    assert words(due, at(2026, 11, 26, 16, 0)).startswith("已逾期")


def test_another_zone_reads_the_same_moment_by_its_own_wall_clock() -> None:
    due = due_moment(date(2026, 11, 26), CHINA)
    assert words(due, at(2026, 11, 26, 1), "UTC") == "今天 15:59 截止（周四）"


def test_overdue_counts_working_days() -> None:
    due = due_moment(date(2026, 9, 30), CHINA)
    assert words(due, at(2026, 10, 7)) == "已逾期"
    assert words(due, at(2026, 10, 8)) == "已逾期 1 个工作日"
    assert words(due, at(2026, 10, 10)) == "已逾期 3 个工作日"
    assert words(due, at(2026, 10, 10), locale="en") == "3 working days overdue"


def test_later_days_say_how_many_working_days_are_left() -> None:
    due = due_moment(date(2026, 10, 12), CHINA)
    assert words(due, at(2026, 9, 30)) == "10 月 12 日截止，还有 4 个工作日"
    friday = due_moment(date(2026, 11, 27), CHINA)
    assert words(friday, at(2026, 11, 24)) == "本周五截止，还有 3 个工作日"


def test_a_single_working_day_is_no_plural() -> None:
    monday = due_moment(date(2026, 11, 30), CHINA)
    assert (
        words(monday, at(2026, 11, 27), locale="en") == "due Monday next week, 1 working day left"
    )


@pytest.mark.parametrize("locale, mark", [("zh", "（暂定）"), ("en", "(provisional)")])
def test_years_that_no_notice_covers_are_marked(locale: str, mark: str) -> None:
    due = due_moment(date(2027, 1, 4), CHINA)
    assert words(due, at(2026, 12, 28), locale=locale).endswith(mark)
    assert mark not in words(due_moment(date(2026, 12, 31), CHINA), at(2026, 12, 28), locale=locale)


def test_the_tone_turns_soon_and_then_overdue() -> None:
    due = due_moment(date(2026, 11, 26), CHINA)
    assert due_tone(due, at(2026, 11, 20)) == "normal"
    assert due_tone(due, at(2026, 11, 25)) == "soon"
    assert due_tone(due, at(2026, 11, 27)) == "overdue"
