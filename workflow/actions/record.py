"""Write down what happened, and tell whom it concerns, in the act's own transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from workflow.actions.telling.outbox import Letter, post
from workflow.actions.work import Work
from workflow.domain.absences import Mandate
from workflow.domain.terms import Verb
from workflow.domain.trail import link_hash
from workflow.store import Event, Person, Report, Section, db


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
) -> None:
    """One notice each, never to the actor, to people who have left, or who want none of it; and
    one to whoever acts for somebody told, unless they are told themselves.
    """
    section_id, actor_id = section.id if section else None, actor.id if actor else None
    meant = frozenset(person_ids)
    post(work, [Letter(meant, kind, details, report, section_id, actor_id, mandates)])


def notify(
    work: Work, people: Iterable[Person], kind: str, details: Mapping[str, Any], actor: Person
) -> None:
    """As ``tell``, about something that belongs to no report."""
    meant = frozenset(one.id for one in people)
    post(work, [Letter(meant, kind, details, actor_id=actor.id)])
