"""Keys for one's own scripts: made, shown once, ended."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from workflow.actions.office import api_tokens
from workflow.actions.work import transaction
from workflow.domain.machine import Refused
from workflow.domain.text import Text
from workflow.store.api_token import tokens_of
from workflow.store.base import utc_now
from workflow.web.access import me
from workflow.web.errors import status_of
from workflow.web.forms import word
from workflow.web.locale import speak

bp = Blueprint("keys", __name__, url_prefix="/account/keys")

ENDED = Text(
    "密钥已停用，用它的程序从现在起打不开任何内容。",
    "The key has ended: what uses it opens nothing from now on.",
)


@bp.get("/")
@login_required
def show() -> ResponseReturnValue:
    return _page()


@bp.post("/")
@login_required
def make() -> ResponseReturnValue:
    """The secret stands on this one answer and nowhere else."""
    try:
        with transaction() as work:
            secret = api_tokens.make(work, me(), word("name"))
    except Refused as refused:
        return _page(problem=speak(refused.sentence)), status_of(refused)
    return _page(secret)


@bp.post("/<int:key_id>")
@login_required
def end(key_id: int) -> ResponseReturnValue:
    with transaction() as work:
        found = api_tokens.end(work, me(), key_id)
    if not found:
        abort(404)
    flash(speak(ENDED), "success")
    return redirect(url_for("keys.show"), 303)


def _page(secret: str = "", problem: str = "") -> str:
    now = utc_now()
    return render_template(
        "pages/keys.html",
        keys=[(one, one.holds(now)) for one in tokens_of(me().id)],
        secret=secret,
        problem=problem,
        address=request.url_root.rstrip("/") + "/api/v1",
    )
