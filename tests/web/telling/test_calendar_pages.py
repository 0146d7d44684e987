"""The calendar's page: only the administrator's, and each change says what it touches."""

from __future__ import annotations

import io
from datetime import date

import pytest
from flask import Flask

from tests.cast import World, office_today
from tests.conftest import As
from workflow.domain.calendar import WorkCalendar, due_moment, office_day
from workflow.domain.terms import Verb
from workflow.store.office import work_calendar

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
POSTS = ["/calendar/day", "/calendar/check", "/calendar/year", "/calendar/hours"]


def due_day(app: Flask, world: World) -> date:
    """The section's deadline, which is put on a weekday."""
    with app.app_context():
        soon = WorkCalendar().shift(office_today(), 15)
        world.do("editor", Verb.ASSIGN, due_on=soon)
        due_at = world.section().due_at
        assert due_at is not None
        return office_day(due_at, "Asia/Shanghai")


def test_only_the_administrator_sees_and_changes_it(as_: As) -> None:
    assert as_("editor").get("/calendar/").status_code == 403
    for path in POSTS:
        assert as_("editor").post(path).status_code == 403
    assert "/calendar/" in as_("administrator").get("/").text


@pytest.mark.parametrize("year", ["2026", "2027", "2099", "1066", "abc", ""])
def test_every_year_has_a_page(as_: As, year: str) -> None:
    page = as_("administrator").get(f"/calendar/?year={year}")
    assert page.status_code == 200 and "年工作日" in page.text


def test_a_day_is_changed_and_the_deadlines_that_it_touches_are_listed(
    as_: As, app: Flask, world: World
) -> None:
    day = due_day(app, world)
    form = {"day": day.isoformat(), "working": "off", "name": "停工日"}
    page = as_("administrator").post("/calendar/day", data=form).text
    assert "停工日" in page and "制度建设" in page and "影响" in page
    with app.app_context():
        assert not work_calendar(world.report.office_id).is_working(day)
        assert world.section().due_at == due_moment(day, "Asia/Shanghai")


def test_a_year_is_looked_at_before_it_is_stored(as_: As, app: Flask, world: World) -> None:
    form = {"year": "2027", "table": "2027-03-10,休,停工日"}
    administrator = as_("administrator")
    page = administrator.post("/calendar/check", data=form).text
    assert "尚未保存" in page and 'action="/calendar/year"' in page
    with app.app_context():
        assert work_calendar(world.report.office_id).is_working(date(2027, 3, 10))
    page = administrator.post("/calendar/year", data=form | {"official": "1"}).text
    assert "停工日" in page and "没有录入" not in page
    with app.app_context():
        assert not work_calendar(world.report.office_id).is_provisional(date(2027, 3, 10))


def test_a_fault_is_named_by_its_line_and_nothing_is_stored(
    as_: As, app: Flask, world: World
) -> None:
    form = {"year": "2027", "table": "2027-03-10,休\n三月十一日,休"}
    answer = as_("administrator").post("/calendar/year", data=form)
    assert answer.status_code == 422 and "第 2 行" in answer.text and "三月十一日" in answer.text
    with app.app_context():
        assert work_calendar(world.report.office_id).is_working(date(2027, 3, 10))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_file_is_read_as_spreadsheets_write_it(as_: As, encoding: str) -> None:
    file = io.BytesIO("日期,类型,名称\n2027-03-10,休,停工日\n".encode(encoding))
    form = {"year": "2027", "file": (file, "2027.csv")}
    page = as_("administrator").post("/calendar/check", data=form).text
    assert "2027-03-10,休,停工日" in page and "表格无误" in page


def test_the_hours_of_the_office_are_set(as_: As, app: Flask, world: World) -> None:
    form = {"remind_at": "08:30", "quiet_from": "20:00", "quiet_until": "08:00"}
    assert as_("administrator").post("/calendar/hours", data=form).status_code == 303
    with app.app_context():
        assert world.report.office.hours.sends_at().minute == 30
    bad = as_("administrator").post("/calendar/hours", data=form | {"remind_at": "25:00"})
    assert bad.status_code == 422
