"""Absences: entered by whoever is away or by the administrator, with a deputy meanwhile."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from workflow.actions.clock import today_of
from workflow.actions.colleagues import colleague
from workflow.actions.record import notify
from workflow.actions.work import Work
from workflow.domain.absence_words import ENTERED, NAMED, RELEASED
from workflow.domain.absences import days_within
from workflow.domain.machine import NotAllowed, NotYet
from workflow.domain.text import Text, say
from workflow.store import Absence, Person, db
from workflow.store.absence import absence_of, absences_of, away_of
from workflow.store.office import locked_office

LONGEST = timedelta(days=366)
LONGEST_REASON = 200

NOT_YOURS = Text(
    "外出由本人或管理员登记，没有任何改动。",
    "Absences are entered by the person or by the administrator. Nothing was changed.",
)
NO_DAYS = Text(
    "请填写起止日期，止日不早于起日，也不早于今天。",
    "Please give the first and the last day; the last is neither before the first nor past.",
)
TOO_LONG = Text(
    "一次最多登记一年，请分段登记。", "At most a year at a time: enter it in parts, please."
)
NOT_ONESELF = Text("代理人须是另一位同事。", "The deputy has to be a colleague.")
GONE = Text(
    "没有这条记录，或它已经结束。没有任何改动，请刷新页面。",
    "There is no such absence, or it is over. Nothing was changed: reload the page.",
)


@dataclass(frozen=True)
class Given:
    """What is typed; ``deputy_id`` 0 stands for nobody."""

    first: date | None
    last: date | None
    deputy_id: int = 0
    reason: str = ""


def add(work: Work, actor: Person, person_id: int, given: Given) -> Absence:
    """A new absence; the deputy is told, and the person where somebody else entered it."""
    _may(actor, person_id)
    locked_office(actor.office_id)
    person = colleague(actor.office_id, person_id)
    first, last = checked_days(given.first, given.last, today_of(actor, work.now))
    deputy = colleague(actor.office_id, given.deputy_id) if given.deputy_id else None
    if deputy is not None and deputy.id == person.id:
        raise NotYet(NOT_ONESELF)
    _is_new(person, first, last)
    row = Absence(
        person=person,
        deputy=deputy,
        first_on=first,
        last_on=last,
        reason=given.reason.strip()[:LONGEST_REASON],
        entered_by_id=actor.id,
        created_at=work.now,
    )
    db.session.add(row)
    db.session.flush()
    if deputy is not None:
        notify(work, [deputy], NAMED, _details(actor, row), actor)
    notify(work, [person], ENTERED, _details(actor, row), actor)
    return row


def end(work: Work, actor: Person, person_id: int, absence_id: int) -> Absence:
    """Taken back before it begins, or over early; from now on nobody acts for the person."""
    _may(actor, person_id)
    locked_office(actor.office_id)
    person = colleague(actor.office_id, person_id)
    row = absence_of(person.id, absence_id)
    if row is None or row.ended_at is not None or row.last_on < today_of(actor, work.now):
        raise NotYet(GONE)
    row.ended_at = work.now
    if row.deputy is not None:
        notify(work, [row.deputy], RELEASED, _details(actor, row), actor)
    return row


def days_away(
    person_ids: Collection[int], first: date, last: date
) -> Mapping[int, frozenset[date]]:
    """The days from ``first`` to ``last`` (both included) on which each of these people is away;
    whoever never is, is left out.
    """
    return days_within(away_of(person_ids, first, last), first, last)


def _may(actor: Person, person_id: int) -> None:
    if not (actor.active and (actor.id == person_id or actor.is_administrator)):
        raise NotAllowed(NOT_YOURS)


def checked_days(first: date | None, last: date | None, today: date) -> tuple[date, date]:
    """Both days, where they can be days to come; raises NotYet with the sentence."""
    if first is None or last is None or last < first or last < today:
        raise NotYet(NO_DAYS)
    if last - first > LONGEST:
        raise NotYet(TOO_LONG)
    return first, last


def _is_new(person: Person, first: date, last: date) -> None:
    for one in absences_of(person.id, first):
        if one.as_away().meets(first, last):
            raise NotYet(
                say(
                    "这几天与已登记的外出（{first} 至 {last}）重叠。请先结束那一条，再登记。",
                    "These days overlap an absence entered before ({first} to {last}): end that "
                    "one first.",
                    first=one.first_on.isoformat(),
                    last=one.last_on.isoformat(),
                )
            )


def _details(actor: Person, row: Absence) -> dict[str, Any]:
    """The words of the notices; the reason stays between the person and the administrator."""
    return {
        "actor": actor.name,
        "person": row.person.name,
        "person_id": row.person_id,
        "first": row.first_on.isoformat(),
        "last": row.last_on.isoformat(),
    }
