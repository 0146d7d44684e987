"""Assemble a report in three steps: claim; build without a transaction; publish."""

from __future__ import annotations

import os
import socket
import time

import structlog
from flask import current_app

from workflow.actions import assemblies
from workflow.actions.files import FileStore
from workflow.actions.work import transaction

BETWEEN_REPORTS = 0.5
"""Seconds between two notes of progress: each is a transaction of its own."""
log = structlog.get_logger(__name__)


def run_assembly(assembly_id: int) -> None:
    """Do the job if it is still to be done; a job that somebody else has is left alone."""
    with transaction() as work:
        job = assemblies.claim(work, assembly_id, f"{socket.gethostname()}:{os.getpid()}")
    if job is None:
        log.info("assembly_left", assembly=assembly_id)
        return
    try:
        built = assemblies.build(job, Progress(job))
        files: FileStore = current_app.extensions["files"]
        file_hash = files.put(built.data)
    except Exception as error:
        log.exception("assembly_failed", assembly=assembly_id)
        with transaction() as work:
            assemblies.fail(work, job, assemblies.sentence_of(error))
        return
    with transaction() as work:
        published = assemblies.publish(work, job, built, file_hash)
    log.info("assembly_done", assembly=assembly_id, published=published, bytes=len(built.data))


class Progress:
    """Writes down how far the job is, twice a second at the most, and renews the lease."""

    def __init__(self, job: assemblies.Claim) -> None:
        self._job = job
        self._last = 0.0

    def __call__(self, step: str, part: float) -> None:
        if time.monotonic() - self._last < BETWEEN_REPORTS:
            return
        self._last = time.monotonic()
        with transaction() as work:
            assemblies.report_progress(work, self._job, step, part)
