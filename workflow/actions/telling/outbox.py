"""Into the outbox: of many things told at once, each kind of row is written by one statement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from workflow.actions.work import Work
from workflow.domain.absences import Mandate, deputies_of, principals_of
from workflow.domain.channels import route
from workflow.domain.telling import Choice, choice_for, digest_moment
from workflow.queue import MESSAGES_AT_ONCE, Job
from workflow.store import Delivery, Notice, Person, Report
from workflow.store.many import written
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
    found = [
        (place, person, choice, row)
        for place, letter in enumerate(letters)
        for person, choice, row in _notices(work, letter, people)
    ]
    told: list[dict[int, int]] = [{} for _ in letters]
    ids = written(Notice, [row for *_, row in found])
    at_once = []
    for (place, person, choice, _), notice_id in zip(found, ids, strict=True):
        told[place][person.id] = notice_id
        if choice is Choice.AT_ONCE:
            at_once.append((person, notice_id))
    _send(work, at_once)
    return told


def _notices(
    work: Work, letter: Letter, people: People
) -> Iterator[tuple[Person, Choice, dict[str, Any]]]:
    """The rows of a letter, each with its person and what that one chose for such a matter."""
    for person_id in sorted(letter.reached):
        person = people.get(person_id)
        choice = choice_for(letter.kind, person.choices) if person else Choice.OFF
        if person is None or choice is Choice.OFF:
            continue
        row = {
            "person_id": person_id,
            "report_id": letter.report.id if letter.report else None,
            "section_id": letter.section_id,
            "actor_id": letter.actor_id,
            "kind": letter.kind,
            "details": _words(letter, person_id, people),
            "created_at": work.now,
            "digest_at": _digest_at(work, letter, person) if choice is Choice.DIGEST else None,
        }
        yield person, choice, row


def _words(letter: Letter, person_id: int, people: People) -> dict[str, Any]:
    """A deputy reads ``for``: in whose stead they are told, and ``for_id``: the first of them."""
    if person_id in letter.people:
        return dict(letter.details)
    absent = [one for one in principals_of(person_id, letter.mandates) if one in letter.people]
    known = [one for one in absent if one in people and one != letter.actor_id]
    named = "、".join(people[one].name for one in known)
    return {**letter.details, "for": named, "for_id": absent[0]}


def _digest_at(work: Work, letter: Letter, person: Person) -> datetime | None:
    if not person.channels:
        return None
    zone = (letter.report or person).office.zone
    return digest_moment(person.id, person.digest_hour, work.now, zone)


def _send(work: Work, notices: Sequence[tuple[Person, int]]) -> None:
    """A message by each person's first channel; a hint for as many as one job takes."""
    ways = [(way[0], notice_id) for one, notice_id in notices if (way := route(one.channels))]
    rows = [
        {"notice_id": notice_id, "channel": channel, "next_at": work.now}
        for channel, notice_id in ways
    ]
    seen = Counter[str]()
    for (channel, _), delivery_id in zip(ways, written(Delivery, rows), strict=True):
        if seen[channel] % MESSAGES_AT_ONCE == 0:
            work.hint(Job.DELIVER, delivery_id)
        seen[channel] += 1
