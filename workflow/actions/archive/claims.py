"""An archive that one worker makes: claimed, renewed while it is at it, or failed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from workflow.actions.record import tell
from workflow.actions.work import Work, transaction
from workflow.domain.phrases import NOT_ARCHIVED
from workflow.domain.terms import ArchivingState
from workflow.store import Archiving, Report, db
from workflow.store.archiving import is_free
from workflow.store.leased import is_written, take

MOST_TRIES = 3
BROKEN = (
    "归档没有完成，报告、留痕和各稿都没有改动。请再归档一次；仍不行时请管理员查看工作进程的日志。\n"
    "The report was not archived; report, trail and drafts are unchanged. Archive it once more, "
    "and if it fails again ask the administrator to look at the worker's log."
)


@dataclass(frozen=True)
class Claim:
    """An archive that one worker is to make; publishing names the claim's number."""

    archiving_id: int
    number: int
    report_id: int
    asked_by_id: int
    lease: timedelta


class Lost(Exception):
    """Another worker has the archive meanwhile: what was made here is of no use."""


def claim(work: Work, archiving_id: int, lease: timedelta) -> Claim | None:
    """Take it by compare-and-set; None when it is done, or somebody else has it. What took
    several workers with it is not tried for ever.
    """
    working = {"state": ArchivingState.WORKING, "tries": Archiving.tries + 1}
    row = take(Archiving, archiving_id, is_free(work.now), work.now + lease, **working)
    if row is None:
        return None
    job = Claim(row.id, row.claim, row.report_id, row.asked_by_id, lease)
    if row.tries > MOST_TRIES:
        fail(work, job, BROKEN)
        return None
    return job


def show_step(job: Claim, step: str) -> None:
    """Say how far it is and renew the lease, in a transaction of its own; Lost where the claim
    is another's.
    """
    with transaction() as work:
        if not if_still_ours(job, step=step, lease_until=work.now + job.lease):
            raise Lost


def fail(work: Work, job: Claim, sentence: str) -> bool:
    """Whoever asked and the report's editor are told why; the page of the report says it too."""
    over = {"state": ArchivingState.FAILED, "error": sentence}
    if not if_still_ours(job, lease_until=None, finished_at=work.now, **over):
        return False
    report = report_of(job)
    zh, _, en = sentence.partition("\n")
    details = {"thing": report.title, "report": report.title, "note": zh, "note_en": en}
    tell(work, {job.asked_by_id, report.editor_id}, NOT_ARCHIVED, details, report)
    return True


def row_of(job: Claim) -> Archiving:
    return db.session.get_one(Archiving, job.archiving_id, populate_existing=True)


def keep(job: Claim, **values: str) -> None:
    """Write down what was made, in a transaction of its own; Lost where the claim is another's."""
    with transaction():
        if not if_still_ours(job, **values):
            raise Lost


def report_of(job: Claim) -> Report:
    return db.session.get_one(Report, job.report_id, populate_existing=True)


def if_still_ours(job: Claim, **values: Any) -> bool:
    working = Archiving.state == ArchivingState.WORKING
    return is_written(Archiving, job.archiving_id, job.number, working, **values)
