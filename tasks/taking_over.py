"""What messengers that fell silent had in hand, and journals that are nobody's any more."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import structlog
from celery.exceptions import SoftTimeLimitExceeded
from flask import current_app

from workflow.actions.telling import journal
from workflow.actions.telling.silence import silent_ones, take_over
from workflow.actions.work import transaction
from workflow.settings import Settings
from workflow.store.system import claims_under_way, silent_claims

log = structlog.get_logger(__name__)


def take_over_silent(moment: datetime, now: datetime | None) -> None:
    """Claim by claim: an error with one never stops the others."""
    settings: Settings = current_app.extensions["settings"]
    folder = settings.journals_folder
    for name in silent_claims(moment):
        try:
            _take_over(folder, name, now)
        except SoftTimeLimitExceeded:
            raise
        except Exception:
            log.exception("deliveries_not_taken_over", journal=name)
    _clear(folder)


def _take_over(folder: Path, name: str, now: datetime | None) -> None:
    """The journal is read once the rows are held, and goes once they are written."""
    with transaction(now) as work:
        if silent := silent_ones(work, name):
            found = journal.taken(folder, name)
            take_over(work, silent, found)
            log.warning(
                "deliveries_taken_over",
                journal=name,
                messages=len(silent),
                exact=found is not None and found.exact,
            )
    journal.forget(folder, name)


def _clear(folder: Path) -> None:
    if old := set(journal.orphans(folder)):
        for name in old - claims_under_way():
            journal.forget(folder, name)
