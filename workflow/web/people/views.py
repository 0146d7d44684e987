"""The people of the office: kept by its administrator, known to everybody in it."""

from __future__ import annotations

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from workflow.actions.office import people
from workflow.actions.office.passwords import new_secret
from workflow.actions.office.people import Particulars
from workflow.actions.work import transaction
from workflow.domain.machine import Refused
from workflow.domain.text import say
from workflow.store import Person
from workflow.store.office import departments_of
from workflow.store.person import people_of
from workflow.web.access import me
from workflow.web.account import attempts
from workflow.web.errors import status_of
from workflow.web.forms import ticked, word
from workflow.web.locale import speak
from workflow.web.people import absences as people_absences
from workflow.web.people import departments as people_departments
from workflow.web.people import leaving as people_leaving
from workflow.web.people import paste as people_paste
from workflow.web.people.access import administrator, known_person

bp = Blueprint("people", __name__, url_prefix="/people")
bp.add_url_rule("/list", "paste", people_paste.show)
bp.add_url_rule("/list", "paste_check", people_paste.check, methods=["POST"])
bp.add_url_rule("/list/create", "paste_create", people_paste.create, methods=["POST"])
bp.add_url_rule("/departments", "departments", people_departments.show)
bp.add_url_rule("/departments", "add_department", people_departments.add, methods=["POST"])
bp.add_url_rule(
    "/departments/<int:department_id>",
    "change_department",
    people_departments.change,
    methods=["POST"],
)
bp.add_url_rule("/<int:person_id>/leave", "leave", people_leaving.show)
bp.add_url_rule("/<int:person_id>/leave", "deactivate", people_leaving.deactivate, methods=["POST"])

here = "/<int:person_id>/absences"
bp.add_url_rule(here, "absences", people_absences.show)
bp.add_url_rule(here, "add_absence", people_absences.add, methods=["POST"])
bp.add_url_rule(
    f"{here}/<int:absence_id>/end", "end_absence", people_absences.end, methods=["POST"]
)


@bp.get("/")
@login_required
def index() -> ResponseReturnValue:
    return _index()


@bp.post("/")
@login_required
def add() -> ResponseReturnValue:
    """One person; the password made for them is in the answer and nowhere else."""
    administrator()
    secret = new_secret()
    try:
        with transaction() as work:
            person = people.add(work, me(), _given(), secret)
    except Refused as refused:
        return _index(speak(refused.sentence)), status_of(refused)
    return _passwords(person, secret.password), 201


@bp.get("/<int:person_id>")
@login_required
def show(person_id: int) -> ResponseReturnValue:
    return _person_page(known_person(person_id))


@bp.post("/<int:person_id>")
@login_required
def save(person_id: int) -> ResponseReturnValue:
    person = known_person(person_id)
    try:
        with transaction() as work:
            people.change(work, me(), person_id, _given())
    except Refused as refused:
        return _person_page(person, speak(refused.sentence)), status_of(refused)
    flash(speak(say("已保存。", "Saved.")), "success")
    return redirect(url_for("people.show", person_id=person_id), 303)


@bp.post("/<int:person_id>/password")
@login_required
def reset(person_id: int) -> ResponseReturnValue:
    """A new password, shown once; old sessions end, and counted log-ins are forgotten."""
    person = known_person(person_id)
    if person.id == me().id:
        return redirect(url_for("account.password"), 303)
    secret = new_secret()
    with transaction() as work:
        person = people.reset(work, me(), person_id, secret)
    current_app.extensions["attempts"].forget(attempts.account_key(person.email))
    return _passwords(person, secret.password)


@bp.post("/<int:person_id>/return")
@login_required
def take_back(person_id: int) -> ResponseReturnValue:
    known_person(person_id)
    secret = new_secret()
    with transaction() as work:
        person = people.take_back(work, me(), person_id, secret)
    return _passwords(person, secret.password)


def _given() -> Particulars:
    return Particulars(
        name=word("name"),
        email=word("email"),
        department=word("department"),
        is_editor=ticked("is_editor"),
        is_administrator=ticked("is_administrator"),
    )


def _index(problem: str = "") -> str:
    everybody = people_of(me().office_id, active_only=not me().is_administrator)
    return render_template(
        "pages/people.html",
        problem=problem,
        staff=[one for one in everybody if one.active],
        former=[one for one in everybody if not one.active],
        departments=[one.name for one in departments_of(me().office_id)],
        form=request.form,
    )


def _person_page(person: Person, problem: str = "") -> str:
    return render_template(
        "pages/person.html",
        person=person,
        problem=problem,
        departments=[one.name for one in departments_of(me().office_id)],
        form=request.form,
        sent=request.method == "POST",
    )


def _passwords(person: Person, password: str) -> str:
    return render_template("pages/people_passwords.html", made=[(person, password)])
