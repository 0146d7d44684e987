"""One's own account: language and password."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from workflow.actions.office import account
from workflow.actions.office.passwords import RULE
from workflow.actions.work import transaction
from workflow.domain.machine import Refused
from workflow.domain.text import Text
from workflow.store import db
from workflow.web.access import me
from workflow.web.account import sessions
from workflow.web.errors import status_of
from workflow.web.forms import word
from workflow.web.locale import LANGUAGES, speak

bp = Blueprint("account", __name__, url_prefix="/account")

SAVED = Text("已保存。", "Saved.")
CHANGED = Text(
    "密码已更改。其他设备上的登录已经失效。",
    "Your password is changed; you were logged out everywhere else.",
)


@bp.get("/")
@login_required
def show() -> ResponseReturnValue:
    return render_template("pages/account.html", person=me(), rule=RULE)


@bp.post("/")
@login_required
def save() -> ResponseReturnValue:
    chosen = word("language")
    chosen = chosen if chosen in LANGUAGES else me().language
    person_id = me().id
    with transaction() as work:
        account.set_language(work, person_id, chosen)
    flash(speak(SAVED), "success")
    return redirect(url_for("account.show"), 303)


@bp.get("/password")
@login_required
def password() -> ResponseReturnValue:
    return _password_page()


@bp.post("/password")
@login_required
def set_password() -> ResponseReturnValue:
    """A new password: this browser goes on, every other session ends."""
    try:
        hashed = account.new_password_hash(me(), _raw("present"), _raw("wanted"), _raw("again"))
    except Refused as refused:
        return _password_page(speak(refused.sentence)), status_of(refused)
    was_given, person_id = me().must_change_password, me().id
    with transaction() as work:
        account.set_password(work, person_id, hashed)
    sessions.begin(db.session.get_one(type(me()), person_id))
    flash(speak(CHANGED), "success")
    return redirect(url_for("desk.show" if was_given else "account.show"), 303)


def _raw(name: str) -> str:
    """A password as typed: blanks belong to it."""
    return request.form.get(name, "")


def _password_page(problem: str = "") -> str:
    return render_template("pages/password.html", person=me(), rule=RULE, problem=problem)
