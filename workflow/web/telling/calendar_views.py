"""The office's calendar: working days by year, and the hours in which the clock speaks."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from workflow.actions.calendar import days as calendar_days
from workflow.actions.calendar.table import DayLine, is_ready, read_table
from workflow.actions.calendar.touch import Touched
from workflow.actions.clock import parse_day
from workflow.actions.work import transaction
from workflow.domain.calendar import office_day
from workflow.domain.machine import NotYet, Refused
from workflow.domain.text import Text, say
from workflow.store.base import utc_now
from workflow.store.office import work_calendar
from workflow.web.access import me
from workflow.web.clock import Clock
from workflow.web.errors import status_of
from workflow.web.forms import ticked, word
from workflow.web.locale import speak
from workflow.web.people.access import administrator
from workflow.web.report.reminder_forms import clock_of
from workflow.web.telling.calendar_page import weekday_of, year_page

bp = Blueprint("calendar", __name__, url_prefix="/calendar")
LARGEST_FILE = 100_000
NO_TIMES = Text("请填写有效的时间。没有任何改动。", "Please give valid times. Nothing was changed.")
CHOICES = {"work": True, "off": False, "usual": None}


@bp.get("/")
@login_required
def show() -> ResponseReturnValue:
    administrator()
    return _page(_year(request.args.get("year", "")))


@bp.post("/day")
@login_required
def set_day() -> ResponseReturnValue:
    """One day, worked or free or as usual; the answer lists the deadlines that it touches."""
    administrator()
    day = parse_day(word("day"))
    try:
        if day is None or word("working") not in CHOICES:
            raise NotYet(say("请填写有效的日期。", "Please give a valid date."))
        with transaction() as work:
            touched = calendar_days.set_day(work, me(), day, CHOICES[word("working")], word("name"))
    except Refused as refused:
        year = day.year if day and day.year in calendar_days.YEARS else _year("")
        return _page(year, problem=speak(refused.sentence)), status_of(refused)
    return _page(day.year, touched=touched, saved=True)


@bp.post("/check")
@login_required
def check() -> ResponseReturnValue:
    """Each line of a year's table with its fault, and what it would touch; nothing is stored."""
    administrator()
    year, text = _year(word("year")), _table()
    lines = read_table(text, year)
    touched = (
        calendar_days.would_touch(utc_now(), me().office_id, year, lines)
        if is_ready(lines)
        else None
    )
    return _page(year, table=text, lines=lines, touched=touched)


@bp.post("/year")
@login_required
def set_year() -> ResponseReturnValue:
    """The whole table in place of the year's days, when no line has a fault."""
    administrator()
    year, text = _year(word("year")), _table()
    lines = read_table(text, year)
    if not is_ready(lines):
        return _page(year, table=text, lines=lines), 422
    with transaction() as work:
        touched = calendar_days.set_year(work, me(), year, lines, ticked("official"))
    return _page(year, touched=touched, saved=True)


@bp.post("/hours")
@login_required
def set_hours() -> ResponseReturnValue:
    administrator()
    clocks = [clock_of(word(name)) for name in ("remind_at", "quiet_from", "quiet_until")]
    remind_at, quiet_from, quiet_until = clocks
    year = _year(word("year"))
    if remind_at is None or quiet_from is None or quiet_until is None:
        return _page(year, problem=speak(NO_TIMES)), 422
    with transaction() as work:
        calendar_days.set_hours(work, me(), remind_at, quiet_from, quiet_until)
    flash(speak(say("已保存。", "Saved.")), "success")
    return redirect(url_for("calendar.show", year=year), 303)


def _year(text: str) -> int:
    """The year asked for, else this one."""
    asked = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0
    return asked if asked in calendar_days.YEARS else office_day(utc_now(), me().office.zone).year


def _table() -> str:
    """The pasted table, or the text of the file where one was chosen."""
    file = request.files.get("file")
    if file is None or not file.filename:
        return request.form.get("table", "").replace("\0", "")
    data = file.read(LARGEST_FILE)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding).replace("\0", "")
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "replace").replace("\0", "")


def _page(
    year: int,
    problem: str = "",
    table: str = "",
    lines: tuple[DayLine, ...] = (),
    touched: tuple[Touched, ...] | None = None,
    saved: bool = False,
) -> str:
    office = me().office
    known = work_calendar(office.id)
    about: dict[str, Any] = {"table": table, "lines": lines, "ready": is_ready(lines)}
    return render_template(
        "pages/calendar.html",
        page=year_page(year, calendar_days.days_of(office.id, year), known),
        hours=office.hours,
        clock=Clock(office, lambda: known),
        weekday_of=weekday_of,
        problem=problem,
        touched=touched,
        saved=saved,
        **about,
    )
