"""A year of working and free days as a simple table: pasted, or a .csv file.

A line is a date (or a range of dates), whether it is worked, and a name, parted by tabs or
commas: ``2027-02-05 至 2027-02-11,休,春节``. Weekends need no line, and neither do ordinary
working days.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from workflow.domain.text import Text, say

SEPARATORS = re.compile("[\t,\uff0c]")
RANGE = re.compile(r"\s*(?:~|\uff5e|\u81f3|\u5230|\bto\b|\.\.)\s*")
DATE = re.compile(r"(\d{4})\s*[-/.\u5e74]\s*(\d{1,2})\s*[-/.\u6708]\s*(\d{1,2})\s*\u65e5?")
WORKED = {
    **dict.fromkeys(("班", "上班", "调休上班", "工作", "工作日", "work", "working", "1"), True),
    **dict.fromkeys(("休", "休息", "放假", "假", "节假日", "off", "holiday", "0"), False),
}
HEADS = frozenset({"日期", "date", "day"})
LONGEST_NAME = 64
LONGEST_RANGE = 31
MOST_LINES = 400


@dataclass(frozen=True)
class DayLine:
    """A line as read: its number in the text, its days, and what is wrong with it."""

    number: int
    text: str
    days: tuple[date, ...] = ()
    working: bool = False
    name: str = ""
    fault: Text | None = None


def read_table(text: str, year: int) -> tuple[DayLine, ...]:
    """The lines of the table; days of another year and days named twice are faults."""
    seen: set[date] = set()
    found: list[DayLine] = []
    for number, line in enumerate(text.replace("\ufeff", "").splitlines()[:MOST_LINES], start=1):
        cells = [one.strip().strip('"') for one in SEPARATORS.split(line.strip())]
        if any(cells) and cells[0].lower() not in HEADS:
            read = _read(number, line.strip(), cells, year, seen)
            seen |= set(read.days)
            found.append(read)
    return tuple(found)


def is_ready(lines: Collection[DayLine]) -> bool:
    """Something to take in, and nothing wrong with any of it."""
    return bool(lines) and all(line.fault is None for line in lines)


def _read(number: int, text: str, cells: list[str], year: int, seen: set[date]) -> DayLine:
    days = tuple(_days(cells[0]))
    if not days:
        return DayLine(number, text, fault=NO_DATE)
    if any(day.year != year for day in days):
        fault = say("不是 {year} 年的日期", "not a date of {year}", year=year)
        return DayLine(number, text, fault=fault)
    if seen & set(days):
        return DayLine(number, text, fault=TWICE)
    worked = WORKED.get(cells[1].lower()) if len(cells) > 1 else None
    if worked is None:
        return DayLine(number, text, fault=NEITHER)
    name = cells[2][:LONGEST_NAME] if len(cells) > 2 else ""
    return DayLine(number, text, days, worked, name)


def _days(text: str) -> Iterator[date]:
    """The dates of a cell; none where it holds no date or a range that makes no sense."""
    ends = [_date(one) for one in RANGE.split(text)]
    if len(ends) > 2 or any(one is None for one in ends):
        return
    first, last = ends[0], ends[-1]
    assert first is not None and last is not None
    if 0 <= (last - first).days < LONGEST_RANGE:
        yield from (first + timedelta(days=n) for n in range((last - first).days + 1))


def _date(text: str) -> date | None:
    match = DATE.fullmatch(text.strip())
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


NO_DATE = Text(
    "没有日期：请写成 2027-02-05，或 2027-02-05 至 2027-02-11",
    "no date: write it as 2027-02-05, or 2027-02-05 to 2027-02-11",
)
TWICE = Text("这一天前面已经写过", "this day stands above already")
NEITHER = Text("第二列请写“休”或“班”", "the second column is “off” or “work”")
