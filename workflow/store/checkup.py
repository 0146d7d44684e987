"""What doctor reads, across offices; imported by the command line alone, as store/system.py is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import undefer

from workflow.domain.terms import DeliveryState
from workflow.store.approval import Approval
from workflow.store.archive import Archive
from workflow.store.archiving import Archiving
from workflow.store.assembly import Assembly
from workflow.store.base import Base, db, utc_now
from workflow.store.conversion import Conversion
from workflow.store.draft import Draft
from workflow.store.evidence import Evidence
from workflow.store.notice import Delivery
from workflow.store.office import Office
from workflow.store.rendering import Rendering
from workflow.store.report import Report
from workflow.store.section import Section
from workflow.store.section_file import SectionFile
from workflow.store.signoff import SignOff
from workflow.store.system import (
    archivings_to_take,
    assemblies_to_take,
    conversions_to_take,
    renderings_to_take,
)


def all_reports() -> list[Report]:
    return list(db.session.scalars(select(Report).order_by(Report.id)))


def every_draft() -> Iterator[Draft]:
    """With their contents, a few at a time."""
    query = select(Draft).order_by(Draft.id).options(undefer(Draft.content))
    yield from db.session.scalars(query.execution_options(yield_per=50))


def sections_off_their_head() -> list[int]:
    """Ids of sections whose head is another section's draft, or not the newest of their own."""
    newest = select(func.max(Draft.id)).where(Draft.section_id == Section.id).scalar_subquery()
    query = select(Section.id).where(Section.head_id.is_distinct_from(newest))
    return list(db.session.scalars(query.order_by(Section.id)))


def signatures_of_other_words() -> list[int]:
    """Ids of sign-offs whose hash is not that of the draft that they name."""
    query = (
        select(SignOff.id)
        .join(Draft, Draft.id == SignOff.draft_id)
        .where(
            or_(SignOff.content_hash != Draft.content_hash, SignOff.section_id != Draft.section_id)
        )
    )
    return list(db.session.scalars(query.order_by(SignOff.id)))


def every_manifest() -> Iterator[tuple[int, dict[str, Any], str]]:
    """Assembly, manifest and its hash."""
    query = select(Assembly.id, Assembly.manifest, Assembly.manifest_hash).order_by(Assembly.id)
    rows = db.session.execute(query.execution_options(yield_per=50))
    yield from ((own, manifest, digest) for own, manifest, digest in rows)


def every_statement() -> Iterator[tuple[int, dict[str, Any], str]]:
    """Approval, statement and root."""
    query = select(Approval.id, Approval.statement, Approval.root).where(Approval.root != "")
    rows = db.session.execute(query.order_by(Approval.id))
    yield from ((own, statement or {}, root) for own, statement, root in rows)


def every_archive() -> list[tuple[int, str, str]]:
    """Id, hash of the file, and root."""
    query = select(Archive.id, Archive.file_hash, Archive.root).order_by(Archive.id)
    return [(own, digest, root) for own, digest, root in db.session.execute(query)]


def named_files() -> Iterator[tuple[str, str, int]]:
    """Hash, table and id of every file that a row names for good."""
    kept: tuple[tuple[type[Base], Any], ...] = (
        (Assembly, Assembly.file_hash),
        (Rendering, Rendering.file_hash),
        (Archive, Archive.file_hash),
        (Archiving, Archiving.sheet_hash),
        (Archiving, Archiving.signed_hash),
        (Evidence, Evidence.hash),
        (SectionFile, SectionFile.hash),
    )
    for model, column in kept:
        table = model.__table__
        query = select(column, table.c.id).where(column.is_not(None), column != "")
        for digest, own in db.session.execute(query.order_by(table.c.id)):
            yield digest, model.__tablename__, own


def deliveries_left_since(moment: datetime) -> list[int]:
    """Ids of messages that should have gone out before then."""
    waits = (Delivery.state == DeliveryState.QUEUED) & (Delivery.next_at < moment)
    hangs = (Delivery.state == DeliveryState.SENDING) & (Delivery.lease_until < moment)
    return list(db.session.scalars(select(Delivery.id).where(or_(waits, hangs))))


def jobs_left_since(moment: datetime) -> list[tuple[str, int]]:
    """Table and id of jobs asked for before then that no worker has at present."""
    takers: tuple[tuple[Any, Callable[[datetime], list[int]]], ...] = (
        (Assembly, assemblies_to_take),
        (Archiving, archivings_to_take),
        (Rendering, renderings_to_take),
        (Conversion, conversions_to_take),
    )
    now = utc_now()
    found = []
    for model, waiting in takers:
        for own in waiting(now):
            if db.session.get_one(model, own).created_at < moment:
                found.append((model.__tablename__, own))
    return found


def offices_with_archives() -> list[tuple[int, str]]:
    """Id and name."""
    query = (
        select(Office.id, Office.name)
        .join(Report, Report.office_id == Office.id)
        .join(Archive, Archive.report_id == Report.id)
        .distinct()
        .order_by(Office.id)
    )
    return [(own, name) for own, name in db.session.execute(query)]
