"""Queries across offices, for sweeps and checks; imported by tasks and the command line alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import aliased

from workflow.domain.terms import DeliveryState, ReportState, SectionState
from workflow.store import archiving, assembly, conversion, rendering
from workflow.store.alarm import Alarm
from workflow.store.archiving import Archiving
from workflow.store.assembly import Assembly
from workflow.store.base import db
from workflow.store.conversion import GIVEN_UP, Conversion
from workflow.store.many import among
from workflow.store.notice import Delivery, Notice
from workflow.store.rendering import Rendering
from workflow.store.report import Report
from workflow.store.section import Section
from workflow.store.working_copy import IDLE, WorkingCopy

JOBS_AT_ONCE = 8
"""Jobs for one channel that a sweep asks for; each goes on, or asks again, while messages wait."""


def alarms_to_remind(now: datetime, left: Collection[int] = (), limit: int = 1000) -> list[int]:
    """Ids of alarms whose next moment has come, the longest waiting first, and of those of one
    moment what stands beside each other; without those ``left`` for another time.
    """
    query = select(Alarm.id).where(Alarm.remind_at <= now)
    if left:
        query = query.where(~among(Alarm.id, left))
    return list(db.session.scalars(query.order_by(Alarm.remind_at, Alarm.section_id).limit(limit)))


def put_off_until(now: datetime, left: Collection[int] = (), limit: int = 1000) -> list[int]:
    """Ids of notices whose receivers wanted them again by now; without those ``left``."""
    query = select(Notice.id).where(Notice.again_at <= now)
    if left:
        query = query.where(~among(Notice.id, left))
    return list(db.session.scalars(query.order_by(Notice.again_at).limit(limit)))


def idle_copies(now: datetime, limit: int = 500) -> list[tuple[int, int]]:
    """Section and person of copies without a key for half an hour that can become a draft: upon
    the head, where one may write, with nobody else at the pen; and of those without any text.
    """
    pen = aliased(WorkingCopy)
    others = select(pen.id).where(
        pen.section_id == WorkingCopy.section_id,
        pen.person_id != WorkingCopy.person_id,
        pen.writing_until > now,
    )
    ready = and_(
        WorkingCopy.settled_at.is_(None),
        Section.state.in_([SectionState.DRAFTING, SectionState.RETURNED]),
        WorkingCopy.base_id.is_not_distinct_from(Section.head_id),
        ~others.exists(),
    )
    query = (
        select(WorkingCopy.section_id, WorkingCopy.person_id)
        .join(Section, Section.id == WorkingCopy.section_id)
        .where(WorkingCopy.updated_at <= now - IDLE, or_(WorkingCopy.content.is_(None), ready))
        .order_by(WorkingCopy.updated_at)
        .limit(limit)
    )
    return [(section_id, person_id) for section_id, person_id in db.session.execute(query)]


def conditional_reports() -> list[int]:
    """Ids of reports whose listed edits wait to be made, in all offices."""
    query = select(Report.id).where(Report.state == ReportState.CONDITIONAL).order_by(Report.id)
    return list(db.session.scalars(query))


def people_to_gather_for(now: datetime, limit: int = 500) -> list[int]:
    """Ids of people whose digest is due."""
    query = select(Notice.person_id).where(Notice.digest_at <= now).distinct().limit(limit)
    return list(db.session.scalars(query))


def assemblies_to_take(now: datetime) -> list[int]:
    """Ids of assemblies that wait, or whose worker has fallen silent."""
    query = select(Assembly.id).where(assembly.is_free(now)).order_by(Assembly.id)
    return list(db.session.scalars(query))


def conversions_to_take(now: datetime) -> list[int]:
    """Ids of files that wait to be converted, or whose worker has fallen silent."""
    query = (
        select(Conversion.id)
        .where(conversion.is_free(now), Conversion.created_at > now - GIVEN_UP)
        .order_by(Conversion.id)
    )
    return list(db.session.scalars(query))


def renderings_to_take(now: datetime) -> list[int]:
    """Ids of PDFs that wait to be made, or whose worker has fallen silent."""
    query = select(Rendering.id).where(rendering.is_free(now)).order_by(Rendering.id)
    return list(db.session.scalars(query))


def archivings_to_take(now: datetime) -> list[int]:
    """Ids of archives that wait to be made, or whose worker has fallen silent."""
    query = select(Archiving.id).where(archiving.is_free(now)).order_by(Archiving.id)
    return list(db.session.scalars(query))


def deliveries_to_send(now: datetime, at_once: int = 1, limit: int = 5000) -> list[int]:
    """Ids of deliveries whose moment has come.

    A claim takes ``at_once`` of those that wait for one channel: every so many-th is named, and
    no more than there are jobs to take them.
    """
    query = (
        select(Delivery.id, Delivery.channel)
        .where(Delivery.state == DeliveryState.QUEUED, Delivery.next_at <= now)
        .order_by(Delivery.id)
        .limit(limit)
    )
    named, seen = [], Counter[str]()
    for delivery_id, channel in db.session.execute(query):
        jobs, place = divmod(seen[channel], at_once)
        if place == 0 and jobs < JOBS_AT_ONCE:
            named.append(delivery_id)
        seen[channel] += 1
    return named


def silent_claims(now: datetime) -> list[str]:
    """Names of the journals of messengers that fell silent; "" for claims without one."""
    silent = (Delivery.state == DeliveryState.SENDING) & (Delivery.lease_until < now)
    return list(db.session.scalars(select(Delivery.journal).where(silent).distinct()))


def claims_under_way() -> set[str]:
    """Names of the journals of messages that somebody has in hand, or had."""
    under_way = Delivery.state == DeliveryState.SENDING
    return set(db.session.scalars(select(Delivery.journal).where(under_way).distinct()))
