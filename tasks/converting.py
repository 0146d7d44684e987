"""Convert an old Word file in three steps: claim; convert and read; name what was read."""

from __future__ import annotations

from datetime import timedelta

import structlog
from flask import current_app

from workflow.actions.word import conversions
from workflow.actions.work import transaction
from workflow.settings import Settings

READING = 60
"""Seconds that reading may take after the file was converted, before another worker tries."""
log = structlog.get_logger(__name__)


def run_conversion(conversion_id: int) -> None:
    """Do it if it is still to be done; each outcome stands in the conversion's row."""
    settings: Settings = current_app.extensions["settings"]
    lease = timedelta(seconds=settings.convert_seconds + READING)
    with transaction() as work:
        job = conversions.claim(work, conversion_id, lease)
    if job is None:
        log.info("conversion_left", conversion=conversion_id)
        return
    try:
        conversions.convert_and_read(
            job, settings.libreoffice, settings.convert_seconds, settings.limits
        )
    except conversions.Lost:
        log.warning("conversion_lost", conversion=conversion_id, claim=job.number)
    except Exception as error:
        if not isinstance(error, conversions.SENTENCES):
            log.exception("conversion_broken", conversion=conversion_id)
        with transaction():
            conversions.fail(job, error)
    else:
        log.info("conversion_done", conversion=conversion_id)
