"""What a person is told: read, unread, and the mail kept for them."""

from __future__ import annotations

from sqlalchemy import select, update
from sqlalchemy.orm import contains_eager

from workflow.actions.work import Work
from workflow.domain.terms import DeliveryState
from workflow.store import Delivery, Notice, Person, db

MOST_MAILS = 50


def notice_for(person: Person, notice_id: int) -> Notice | None:
    """A notice of one's own; somebody else's reads as none."""
    return db.session.scalar(
        select(Notice).where(Notice.person_id == person.id, Notice.id == notice_id)
    )


def mark_read(work: Work, person: Person, notice_id: int) -> None:
    """Once read stays read: the first moment is kept."""
    notice = notice_for(person, notice_id)
    if notice is not None and notice.read_at is None:
        notice.read_at = work.now


def mark_all_read(work: Work, person: Person, report_id: int | None = None) -> None:
    """All of this person, or those about one report."""
    unread = update(Notice).where(Notice.person_id == person.id, Notice.read_at.is_(None))
    if report_id is not None:
        unread = unread.where(Notice.report_id == report_id)
    db.session.execute(unread.values(read_at=work.now))


def kept_mails(person: Person) -> list[Delivery]:
    """Mails that were kept here because no mail server is set; newest first."""
    query = (
        select(Delivery)
        .join(Delivery.notice)
        .where(Notice.person_id == person.id, Delivery.state == DeliveryState.KEPT)
        .order_by(Delivery.id.desc())
        .options(contains_eager(Delivery.notice).joinedload(Notice.person))
        .limit(MOST_MAILS)
    )
    return list(db.session.scalars(query))
