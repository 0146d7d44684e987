"""Make the PDF of an assembly in three steps: claim; print without a transaction; publish."""

from __future__ import annotations

from datetime import timedelta

import structlog
from flask import current_app

from workflow.actions.assembly import rendering
from workflow.actions.files import file_store
from workflow.actions.refusing import sentence_of
from workflow.actions.work import transaction
from workflow.settings import Settings

REST = 60
"""Seconds for what is not printing, before another worker tries."""
log = structlog.get_logger(__name__)


def run_rendering(rendering_id: int) -> None:
    """Do it if it is still to be done; each outcome stands in the row."""
    settings: Settings = current_app.extensions["settings"]
    with transaction() as work:
        lease = timedelta(seconds=settings.convert_seconds + REST)
        job = rendering.claim(work, rendering_id, lease)
    if job is None:
        log.info("rendering_left", rendering=rendering_id)
        return
    try:
        made = rendering.printed(job, settings.libreoffice, settings.convert_seconds)
        digest = file_store().put(made.data)
        with transaction() as work:
            published = rendering.publish(work, job, made, digest)
        log.info("rendering_done", rendering=rendering_id, published=published, pages=made.pages)
    except Exception as error:
        if not isinstance(error, rendering.SENTENCES):
            log.exception("rendering_broken", rendering=rendering_id)
        with transaction() as work:
            rendering.fail(work, job, sentence_of(error, rendering.BROKEN))
