"""One message a day of all that a person wanted to be told together."""

from __future__ import annotations

from sqlalchemy import select, update

from workflow.actions.telling.mattering import that_matter
from workflow.actions.work import Work
from workflow.domain.channels import route
from workflow.domain.telling import DIGEST
from workflow.queue import Job
from workflow.store import Delivery, Notice, Person, db


def gather(work: Work, person_id: int) -> Notice | None:
    """The digest of what waits for one person; None where nothing is worth a message any more.

    The person's row is locked, so of two sweeps the second one finds nothing. What was read
    meanwhile, or has become obsolete, is left out.
    """
    person = _locked(person_id)
    waiting = _waiting(work, person_id)
    if not waiting:
        return None
    unread = [one for one in waiting if one.read_at is None]
    fresh = sorted(that_matter(work.now, unread))
    way = route(person.channels)
    digest = _digest(work, person_id, len(fresh), way[0]) if fresh and way else None
    gone = update(Notice).where(Notice.id.in_([one.id for one in waiting]))
    db.session.execute(gone.values(digest_at=None))
    if digest is not None:
        brought = update(Notice).where(Notice.id.in_(fresh))
        db.session.execute(brought.values(digest_id=digest.id))
    return digest


def _digest(work: Work, person_id: int, count: int, channel: str) -> Notice:
    """A notice of its own kind, which is shown nowhere: what it brings is shown itself."""
    digest = Notice(
        person_id=person_id,
        kind=DIGEST,
        details={"count": count},
        created_at=work.now,
        read_at=work.now,
    )
    digest.deliveries = [Delivery(channel=channel, next_at=work.now)]
    db.session.add(digest)
    db.session.flush()
    work.hint(Job.DELIVER, digest.deliveries[0].id)
    return digest


def _waiting(work: Work, person_id: int) -> list[Notice]:
    """All that wait for a digest of this person, if the moment of one has come."""
    query = (
        select(Notice)
        .where(Notice.person_id == person_id, Notice.digest_at.is_not(None))
        .order_by(Notice.id)
    )
    found = list(db.session.scalars(query))
    return found if any(one.digest_at and one.digest_at <= work.now for one in found) else []


def _locked(person_id: int) -> Person:
    query = select(Person).where(Person.id == person_id).with_for_update(of=Person)
    return db.session.scalars(query.execution_options(populate_existing=True)).one()
