"""What I was told: the list, the bell, and the mail kept here where no server is set."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from workflow.actions.reminding import snoozing
from workflow.actions.telling import ways
from workflow.actions.telling.notices import kept_mails, mark_all_read, mark_read, notice_for
from workflow.actions.work import transaction
from workflow.domain.absence_words import ABSENCE
from workflow.domain.machine import Refused
from workflow.domain.terms import Verb
from workflow.domain.text import Text, say
from workflow.notify.digest import person_meant
from workflow.notify.message import headline, message_of, place
from workflow.store import Notice
from workflow.store.notice import notices_of, unread_count
from workflow.web.access import me
from workflow.web.clock import Clock
from workflow.web.errors import status_of
from workflow.web.forms import word
from workflow.web.locale import language, speak
from workflow.web.security import csrf

bp = Blueprint("notices", __name__, url_prefix="/notices")

SILENT = Text(
    "这条提醒不再重发；以后到期的提醒照常。",
    "This one does not come again; later reminders come as ever.",
)
TO_DIRECTOR = frozenset({Verb.PRESENT, Verb.RECALL})


@bp.get("/")
@login_required
def index() -> ResponseReturnValue:
    return _page()


@bp.get("/<int:notice_id>")
@login_required
def follow(notice_id: int) -> ResponseReturnValue:
    """Open what the notice speaks of; having seen it, it counts as read."""
    notice = _own(notice_id)
    goal = target(notice)
    if notice.read_at is None:
        with transaction() as work:
            mark_read(work, me(), notice_id)
    return redirect(goal, 303)


@bp.post("/read")
@login_required
def read_all() -> ResponseReturnValue:
    """All of them, or those about one report."""
    with transaction() as work:
        mark_all_read(work, me(), request.form.get("report", type=int))
    return redirect(url_for("notices.index"), 303)


@bp.post("/<int:notice_id>/later")
@login_required
def snooze(notice_id: int) -> ResponseReturnValue:
    """Put a reminder off until a moment that the page offered."""
    _own(notice_id)
    try:
        with transaction() as work:
            again_at = snoozing.snooze(work, me(), notice_id, word("pause"))
    except Refused as refused:
        return _page(speak(refused.sentence)), status_of(refused)
    when = Clock(me().office).coming(again_at).words
    words = say("{when} 再提醒您。", "You will be reminded again {when}.", when=when)
    flash(speak(words), "success")
    return redirect(url_for("notices.index"), 303)


@bp.post("/<int:notice_id>/silent")
@login_required
def stay_silent(notice_id: int) -> ResponseReturnValue:
    _own(notice_id)
    with transaction():
        snoozing.stay_silent(me(), notice_id)
    flash(speak(SILENT), "success")
    return redirect(url_for("notices.index"), 303)


@bp.get("/bell")
@login_required
def bell() -> ResponseReturnValue:
    """The bell of the page's head; 204 while it still shows the right number."""
    count = unread_count(me().id)
    if request.args.get("shown", type=int) == count:
        return "", 204
    return render_template("parts/bell.html", unread_count=count)


@bp.get("/unsubscribe/<token>")
def unsubscribe(token: str) -> ResponseReturnValue:
    """Asks first: programs that look at links in mails must not stop anything."""
    if person_meant(token) is None:
        abort(404)
    return render_template("pages/unsubscribe.html", token=token, done=False)


@bp.post("/unsubscribe/<token>")
@csrf.exempt
def stop_digests(token: str) -> ResponseReturnValue:
    """One click, from a mail program or the page (RFC 8058); the link is its own authority."""
    person_id = person_meant(token)
    if person_id is None:
        abort(404)
    with transaction() as work:
        ways.stop_digests(work, person_id)
    return render_template("pages/unsubscribe.html", token=token, done=True)


@bp.get("/mailbox")
@login_required
def mailbox() -> ResponseReturnValue:
    """The mails as they would have been sent; there is none where a server sends them."""
    if not _keeps_mail():
        abort(404)
    clock, settings = Clock(me().office), current_app.extensions["settings"]
    mails = [
        {"message": message_of(one, settings), "when": clock.at(one.notice.created_at), "to": one}
        for one in kept_mails(me())
    ]
    return render_template("pages/mailbox.html", mails=mails)


def target(notice: Notice) -> str:
    """The page that a notice leads to."""
    whose = notice.details.get("for_id")
    if notice.section_id is not None:
        there = url_for("sections.show", section_id=notice.section_id, on_behalf_of=whose)
        return there + place(notice)
    if notice.kind in ABSENCE:
        return url_for("people.absences", person_id=notice.person_id)
    if notice.report_id is None:
        return url_for("desk.show")
    to_director = notice.kind in TO_DIRECTOR
    endpoint = "approval.show" if to_director else "reports.show"
    return url_for(endpoint, report_id=notice.report_id, on_behalf_of=whose)


def _own(notice_id: int) -> Notice:
    """404 for somebody else's."""
    return notice_for(me(), notice_id) or abort(404)


def _page(problem: str = "") -> str:
    """By report, the one with the newest notice first."""
    clock, locale, notices = Clock(me().office), language(), notices_of(me().id)
    choices = snoozing.choices_for(notices, clock.now)
    groups: dict[int | None, list[dict[str, Any]]] = {}
    for one in notices:
        pauses = choices.get(one.id, {}).items()
        row = {
            "notice": one,
            "headline": headline(one, locale),
            "when": clock.at(one.created_at),
            "again": clock.coming(one.again_at) if one.again_at else None,
            "pauses": [(pause, clock.coming(moment)) for pause, moment in pauses],
        }
        groups.setdefault(one.report_id, []).append(row)
    has_mailbox = _keeps_mail()
    return render_template(
        "pages/notices.html", groups=groups, has_mailbox=has_mailbox, problem=problem
    )


def _keeps_mail() -> bool:
    return not current_app.extensions["settings"].smtp_url
