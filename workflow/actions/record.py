"""Write down what happened, and tell whom it concerns, in the act's own transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from workflow.actions.work import Work
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
) -> Event:
    """Append one event to the report's trail; the caller holds the report's row lock."""
    event = Event(
        report_id=report.id,
        seq=report.trail_count + 1,
        section_id=section.id if section else None,
        actor_id=actor.id if actor else None,
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
) -> list[Notice]:
    """One notice each, never to the actor, to people who have left, or who want none of it."""
    people = people_there(set(person_ids) - {actor.id if actor else None})
    told = [
        _notice(work, one, kind, details, report, section, actor)
        for one in people
        if choice_for(kind, one.choices) is not Choice.OFF
    ]
    db.session.add_all(told)
    db.session.flush()
    for notice in told:
        for delivery in notice.deliveries:
            work.hint(Job.DELIVER, delivery.id)
    return told


def _notice(
    work: Work,
    person: Person,
    kind: str,
    details: Mapping[str, Any],
    report: Report,
    section: Section | None,
    actor: Person | None,
) -> Notice:
    notice = Notice(
        person_id=person.id,
        report_id=report.id,
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
        zone = report.office.zone
        notice.digest_at = digest_moment(person.id, person.digest_hour, work.now, zone)
    return notice
