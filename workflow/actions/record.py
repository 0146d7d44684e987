"""Write down what happened, and tell whom it concerns, in the act's own transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from workflow.actions.work import Work
from workflow.domain.terms import Verb
from workflow.domain.trail import link_hash
from workflow.queue import Job
from workflow.store import Delivery, Event, Notice, Person, Report, Section, db

MAIL = "mail"


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
    """One notice each, never to the actor nor to people who have left."""
    told = []
    for person_id in sorted(set(person_ids) - {actor.id if actor else None}):
        person = db.session.get(Person, person_id)
        if person is None or not person.active:
            continue
        told.append(_notice(work, person, kind, details, report, section, actor))
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
    db.session.add(notice)
    if person.mail_wanted:
        delivery = Delivery(notice=notice, channel=MAIL, next_at=work.now)
        db.session.add(delivery)
        db.session.flush()
        work.hint(Job.DELIVER, delivery.id)
    return notice
