"""Into the outbox: of many things told at once, each kind of row is written by one statement."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from sqlalchemy import insert

from workflow.actions.work import Work
from workflow.domain.absences import Mandate, deputies_of, principals_of
from workflow.domain.channels import route
from workflow.domain.telling import Choice, choice_for, digest_moment
from workflow.queue import MESSAGES_AT_ONCE, Job
from workflow.store import Delivery, Notice, Person, Report, db
from workflow.store.person import people_there

People = Mapping[int, Person]


@dataclass(frozen=True)
class Letter:
    """Words for these people, and for whoever acts for one of them unless they are meant
    themselves; never for the actor.
    """

    people: Collection[int]
    kind: str
    details: Mapping[str, Any]
    report: Report | None = None
    section_id: int | None = None
    actor_id: int | None = None
    mandates: Collection[Mandate] = ()

    @property
    def reached(self) -> set[int]:
        people = set(self.people)
        return (people | deputies_of(people, self.mandates)) - {self.actor_id}


def post(work: Work, letters: Sequence[Letter]) -> list[dict[int, int]]:
    """One notice a person and letter, with its message where the person wants one at once; none
    for people who have left. Gives the ids of the notices by person, letter by letter.
    """
    reached = {one for letter in letters for one in letter.reached}
    people = {one.id: one for one in people_there(reached)}
    places, rows = [], []
    for place, letter in enumerate(letters):
        for row in _notices(work, letter, people):
            places.append(place)
            rows.append(row)
    told: list[dict[int, int]] = [{} for _ in letters]
    ids = _written(rows)
    for place, row, number in zip(places, rows, ids, strict=True):
        told[place][row["person_id"]] = number
    _send(work, people, zip(rows, ids, strict=True))
    return told


def _notices(work: Work, letter: Letter, people: People) -> Iterator[dict[str, Any]]:
    for person_id in sorted(letter.reached):
        person = people.get(person_id)
        if person is None or choice_for(letter.kind, person.choices) is Choice.OFF:
            continue
        yield {
            "person_id": person_id,
            "report_id": letter.report.id if letter.report else None,
            "section_id": letter.section_id,
            "actor_id": letter.actor_id,
            "kind": letter.kind,
            "details": _words(letter, person_id, people),
            "created_at": work.now,
            "digest_at": _digest_at(work, letter, person),
        }


def _words(letter: Letter, person_id: int, people: People) -> dict[str, Any]:
    """A deputy reads ``for``: in whose stead they are told, and ``for_id``: the first of them."""
    if person_id in letter.people:
        return dict(letter.details)
    absent = [one for one in principals_of(person_id, letter.mandates) if one in letter.people]
    known = [one for one in absent if one in people and one != letter.actor_id]
    named = "、".join(people[one].name for one in known)
    return {**letter.details, "for": named, "for_id": absent[0]}


def _digest_at(work: Work, letter: Letter, person: Person) -> Any:
    if not person.channels or choice_for(letter.kind, person.choices) is not Choice.DIGEST:
        return None
    zone = (letter.report or person).office.zone
    return digest_moment(person.id, person.digest_hour, work.now, zone)


def _written(rows: Sequence[Mapping[str, Any]]) -> list[int]:
    if not rows:
        return []
    made = insert(Notice).returning(Notice.id, sort_by_parameter_order=True)
    return list(db.session.scalars(made, rows))


def _send(work: Work, people: People, notices: Iterator[tuple[dict[str, Any], int]]) -> None:
    """A message by the first channel of whoever wants it at once; a hint for as many as one job
    takes.
    """
    rows: list[dict[str, Any]] = []
    for row, notice_id in notices:
        person = people[row["person_id"]]
        way = route(person.channels)
        if way and choice_for(row["kind"], person.choices) is Choice.AT_ONCE:
            rows.append({"notice_id": notice_id, "channel": way[0], "next_at": work.now})
    if not rows:
        return
    made = insert(Delivery).returning(Delivery.id, sort_by_parameter_order=True)
    sent: dict[str, count[int]] = {}
    for row, delivery_id in zip(rows, db.session.scalars(made, rows), strict=True):
        if next(sent.setdefault(row["channel"], count())) % MESSAGES_AT_ONCE == 0:
            work.hint(Job.DELIVER, delivery_id)
