"""The page behind the set-up link: the first office and its administrator."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from workflow.actions.office import onboarding
from workflow.actions.office.onboarding import FirstOffice
from workflow.actions.office.passwords import RULE, checked, hash_password
from workflow.actions.office.people import Particulars
from workflow.actions.work import transaction
from workflow.domain.machine import NotAllowed, NotYet
from workflow.domain.text import say
from workflow.web.account import sessions
from workflow.web.errors import status_of
from workflow.web.forms import ticked, word
from workflow.web.locale import LANGUAGES, language, speak

bp = Blueprint("setup", __name__)

ZONES = (
    ("Asia/Shanghai", say("北京时间", "Beijing")),
    ("Asia/Urumqi", say("乌鲁木齐", "Urumqi")),
    ("Asia/Hong_Kong", say("香港", "Hong Kong")),
    ("Asia/Macau", say("澳门", "Macau")),
    ("Asia/Taipei", say("台北", "Taipei")),
    ("Asia/Singapore", say("新加坡", "Singapore")),
    ("Asia/Tokyo", say("东京", "Tokyo")),
    ("Europe/London", say("伦敦", "London")),
    ("Europe/Berlin", say("柏林", "Berlin")),
    ("America/New_York", say("纽约", "New York")),
    ("America/Los_Angeles", say("洛杉矶", "Los Angeles")),
    ("UTC", say("世界协调时", "UTC")),
)


@bp.get("/setup/<secret>")
def show(secret: str) -> ResponseReturnValue:
    try:
        with transaction() as work:
            onboarding.open_link(work, secret)
    except NotAllowed as refused:
        return _page(secret, speak(refused.sentence), closed=True), 410
    return _page(secret)


@bp.post("/setup/<secret>")
def create(secret: str) -> ResponseReturnValue:
    """Office, calendar and administrator at once, then straight in."""
    try:
        with transaction() as work:
            onboarding.open_link(work, secret)
        given = _given()
        with transaction() as work:
            person = onboarding.set_up(work, secret, given)
    except NotAllowed as refused:
        return _page(secret, speak(refused.sentence), closed=True), 410
    except NotYet as refused:
        return _page(secret, speak(refused.sentence)), status_of(refused)
    sessions.begin(person)
    ready = say(
        "{office}已建立。接下来添加同事。",
        "{office} is set up. Next: your colleagues.",
        office=given.office,
    )
    flash(speak(ready), "success")
    return redirect(url_for("people.index"), 303)


def _given() -> FirstOffice:
    """The form as one value; the password is hashed outside any transaction."""
    wanted, again = request.form.get("wanted", ""), request.form.get("again", "")
    whose = Particulars(word("name"), word("email"))
    if wanted != again:
        raise NotYet(say("两次输入的密码不一致。", "The two passwords are not the same."))
    given = FirstOffice(
        office=word("office"),
        zone=word("zone"),
        language=word("language"),
        name=whose.name,
        email=whose.email,
        password_hash=hash_password(checked(wanted, whose)),
        is_editor=ticked("is_editor"),
    )
    onboarding.check(given)
    return given


def _page(secret: str, problem: str = "", closed: bool = False) -> str:
    return render_template(
        "pages/setup.html",
        secret=secret,
        problem=problem,
        closed=closed,
        rule=RULE,
        zones=[(value, f"{speak(words)} ({value})") for value, words in ZONES],
        tongues=[("zh", "简体中文"), ("en", "English")],
        language=request.form.get("language") or language(),
        form=request.form,
        fresh=request.method == "GET",
        languages=LANGUAGES,
    )
