"""The worker's side of an archive: packed without a transaction, and published.

An archive is published only while the trail's head is the one that it holds; what happened
meanwhile has it gathered again.
"""

from __future__ import annotations

from workflow.actions import reports
from workflow.actions.archive import archives
from workflow.actions.archive.claims import Claim, Lost, if_still_ours, report_of
from workflow.actions.archive.contents import Printed
from workflow.actions.record import tell
from workflow.actions.work import transaction
from workflow.documents.archive import Lacking
from workflow.documents.errors import DocumentError
from workflow.domain.machine import Refused, Stale
from workflow.domain.terms import ArchivingState, Verb
from workflow.store import Person, db

SENTENCES = (DocumentError, Refused)
"""Errors that say what the person is to do; all others are for the log."""
GREW = (
    "归档文件生成期间报告一直有新的记录，没有归档，什么都没有丢失。请稍后再归档一次。\n"
    "Things kept happening to the report while its archive was made, so it was not archived and "
    "nothing is lost. Archive it once more a little later."
)


def gather(job: Claim, own: Printed, lacks: list[Lacking]) -> archives.Prepared:
    """The archive on disk. NotYet as in ``archives.prepare``."""
    db.session.rollback()
    return archives.prepare(report_of(job), own, lacks)


def publish(job: Claim, made: archives.Prepared) -> bool:
    """Archive the report by the act of who asked; False where the trail has grown since it was
    gathered, and then nothing is changed. Refused where that person may do it no longer.
    """
    try:
        with transaction() as work:
            asker = db.session.get_one(Person, job.asked_by_id)
            report = report_of(job)
            if not if_still_ours(job, state=ArchivingState.DONE, step="", finished_at=work.now):
                raise Lost
            done = reports.act(work, asker, report, Verb.ARCHIVE, archive=made)
            tell(work, {asker.id}, str(Verb.ARCHIVE), done.event.details, done.report)
    except Stale:
        return False
    return True
