"""Messages that wait, with all that they are made of: plain values, read by one statement.

A worker reads hundreds at once and lets go of them; as objects of the session they would cost
three times as much, most of it for being watched.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from itertools import starmap
from typing import Any, NamedTuple

from sqlalchemy import select

from workflow.domain.terms import SectionState
from workflow.store.base import db
from workflow.store.many import among
from workflow.store.notice import Delivery, Notice
from workflow.store.office import Office
from workflow.store.person import Person
from workflow.store.report import Report
from workflow.store.section import Section


class Home(NamedTuple):
    """An office, as far as messages know it."""

    zone: str


class Receiver(NamedTuple):
    """The person who is told."""

    id: int
    name: str
    email: str
    language: str
    active: bool
    office_id: int
    office: Home


class About(NamedTuple):
    """The report of which a message speaks."""

    id: int
    editor_id: int
    director_id: int | None
    created_at: datetime


class Part(NamedTuple):
    """The section of which it speaks."""

    owner_id: int | None
    state: SectionState


class Note(NamedTuple):
    """A notice (``domain.told.Told``)."""

    id: int
    kind: str
    details: Mapping[str, Any]
    created_at: datetime
    again_at: datetime | None
    person_id: int
    report_id: int | None
    section_id: int | None
    person: Receiver
    report: About | None
    section: Part | None


class Letter(NamedTuple):
    """A delivery (``domain.told.Sent``)."""

    id: int
    channel: str
    attempts: int
    error: str
    message_id: str
    notice: Note


_OF_DELIVERY = (
    *(Delivery.id, Delivery.channel, Delivery.attempts),
    *(Delivery.error, Delivery.message_id),
)
_OF_NOTICE = (
    *(Notice.id, Notice.kind, Notice.details, Notice.created_at, Notice.again_at),
    *(Notice.person_id, Notice.report_id, Notice.section_id),
)
_OF_PERSON = (
    *(Person.id, Person.name, Person.email, Person.language),
    *(Person.active, Person.office_id, Office.zone),
)
_OF_REPORT = (Report.id, Report.editor_id, Report.director_id, Report.created_at)
_OF_SECTION = (Section.owner_id, Section.state)


def letters(delivery_ids: Collection[int]) -> list[Letter]:
    """Those of these deliveries, in the order in which they are named."""
    if not delivery_ids:
        return []
    query = (
        select(*_OF_DELIVERY, *_OF_NOTICE, *_OF_PERSON, *_OF_REPORT, *_OF_SECTION)
        .join(Notice, Notice.id == Delivery.notice_id)
        .join(Person, Person.id == Notice.person_id)
        .join(Office, Office.id == Person.office_id)
        .outerjoin(Report, Report.id == Notice.report_id)
        .outerjoin(Section, Section.id == Notice.section_id)
        .where(among(Delivery.id, delivery_ids))
    )
    found = {one.id: one for one in starmap(_letter, db.session.execute(query))}
    return [found[one] for one in delivery_ids]


def _letter(*row: Any) -> Letter:
    """A row of the columns above."""
    person = Receiver._make((*row[13:19], Home(row[19])))
    report = None if row[20] is None else About._make(row[20:24])
    section = None if row[25] is None else Part._make(row[24:])
    return Letter._make((*row[:5], Note._make((*row[5:13], person, report, section))))
