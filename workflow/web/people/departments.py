"""The departments of the office."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from workflow.actions.office import departments
from workflow.actions.work import transaction
from workflow.domain.machine import Refused
from workflow.domain.text import say
from workflow.store.office import department_of, departments_of
from workflow.store.person import people_of
from workflow.web.access import me
from workflow.web.errors import status_of
from workflow.web.forms import row_id, ticked, word
from workflow.web.locale import speak
from workflow.web.people.access import administrator


@login_required
def show() -> ResponseReturnValue:
    administrator()
    return _page()


@login_required
def add() -> ResponseReturnValue:
    administrator()
    try:
        with transaction() as work:
            departments.add(work, me(), word("name"))
    except Refused as refused:
        return _page(speak(refused.sentence)), status_of(refused)
    return _done()


@login_required
def change(department_id: int) -> ResponseReturnValue:
    """Name and head, or (``remove``) the end of an empty department."""
    if department_of(me().office_id, department_id) is None:
        abort(404)
    administrator()
    try:
        with transaction() as work:
            if ticked("remove"):
                departments.remove(work, me(), department_id)
            else:
                departments.rename(work, me(), department_id, word("name"))
                if "head_id" in request.form:
                    departments.lead(work, me(), department_id, row_id(word("head_id")))
    except Refused as refused:
        return _page(speak(refused.sentence)), status_of(refused)
    return _done()


def _done() -> ResponseReturnValue:
    flash(speak(say("已保存。", "Saved.")), "success")
    return redirect(url_for("people.departments"), 303)


def _page(problem: str = "") -> str:
    return render_template(
        "pages/people_departments.html",
        problem=problem,
        departments=departments_of(me().office_id),
        colleagues=people_of(me().office_id),
        counts=departments.members_count(me().office_id),
    )
