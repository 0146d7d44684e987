"""Write down what happened, and tell whom it concerns, in the act's own transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from workflow.actions.work import Work
from workflow.domain.absences import Mandate, deputies_of, principals_of
from workflow.domain.channels import route
from workflow.domain.telling import Choice, choice_for, digest_moment
from workflow.domain.terms import Verb
from workflow.domain.trail import link_hash
from workflow.queue import Job
from workflow.store import Delivery, Event, Notice, Person, Report, Section, db
from workflow.store.person import people_there


def record(
    work: Work,
    report: Report,
    actor: Person | None,
    verb: Verb,
    details: Mapping[str, Any],
    section: Section | None = None,
    on_behalf_of: Person | None = None,
) -> Event:
    """Append one event to the report's trail; the caller holds the report's row lock."""
    event = Event(
        report_id=report.id,
        seq=report.trail_count + 1,
        section_id=section.id if section else None,
        actor_id=actor.id if actor else None,
        on_behalf_of_id=on_behalf_of.id if on_behalf_of else None,
        verb=verb,
        details=dict(details),
        at=work.now,
        previous=report.trail_head,
    )
    event.hash = link_hash(event.previous, event.seq, event.fields())
    report.trail_count, report.trail_head = event.seq, event.hash
    db.session.add(event)
    return event


def tell(
    work: Work,
    person_ids: Iterable[int],
    kind: str,
    details: Mapping[str, Any],
    report: Report,
    section: Section | None = None,
    actor: Person | None = None,
    mandates: Collection[Mandate] = (),
) -> list[Notice]:
    """One notice each, never to the actor, to people who have left, or who want none of it; and
    one to whoever acts for somebody told, unless they are told themselves.
    """
    meant = set(person_ids)
    deputies = deputies_of(meant, mandates)
    people = people_there((meant | deputies) - {actor.id if actor else None})
    names = {one.id: one.name for one in people}
    told = []
    for one in people:
        if choice_for(kind, one.choices) is Choice.OFF:
            continue
        words = details if one.id in meant else _for_others(one, meant, mandates, details, names)
        told.append(_notice(work, one, kind, words, report, section, actor))
    return _sent(work, told)


def notify(
    work: Work, people: Iterable[Person], kind: str, details: Mapping[str, Any], actor: Person
) -> list[Notice]:
    """As ``tell``, about something that belongs to no report."""
    there = [one for one in people if one.active and one.id != actor.id]
    return _sent(work, [_notice(work, one, kind, details, None, None, actor) for one in there])


def _sent(work: Work, told: list[Notice]) -> list[Notice]:
    """Into the outbox, with a hint for each message once the transaction is over."""
    db.session.add_all(told)
    db.session.flush()
    for notice in told:
        for delivery in notice.deliveries:
            work.hint(Job.DELIVER, delivery.id)
    return told


def _for_others(
    deputy: Person,
    meant: Collection[int],
    mandates: Collection[Mandate],
    details: Mapping[str, Any],
    names: Mapping[int, str],
) -> dict[str, Any]:
    """``for``: in whose stead the deputy is told, ``for_id``: the first of them."""
    absent = [one for one in principals_of(deputy.id, mandates) if one in meant]
    named = "、".join(names[one] for one in absent if one in names)
    return {**details, "for": named, "for_id": absent[0]}


def _notice(
    work: Work,
    person: Person,
    kind: str,
    details: Mapping[str, Any],
    report: Report | None,
    section: Section | None,
    actor: Person | None,
) -> Notice:
    notice = Notice(
        person_id=person.id,
        report_id=report.id if report else None,
        section_id=section.id if section else None,
        actor_id=actor.id if actor else None,
        kind=kind,
        details=dict(details),
        created_at=work.now,
    )
    way, choice = route(person.channels), choice_for(kind, person.choices)
    if way and choice is Choice.AT_ONCE:
        notice.deliveries = [Delivery(channel=way[0], next_at=work.now)]
    elif way and choice is Choice.DIGEST:
        zone = (report or person).office.zone
        notice.digest_at = digest_moment(person.id, person.digest_hour, work.now, zone)
    return notice
