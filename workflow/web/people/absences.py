"""When somebody is away and who acts for them: for the person and for the administrator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from workflow.actions.clock import parse_day, today_of
from workflow.actions.office import absences
from workflow.actions.work import transaction
from workflow.domain.machine import Refused
from workflow.domain.text import Text, say
from workflow.domain.time_words import plain_day
from workflow.store import Absence, Person
from workflow.store.absence import absence_of, absences_of, entrusted_to
from workflow.store.person import people_of
from workflow.web.access import me
from workflow.web.errors import status_of
from workflow.web.forms import row_id, word
from workflow.web.locale import speak
from workflow.web.people.access import known_person

ENDED = Text(
    "已结束。从现在起没有人代为办理。", "Ended: from now on nobody acts in that person's stead."
)


@dataclass(frozen=True)
class Line:
    """An absence in words; ``now``: it holds today."""

    row: Absence
    days: Text
    now: bool


@login_required
def show(person_id: int) -> ResponseReturnValue:
    return _page(_someone(person_id))


@login_required
def add(person_id: int) -> ResponseReturnValue:
    person = _someone(person_id)
    given = absences.Given(
        parse_day(word("first")),
        parse_day(word("last")),
        row_id(word("deputy_id")),
        word("reason"),
    )
    try:
        with transaction() as work:
            done = _entered(absences.add(work, me(), person_id, given))
    except Refused as refused:
        return _page(person, speak(refused.sentence)), status_of(refused)
    flash(speak(done), "success")
    return redirect(url_for("people.absences", person_id=person_id), 303)


@login_required
def end(person_id: int, absence_id: int) -> ResponseReturnValue:
    person = _someone(person_id)
    if absence_of(person_id, absence_id) is None:
        abort(404)
    try:
        with transaction() as work:
            absences.end(work, me(), person_id, absence_id)
    except Refused as refused:
        return _page(person, speak(refused.sentence)), status_of(refused)
    flash(speak(ENDED), "success")
    return redirect(url_for("people.absences", person_id=person_id), 303)


def _someone(person_id: int) -> Person:
    """Oneself, or for the administrator anybody of the office; others are not opened."""
    return me() if person_id == me().id else known_person(person_id)


def _entered(row: Absence) -> Text:
    if row.deputy is None:
        return say(
            "已登记。其间没有代理人，需要办理的事会等到回来。",
            "Entered. Nobody acts meanwhile: what is asked waits until the return.",
        )
    return say(
        "已登记，{deputy} 已收到通知，届时代为办理。",
        "Entered; {deputy} has been told and acts meanwhile.",
        deputy=row.deputy.name,
    )


def _line(row: Absence, today: date) -> Line:
    first, last = plain_day(row.first_on, today), plain_day(row.last_on, today)
    days = (
        first
        if row.first_on == row.last_on
        else say("{first} 至 {last}", "{first} to {last}", first=first, last=last)
    )
    return Line(row, days, row.first_on <= today)


def _page(person: Person, problem: str = "") -> str:
    today = today_of(me())
    others = [one for one in people_of(me().office_id) if one.id != person.id]
    return render_template(
        "pages/absences.html",
        person=person,
        oneself=person.id == me().id,
        lines=[_line(one, today) for one in absences_of(person.id, today)],
        entrusted=[_line(one, today) for one in entrusted_to(person.id, today)],
        others=[(one.id, one.name) for one in others],
        problem=problem,
        form=request.form,
        today=today.isoformat(),
    )
