"""Archive a report: claim; print, gather and pack without a transaction; publish."""

from __future__ import annotations

import time
from datetime import timedelta

import structlog
from flask import current_app

from tasks.rendering import run_rendering
from workflow.actions.archive import archiving, claims, printing_out
from workflow.actions.refusing import sentence_of
from workflow.actions.work import transaction
from workflow.domain.machine import NotYet
from workflow.domain.text import say
from workflow.settings import Settings
from workflow.store import db

MOST_GATHERINGS = 5
log = structlog.get_logger(__name__)


def run_archiving(archiving_id: int) -> None:
    """Do it if it is still to be done; each outcome stands in the row."""
    settings: Settings = current_app.extensions["settings"]
    lease = timedelta(seconds=settings.convert_seconds + settings.lease_seconds)
    with transaction() as work:
        job = claims.claim(work, archiving_id, lease)
    if job is None:
        log.info("archiving_left", archiving=archiving_id)
        return
    try:
        _make(job, settings)
    except claims.Lost:
        log.warning("archiving_lost", archiving=archiving_id, claim=job.number)
    except Exception as error:
        if not isinstance(error, archiving.SENTENCES):
            log.exception("archiving_broken", archiving=archiving_id)
        with transaction() as work:
            claims.fail(work, job, sentence_of(error, claims.BROKEN))


def _make(job: claims.Claim, settings: Settings) -> None:
    _print_report(job, settings)
    claims.show_step(job, "sheet")
    own, lacks = printing_out.printed(job, settings)
    for _ in range(MOST_GATHERINGS):
        claims.show_step(job, "pack")
        made = archiving.gather(job, own, lacks)
        if archiving.publish(job, made):
            log.info("archived", report=job.report_id, bytes=made.file_bytes, root=made.root)
            return
    with transaction() as work:
        claims.fail(work, job, archiving.GREW)


def _print_report(job: claims.Claim, settings: Settings) -> None:
    """The PDF of the approved document, by this worker; by another one that is at it already."""
    until = time.monotonic() + settings.convert_seconds + settings.lease_seconds
    while (waiting := printing_out.rendering_to_make(job)) is not None:
        claims.show_step(job, "pdf")
        run_rendering(waiting)
        db.session.rollback()
        if printing_out.is_settled(waiting):
            return
        if time.monotonic() > until:
            raise NotYet(
                say(
                    "PDF 迟迟没有生成，没有归档，什么都没有改动。请稍后再归档一次。",
                    "The PDF did not come in time, so nothing was archived or changed. Archive "
                    "the report once more a little later.",
                )
            )
        time.sleep(1)
