"""Time in words first: a deadline, a moment that passed, how long somebody has had a thing."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from workflow.domain.calendar import WorkCalendar, office_day
from workflow.domain.text import Text, say

WEEKDAYS = (
    Text("周一", "Monday"),
    Text("周二", "Tuesday"),
    Text("周三", "Wednesday"),
    Text("周四", "Thursday"),
    Text("周五", "Friday"),
    Text("周六", "Saturday"),
    Text("周日", "Sunday"),
)
MONTHS = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
)
NEAR = {
    -1: Text("昨天", "yesterday"),
    0: Text("今天", "today"),
    1: Text("明天", "tomorrow"),
    2: Text("后天", "the day after tomorrow"),
}
SOON = timedelta(days=2)


def named_day(day: date, today: date) -> Text:
    """今天, 明天, 本周五, 下周三, 12 月 31 日; with the year where it is another one."""
    near = NEAR.get((day - today).days)
    if near:
        return near
    weeks = (_monday(day) - _monday(today)).days // 7
    weekday = WEEKDAYS[day.weekday()]
    if weeks == 0 and day > today:
        return say("本{weekday}", "this {weekday}", weekday=weekday)
    if weeks == 1:
        return say("下{weekday}", "{weekday} next week", weekday=weekday)
    return plain_day(day, today)


def plain_day(day: date, today: date) -> Text:
    """12 月 31 日; with the year where it is another one."""
    holes: dict[str, str | int] = {
        "d": day.day,
        "m": day.month,
        "month": MONTHS[day.month - 1],
    }
    if day.year == today.year:
        return say("{m} 月 {d} 日", "{d} {month}", **holes)
    return say("{y} 年 {m} 月 {d} 日", "{d} {month} {y}", y=day.year, **holes)


def due_words(due_at: datetime, now: datetime, calendar: WorkCalendar, zone: str) -> Text:
    """A deadline as the person before it reads it (both moments aware).

    Where a year is touched that no official notice covers yet, it says so: a holiday
    may still move the day or the count of working days.
    """
    day, today = office_day(due_at, zone), office_day(now, zone)
    words = _due_words(due_at, now, calendar, zone)
    if any(calendar.is_provisional(one) for one in (day, today)):
        return say("{words}（暂定）", "{words} (provisional)", words=words)
    return words


def _due_words(due_at: datetime, now: datetime, calendar: WorkCalendar, zone: str) -> Text:
    day, today = office_day(due_at, zone), office_day(now, zone)
    if due_at < now:
        return _overdue(calendar.between(day, today))
    named = named_day(day, today)
    if (day - today).days <= 2:
        clock = due_at.astimezone(ZoneInfo(zone)).strftime("%H:%M")
        return say(
            "{day} {clock} 截止（{weekday}）",
            "due {day} {clock} ({weekday})",
            day=named,
            clock=clock,
            weekday=WEEKDAYS[day.weekday()],
        )
    left = calendar.between(today, day)
    return say(
        "{day}截止，还有 {n} 个工作日",
        "due {day}, 1 working day left" if left == 1 else "due {day}, {n} working days left",
        day=named,
        n=left,
    )


def due_tone(due_at: datetime, now: datetime) -> str:
    """``overdue``, ``soon`` (two days or less) or ``normal``."""
    if due_at < now:
        return "overdue"
    return "soon" if due_at - now <= SOON else "normal"


def moment_words(moment: datetime, now: datetime, zone: str) -> Text:
    """今天 10:32, 昨天 16:20, 11 月 20 日 10:32."""
    day, today = office_day(moment, zone), office_day(now, zone)
    near = NEAR[(day - today).days] if (day - today).days in (-1, 0) else plain_day(day, today)
    clock = moment.astimezone(ZoneInfo(zone)).strftime("%H:%M")
    return say("{day} {clock}", "{day} {clock}", day=near, clock=clock)


def coming_words(moment: datetime, now: datetime, zone: str) -> Text:
    """今天 16:20, 明天 09:00, 下周一 09:00: a moment that is still to come."""
    day = named_day(office_day(moment, zone), office_day(now, zone))
    clock = moment.astimezone(ZoneInfo(zone)).strftime("%H:%M")
    return say("{day} {clock}", "{day} at {clock}", day=day, clock=clock)


def since_words(since: datetime, now: datetime, calendar: WorkCalendar, zone: str) -> Text:
    """How long, in working days, something has been with somebody."""
    days = calendar.between(office_day(since, zone), office_day(now, zone))
    if days <= 0:
        return Text("今天起", "since today")
    if days == 1:
        return Text("已 1 个工作日", "for 1 working day")
    return say("已 {n} 个工作日", "for {n} working days", n=days)


def _overdue(days: int) -> Text:
    if days <= 0:
        return Text("已逾期", "overdue")
    if days == 1:
        return Text("已逾期 1 个工作日", "1 working day overdue")
    return say("已逾期 {n} 个工作日", "{n} working days overdue", n=days)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
