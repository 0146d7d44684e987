"""Once a minute: what is due by the clock, and what a lost hint left behind."""

from __future__ import annotations

from datetime import datetime
from functools import partial

import structlog
from celery.exceptions import SoftTimeLimitExceeded
from flask import current_app

from tasks.rounds import tell_all
from tasks.taking_over import take_over_silent
from workflow.actions.approval.confirming import confirm
from workflow.actions.assembly.parts_cache import sweep_parts
from workflow.actions.reminding.reminders import remind
from workflow.actions.reminding.repeating import repeat
from workflow.actions.telling.digests import gather
from workflow.actions.work import transaction
from workflow.actions.writing.pens import idle_to_draft
from workflow.queue import MESSAGES_AT_ONCE, Job, Queue
from workflow.store.base import db, utc_now
from workflow.store.system import (
    alarms_to_remind,
    archivings_to_take,
    assemblies_to_take,
    conditional_reports,
    conversions_to_take,
    deliveries_to_send,
    idle_copies,
    people_to_gather_for,
    put_off_until,
    renderings_to_take,
)

log = structlog.get_logger(__name__)


def run_sweep(now: datetime | None = None) -> None:
    """Remind, tell again what was put off, keep idle text as drafts, check listed edits, and hint
    again at what waits; an error with one row never stops the others.

    Long work is hinted at and not done here: a sweep takes seconds, and each job has its
    own time limit. A hint too many finds its row taken and does nothing.
    """
    moment = now or utc_now()
    tell_all("reminder_failed", partial(alarms_to_remind, moment), remind, now)
    tell_all("repeat_failed", partial(put_off_until, moment), repeat, now)
    for person_id in people_to_gather_for(moment):
        _gather(person_id, now)
    for section_id, person_id in idle_copies(moment):
        _to_draft(section_id, person_id, now)
    for report_id in conditional_reports():
        _confirm(report_id, now)
    take_over_silent(moment, now)
    _sweep_parts()
    waiting = [(Job.DELIVER, row_id) for row_id in deliveries_to_send(moment, MESSAGES_AT_ONCE)]
    waiting += [(Job.ASSEMBLE, row_id) for row_id in assemblies_to_take(moment)]
    waiting += [(Job.CONVERT, row_id) for row_id in conversions_to_take(moment)]
    waiting += [(Job.RENDER, row_id) for row_id in renderings_to_take(moment)]
    waiting += [(Job.ARCHIVE, row_id) for row_id in archivings_to_take(moment)]
    db.session.rollback()
    queue: Queue = current_app.extensions["queue"]
    for job, row_id in waiting:
        queue.send(job, row_id)


def _confirm(report_id: int, now: datetime | None) -> None:
    try:
        with transaction(now) as work:
            confirm(work, report_id)
    except SoftTimeLimitExceeded:
        raise
    except Exception:
        log.exception("conditions_not_checked", report=report_id)


def _gather(person_id: int, now: datetime | None) -> None:
    try:
        with transaction(now) as work:
            gather(work, person_id)
    except SoftTimeLimitExceeded:
        raise
    except Exception:
        log.exception("digest_failed", person=person_id)


def _sweep_parts() -> None:
    try:
        if gone := sweep_parts():
            log.info("parts_swept", bytes=gone)
    except OSError:
        log.exception("parts_not_swept")


def _to_draft(section_id: int, person_id: int, now: datetime | None) -> None:
    try:
        with transaction(now) as work:
            idle_to_draft(work, section_id, person_id)
    except SoftTimeLimitExceeded:
        raise
    except Exception:
        log.exception("copy_not_saved", section=section_id, person=person_id)
