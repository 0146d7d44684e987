"""The rules of a report's reminders, as its editor sets them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import time
from typing import Any

from workflow.domain.ladder import Rung
from workflow.domain.ladder_rules import DEFAULT_RUNGS, FARTHEST, MOST_RUNGS, as_stored, told_by
from workflow.domain.machine import NotYet
from workflow.domain.terms import AlarmKind, Role
from workflow.domain.text import say
from workflow.store import Report


def change(report: Report, given: Mapping[str, Any]) -> None:
    """``ladders``: by kind (one left out stays as it is) the rungs, each with ``days`` and
    ``roles``; ``remind_at`` (time): none for the office's. Raises NotYet with the sentence.
    """
    chosen = dict(report.ladders)
    for kind, lines in given.get("ladders", {}).items():
        rungs = checked(AlarmKind(kind), lines)
        chosen[kind] = as_stored(rungs)
        if chosen[kind] == as_stored(DEFAULT_RUNGS[AlarmKind(kind)]):
            del chosen[kind]
    report.ladders = chosen
    if "remind_at" in given:
        wanted = given["remind_at"]
        report.remind_at = wanted if isinstance(wanted, time) else None


def checked(kind: AlarmKind, lines: Iterable[Mapping[str, Any]]) -> tuple[Rung, ...]:
    """The rungs that a form holds; each day once, each told to somebody."""
    rungs = tuple(_rung(kind, one["days"], one["roles"]) for one in lines)
    if len({rung.offset for rung in rungs}) < len(rungs) or len(rungs) > MOST_RUNGS:
        raise NotYet(
            say(
                "“{kind}”的提醒最多 {n} 次，每一天只能列一次。没有任何改动。",
                "“{kind}” takes at most {n} reminders, each day once. Nothing was changed.",
                kind=kind.label,
                n=MOST_RUNGS,
            )
        )
    return rungs


def _rung(kind: AlarmKind, offset: Any, roles: Iterable[Any]) -> Rung:
    told = tuple(role for role in told_by(kind) if role in set(map(Role, roles)))
    if not isinstance(offset, int) or abs(offset) > FARTHEST:
        raise NotYet(
            say(
                "提醒的日子须是期限前后 {n} 个工作日以内的整数。没有任何改动。",
                "A reminder lies at most {n} working days before or after the deadline. "
                "Nothing was changed.",
                n=FARTHEST,
            )
        )
    if not told:
        raise NotYet(say("请为每次提醒选定提醒谁。", "Please choose whom each reminder is for."))
    return Rung(offset, told)
