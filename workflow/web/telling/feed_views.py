"""A person's deadlines for their own calendar: the private address, and what it gives."""

from __future__ import annotations

from flask import (
    Blueprint,
    abort,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_login import login_required

from workflow.actions.calendar import feed as calendar_feed
from workflow.actions.work import transaction
from workflow.domain.text import Text
from workflow.notify.ical import as_calendar
from workflow.store.base import utc_now
from workflow.store.calendar_feed import feed_of
from workflow.web.access import me
from workflow.web.clock import Clock
from workflow.web.locale import speak

bp = Blueprint("feed", __name__)
CLOSED = Text(
    "地址已停用，日历程序不再得到任何内容。", "The address is closed: calendars get nothing more."
)


@bp.get("/account/calendar")
@login_required
def show() -> ResponseReturnValue:
    return _page()


@bp.post("/account/calendar")
@login_required
def renew() -> ResponseReturnValue:
    """A new address; it is in the answer and nowhere else."""
    person_id = me().id
    with transaction() as work:
        secret = calendar_feed.open_feed(work, person_id)
    return _page(_base_url() + url_for("feed.calendar", secret=secret)), 201


@bp.post("/account/calendar/close")
@login_required
def close() -> ResponseReturnValue:
    person_id = me().id
    with transaction() as work:
        calendar_feed.close_feed(work, person_id)
    flash(speak(CLOSED), "success")
    return redirect(url_for("feed.show"), 303)


@bp.get("/calendars/<secret>.ics")
def calendar(secret: str) -> ResponseReturnValue:
    """Without a log-in, for calendar programs: titles and days, no text and no way to act."""
    person = calendar_feed.person_behind(secret)
    if person is None:
        abort(404)
    entries = calendar_feed.entries_of(person, utc_now())
    made = as_calendar(entries, person.office.zone, person.language, _base_url())
    response = make_response(made)
    response.headers["Content-Type"] = "text/calendar; charset=utf-8"
    response.headers["Cache-Control"] = "private, max-age=900"
    return response


def _base_url() -> str:
    return str(current_app.extensions["settings"].base_url)


def _page(address: str = "") -> str:
    return render_template(
        "pages/calendar_feed.html",
        address=address,
        feed=feed_of(me().id),
        clock=Clock(me().office),
    )
