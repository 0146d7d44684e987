"""House styles of the office: the list, the form with its sheet, a sample document."""

from __future__ import annotations

import io
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from workflow.actions.assembly import house_styles
from workflow.actions.work import transaction
from workflow.domain.machine import Refused
from workflow.domain.text import say
from workflow.web.access import me
from workflow.web.errors import status_of
from workflow.web.forms import word
from workflow.web.locale import speak
from workflow.web.people.access import administrator
from workflow.web.report.assembly_views import DOCX
from workflow.web.styles import form as style_form
from workflow.web.styles.fields import FACES, SIZES
from workflow.web.styles.sheet import Sheet

bp = Blueprint("styles", __name__, url_prefix="/styles")


@bp.get("/")
@login_required
def index() -> ResponseReturnValue:
    """Editors see what there is to choose from; administrators change it."""
    if not (me().is_administrator or me().is_editor):
        abort(403)
    return _list()


@bp.post("/")
@login_required
def copy() -> ResponseReturnValue:
    administrator()
    try:
        with transaction() as work:
            made = house_styles.copy(work, me(), word("base"), word("title"))
    except Refused as refused:
        return _list(refused), status_of(refused)
    return redirect(url_for("styles.show", name=made.name), 303)


@bp.get("/<name>")
@login_required
def show(name: str) -> ResponseReturnValue:
    data = _known(name)
    return _form(name, data)


@bp.post("/<name>")
@login_required
def change(name: str) -> ResponseReturnValue:
    """Save the form; ``act`` may say default, restore or remove instead."""
    administrator()
    data = _known(name)
    act = word("act")
    sent = style_form.read(request.form, data) if not act else data
    try:
        with transaction() as work:
            _do(work, act, name, sent)
    except Refused as refused:
        return _form(name, sent, refused)
    flash(speak(say("已保存。", "Saved.")), "success")
    gone = act == "remove"
    return redirect(url_for("styles.index") if gone else url_for("styles.show", name=name), 303)


@bp.post("/<name>/sheet")
@login_required
def sheet(name: str) -> ResponseReturnValue:
    """The sheet as the form would make it, nothing saved."""
    administrator()
    sent = style_form.read(request.form, _known(name))
    try:
        profile = house_styles.checked(sent)
    except Refused as refused:
        return render_template("parts/style_sheet.html", refused=refused)
    return render_template("parts/style_sheet.html", sheet=Sheet(profile))


@bp.get("/<name>/sample.docx")
@login_required
def sample(name: str) -> ResponseReturnValue:
    """A page in this style, as it would be assembled."""
    _known(name)
    made = house_styles.sample(me().office_id, name)
    return send_file(io.BytesIO(made), DOCX, as_attachment=True, download_name=f"{name}.docx")


def _do(work: Any, act: str, name: str, data: dict[str, Any]) -> None:
    others = {
        "default": house_styles.make_default,
        "restore": house_styles.restore,
        "remove": house_styles.remove,
    }
    if act in others:
        others[act](work, me(), name)
    else:
        house_styles.change(work, me(), name, data)


def _known(name: str) -> dict[str, Any]:
    """The style's data; another office's name reads as absent, and so for who has no say."""
    if not (me().is_administrator or me().is_editor):
        abort(403)
    data = house_styles.data_of(me().office_id, name)
    if data is None:
        abort(404)
    return data


def _list(refused: Refused | None = None) -> str:
    return render_template(
        "pages/styles.html", styles=house_styles.listed(me()), refused=refused, title=word("title")
    )


def _form(name: str, data: dict[str, Any], refused: Refused | None = None) -> ResponseReturnValue:
    """The form as stored, or as sent with the sentence beside the field that it is about."""
    place = str(getattr(getattr(refused, "__cause__", None), "place", ""))
    listed = next(one for one in house_styles.listed(me()) if one.profile.name == name)
    html = render_template(
        "pages/style.html",
        style=listed,
        title=data["zh"],
        groups=style_form.GROUPS,
        values=dict(request.form) if refused and request.form else style_form.shown(data),
        sizes=SIZES,
        faces=FACES,
        sheet=Sheet(listed.profile),
        refused=refused,
        place=place,
        editable=me().is_administrator,
    )
    return html, status_of(refused) if refused else 200
