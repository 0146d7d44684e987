"""Assemble a report in three steps: claim; build without a transaction; publish."""

from __future__ import annotations

import os
import socket
import time
from datetime import timedelta

import structlog
from flask import current_app

from workflow.actions.approval.confirming import confirm
from workflow.actions.assembly import assembling
from workflow.actions.files import FileStore
from workflow.actions.refusing import sentence_of
from workflow.actions.work import transaction
from workflow.store import Assembly, db

BETWEEN_REPORTS = 0.5
"""Seconds between two notes of progress: each is a transaction of its own."""
log = structlog.get_logger(__name__)


class ClaimLost(Exception):
    """Another worker has the job meanwhile: what is built here is of no use."""


def run_assembly(assembly_id: int) -> None:
    """Do the job if it is still to be done; a job that somebody else has is left alone."""
    job = _claimed(assembly_id)
    if job is None:
        log.info("assembly_left", assembly=assembly_id)
        return
    try:
        _build_and_publish(job)
    except ClaimLost:
        log.warning("assembly_lost", assembly=assembly_id, claim=job.number)
    except Exception as error:
        log.exception("assembly_failed", assembly=assembly_id)
        with transaction() as work:
            sentence, part = sentence_of(error, assembling.BROKEN), assembling.part_of(error)
            assembling.fail(work, job, sentence, part)


def _claimed(assembly_id: int) -> assembling.Claim | None:
    lease = timedelta(seconds=current_app.extensions["settings"].lease_seconds)
    worker = f"{socket.gethostname()}:{os.getpid()}"
    with transaction() as work:
        return assembling.claim(work, assembly_id, worker, lease)


def _build_and_publish(job: assembling.Claim) -> None:
    """The file is on disk before the row names it."""
    built = assembling.build(job, Progress(job))
    files: FileStore = current_app.extensions["files"]
    file_hash = files.put(built.data)
    with transaction() as work:
        published = assembling.publish(work, job, built, file_hash)
    if published:
        _check_edits(job)
    log.info("assembly_done", assembly=job.assembly_id, published=published, bytes=len(built.data))


def _check_edits(job: assembling.Claim) -> None:
    """An approval upon conditions may have waited for this document."""
    with transaction() as work:
        confirm(work, db.session.get_one(Assembly, job.assembly_id).report_id)


class Progress:
    """Writes down how far the job is, twice a second at the most, and renews the lease."""

    def __init__(self, job: assembling.Claim) -> None:
        self._job = job
        self._last = 0.0

    def __call__(self, step: str, share: float, part: int = 0) -> None:
        if time.monotonic() - self._last < BETWEEN_REPORTS:
            return
        with transaction() as work:
            is_ours = assembling.report_progress(work, self._job, step, share, part)
        self._last = time.monotonic()
        if not is_ours:
            raise ClaimLost
