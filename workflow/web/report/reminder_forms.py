"""The rules of reminders as a form holds them: a line a rung, an empty line for one more."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time
from typing import Any

from workflow.domain.ladder import Rung
from workflow.domain.ladder_rules import MOST_RUNGS, told_by
from workflow.domain.terms import AlarmKind
from workflow.web.acting import Form

Line = dict[str, Any]
"""``days`` (None where it is no number) and ``roles``."""


def rules_of(form: Form) -> dict[str, Any]:
    """What ``set_reminders`` takes; a line without a day is left out."""
    ladders = {str(kind): _lines(form, kind) for kind in AlarmKind if f"with-{kind}" in form}
    return {"ladders": ladders, "remind_at": clock_of(form.get("remind_at", ""))}


def _lines(form: Form, kind: AlarmKind) -> list[Line]:
    lines = (
        (form.get(f"day-{kind}-{n}", "").strip(), form.getlist(f"who-{kind}-{n}"))
        for n in range(MOST_RUNGS + 1)
    )
    known = {str(role) for role in told_by(kind)}
    return [
        {"days": whole(day), "roles": [one for one in who if one in known]}
        for day, who in lines
        if day
    ]


def whole(text: str) -> int | None:
    """A whole number of days, minus in any of its signs; None for anything else."""
    digits = text.replace("−", "-").replace("－", "-").replace("+", "")
    is_number = digits.removeprefix("-").isdecimal() and digits.isascii() and len(digits) < 6
    return int(digits) if is_number else None


def clock_of(text: str) -> time | None:
    """A time of day as a form sends it (09:00); None for anything else."""
    try:
        return time.fromisoformat(text.strip()).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError:
        return None


def lines_of(rungs: Iterable[Rung]) -> list[Line]:
    """Stored rungs as the form's lines."""
    return [{"days": rung.offset, "roles": [str(role) for role in rung.roles]} for rung in rungs]
