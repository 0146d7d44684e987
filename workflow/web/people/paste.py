"""Add many people at once from a pasted list: looked at first, then all or nothing."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_login import login_required

from workflow.actions.office import people
from workflow.actions.office.passwords import new_secret
from workflow.actions.office.people_list import Line, is_ready, read_list, too_many
from workflow.actions.work import transaction
from workflow.domain.machine import Refused
from workflow.web.access import me
from workflow.web.errors import status_of
from workflow.web.locale import speak
from workflow.web.people.access import administrator


@login_required
def show() -> ResponseReturnValue:
    administrator()
    return _page("", ())


@login_required
def check() -> ResponseReturnValue:
    """Each line with its fault; nothing is created."""
    administrator()
    return _page(_text(), _lines())


@login_required
def create() -> ResponseReturnValue:
    """All of them, when no line has a fault; the passwords are in the answer and nowhere else."""
    administrator()
    lines = _lines()
    if not is_ready(lines):
        return _page(_text(), lines), 422
    secrets = [new_secret() for _ in lines]
    try:
        with transaction() as work:
            made = people.add_all(work, me(), [line.given for line in lines], secrets)
    except Refused as refused:
        return _page(_text(), _lines(), speak(refused.sentence)), status_of(refused)
    pairs = [(one, secret.password) for one, secret in zip(made, secrets, strict=True)]
    return render_template("pages/people_passwords.html", made=pairs), 201


def _text() -> str:
    """The list as pasted: blanks between columns matter, NUL does not."""
    return request.form.get("people", "").replace("\0", "")


def _lines() -> tuple[Line, ...]:
    return read_list(me().office_id, _text())


def _page(text: str, lines: tuple[Line, ...], problem: str = "") -> str:
    return render_template(
        "pages/people_paste.html",
        text=text,
        lines=lines,
        ready=is_ready(lines),
        faults=sum(line.fault is not None for line in lines),
        problem=problem or speak(too_many(lines)),
        sent=request.method == "POST",
    )
