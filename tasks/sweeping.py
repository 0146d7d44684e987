"""Once a minute: what is due by the clock, and what a lost hint left behind."""

from __future__ import annotations

from collections.abc import Callable

import structlog
from sqlalchemy.exc import SQLAlchemyError

from tasks.assembling import run_assembly
from tasks.delivering import run_delivery
from workflow.actions.reminders import remind
from workflow.actions.work import transaction
from workflow.domain.machine import Refused
from workflow.store.base import utc_now
from workflow.store.system import assemblies_to_take, deliveries_to_send, sections_to_remind

log = structlog.get_logger(__name__)


def run_sweep() -> None:
    """Remind, deliver and assemble; an error with one row never stops the others."""
    now = utc_now()
    for name, ids, job in (
        ("remind", sections_to_remind(now), _remind),
        ("deliver", deliveries_to_send(now), run_delivery),
        ("assemble", assemblies_to_take(now), run_assembly),
    ):
        for row_id in ids:
            _each(name, job, row_id)


def _remind(section_id: int) -> None:
    with transaction() as work:
        remind(work, section_id)


def _each(name: str, job: Callable[[int], None], row_id: int) -> None:
    try:
        job(row_id)
    except (SQLAlchemyError, Refused, OSError, LookupError, ValueError):
        log.exception("sweep_row_failed", job=name, row=row_id)
