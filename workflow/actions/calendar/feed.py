"""Deadlines of a person for their own calendar: a private address, and what stands in it."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from datetime import datetime

from workflow.actions.calendar.entries import entry_of
from workflow.actions.reminding.arming import UNDER_WAY
from workflow.actions.scene import Scene
from workflow.actions.work import Work
from workflow.domain.calendar import office_day
from workflow.domain.calendar_entry import Entry
from workflow.domain.terms import AlarmKind
from workflow.store import CalendarFeed, Person, db
from workflow.store.calendar_feed import feed_of, feed_with
from workflow.store.overview import reports_with_part


def open_feed(work: Work, person_id: int) -> str:
    """A new secret, which is given once; an older one ends."""
    secret = secrets.token_urlsafe(32)
    close_feed(work, person_id)
    feed = CalendarFeed(person_id=person_id, secret_hash=hash_of(secret), created_at=work.now)
    db.session.add(feed)
    db.session.flush()
    return secret


def close_feed(work: Work, person_id: int) -> None:
    """From now on the address opens nothing."""
    feed = feed_of(person_id)
    if feed is not None:
        db.session.delete(feed)
        db.session.flush()


def person_behind(secret: str) -> Person | None:
    """Whose calendar a secret opens; nobody's who has left."""
    feed = feed_with(hash_of(secret))
    return feed.person if feed is not None and feed.person.active else None


def hash_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def entries_of(person: Person, now: datetime) -> Iterator[Entry]:
    """What this person is asked for now, by the alarms that wait for them."""
    today = office_day(now, person.office.zone)
    for report in reports_with_part(person.office_id, person.id, today, UNDER_WAY):
        scene = Scene(report)
        stages = {row.id: row.name for row in scene.stage_rows}
        for alarm in scene.alarms.values():
            asked = alarm.kind is not AlarmKind.BLANKS and person.id in alarm.people
            if asked and not alarm.rests:
                label = scene.place(alarm.section).label
                yield entry_of(alarm, label, report.title, stages.get(alarm.part, ""))
