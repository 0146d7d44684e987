"""A year as a table: dates written in any usual way, and faults by their lines."""

from __future__ import annotations

from datetime import date

import pytest

from workflow.actions.calendar.table import is_ready, read_table

NOTICE = """日期,休或班,名称
2027-02-05 至 2027-02-11,休,春节
2027/1/31\t班\t春节调休
2027年2月14日，上班，春节调休
"""


def test_a_table_is_read_with_ranges_and_any_way_to_write_a_date() -> None:
    lines = read_table(NOTICE, 2027)
    assert is_ready(lines)
    days = {day: line.working for line in lines for day in line.days}
    assert len(days) == 9 and days[date(2027, 2, 14)] and not days[date(2027, 2, 8)]


@pytest.mark.parametrize(
    "line",
    [
        "2026-05-01,休",
        "2027-02-30,休",
        "五一,休",
        "2027-05-01",
        "2027-05-01,也许",
        "2027-05-03~2027-05-01,休",
    ],
)
def test_a_line_that_makes_no_sense_is_named(line: str) -> None:
    lines = read_table("2027-01-01,休\n" + line, 2027)
    assert [one.fault is None for one in lines] == [True, False]
