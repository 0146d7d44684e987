"""Somebody leaves: what they have in hand, who takes it, and then the end of the account."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from workflow.actions.office.open_work import hand_over_and_deactivate, open_work
from workflow.actions.work import transaction
from workflow.domain.machine import Refused
from workflow.domain.text import say
from workflow.store import Person
from workflow.store.person import people_of
from workflow.web.access import me
from workflow.web.errors import status_of
from workflow.web.forms import row_id
from workflow.web.locale import speak
from workflow.web.people.access import known_person


@login_required
def show(person_id: int) -> ResponseReturnValue:
    person = known_person(person_id)
    if not person.active:
        return redirect(url_for("people.show", person_id=person_id), 303)
    return _page(person)


@login_required
def deactivate(person_id: int) -> ResponseReturnValue:
    """Everything goes to its successor and the account ends, or nothing happens."""
    person = known_person(person_id)
    successors = {key: row_id(value) for key, value in request.form.items()}
    try:
        with transaction() as work:
            name = hand_over_and_deactivate(work, me(), person_id, successors).name
    except Refused as refused:
        return _page(person, speak(refused.sentence)), status_of(refused)
    done = say(
        "{name}的账号已停用，未完成的工作已经交接，历史记录都在。",
        "The account of {name} is closed, open work was handed over, and the history stays.",
        name=name,
    )
    flash(speak(done), "success")
    return redirect(url_for("people.index"), 303)


def _page(person: Person, problem: str = "") -> str:
    others = [one for one in people_of(me().office_id) if one.id != person.id]
    return render_template(
        "pages/person_leave.html",
        person=person,
        items=open_work(person),
        others=[(one.id, one.name) for one in others],
        problem=problem,
        form=request.form,
    )
