"""The worker's side of an archive: claim; print and pack without a transaction; publish.

An archive is published only while the trail's head is the one that it holds; what happened
meanwhile has it gathered again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from workflow.actions import reports
from workflow.actions.archive import archives
from workflow.actions.archive.contents import SHEET_PDF, Printed
from workflow.actions.assembly import renderings
from workflow.actions.files import file_store
from workflow.actions.record import tell
from workflow.actions.work import Work, transaction
from workflow.documents.archive import PDF, Lacking
from workflow.documents.errors import DocumentError
from workflow.documents.printing import as_pdf
from workflow.documents.printing.signatures import signatures_of
from workflow.documents.printing.signing import signed_pdf
from workflow.domain.machine import NotYet, Refused, Stale
from workflow.domain.phrases import NOT_ARCHIVED
from workflow.domain.terms import ArchivingState, RenderingState, Verb
from workflow.domain.text import Text
from workflow.settings import Settings
from workflow.store import Archiving, Person, Rendering, Report, db
from workflow.store.archiving import is_free
from workflow.store.leased import is_written, take

MOST_TRIES = 3
SENTENCES = (DocumentError, Refused)
"""Errors that say what the person is to do; all others are for the log."""
BROKEN = (
    "归档没有完成，报告、留痕和各稿都没有改动。请再归档一次；仍不行时请管理员查看工作进程的日志。\n"
    "The report was not archived; report, trail and drafts are unchanged. Archive it once more, "
    "and if it fails again ask the administrator to look at the worker's log."
)
GREW = (
    "归档文件生成期间报告一直有新的记录，没有归档，什么都没有丢失。请稍后再归档一次。\n"
    "Things kept happening to the report while its archive was made, so it was not archived and "
    "nothing is lost. Archive it once more a little later."
)
NO_PRINTER = (
    "归档时服务器上没有 LibreOffice，没有生成 PDF。",
    "There was no LibreOffice on the server when this was archived, so no PDF was made.",
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
        if not _if_still_ours(job, step=step, lease_until=work.now + job.lease):
            raise Lost


def rendering_to_make(job: Claim) -> int | None:
    """The id of the PDF of the approved document, where it has still to be made."""
    with transaction() as work:
        approval = archives.approval_of(_report(job))
        if approval.assembly_id is None:
            return None
        row = renderings.ask(work, approval.assembly_id)
        return row.id if row.is_under_way else None


def is_settled(rendering_id: int) -> bool:
    """Whether a PDF is made, or failed: nobody is at it any more."""
    return not db.session.get_one(Rendering, rendering_id, populate_existing=True).is_under_way


def printed(job: Claim, settings: Settings) -> tuple[Printed, list[Lacking]]:
    """The PDFs that go in, the report's signed where the office has a certificate. Without
    LibreOffice there may be none, which the archive says; a PDF that failed for another reason
    raises NotYet with its sentence.
    """
    report = _report(job)
    approval = archives.approval_of(report)
    _begin_approval(job, approval.root)
    plain = _report_pdf(approval.assembly_id, settings.libreoffice)
    pdf = _signed(job, plain, settings)
    own = Printed(pdf, _sheet(job, report, settings), _signer(pdf) if pdf != plain else "")
    absent = [name for name, one in ((PDF, own.report), (SHEET_PDF, own.sheet)) if not one]
    return own, [Lacking(name, *NO_PRINTER) for name in absent]


def _begin_approval(job: Claim, root: str) -> None:
    """What was printed for another approval is of no use for this one."""
    row = _row(job)
    if row.root != root:
        _keep(job, root=root, sheet_hash="", signed_hash="")


def _report_pdf(assembly_id: int | None, program: str) -> str:
    query = db.select(Rendering).where(Rendering.assembly_id == assembly_id)
    row = db.session.scalar(query.execution_options(populate_existing=True))
    if row is not None and row.state is RenderingState.DONE:
        return row.file_hash or ""
    if not program:
        return ""
    zh, _, en = (row.error if row and row.error else BROKEN).partition("\n")
    raise NotYet(Text(zh, en))


def _signed(job: Claim, plain: str, settings: Settings) -> str:
    """The report's PDF with the office's signature; as it is where there is no certificate."""
    if not plain or settings.pdf_certificate is None:
        return plain
    kept = _row(job).signed_hash
    if kept:
        return kept
    db.session.rollback()
    phrase = settings.pdf_passphrase.read_bytes().splitlines() if settings.pdf_passphrase else []
    data = file_store().read(plain)
    made = signed_pdf(data, settings.pdf_certificate, phrase[0] if phrase else None)
    digest = file_store().put(made)
    _keep(job, signed_hash=digest)
    return digest


def _signer(pdf: str) -> str:
    return "、".join(one.by for one in signatures_of(file_store().read(pdf)))


def _sheet(job: Claim, report: Report, settings: Settings) -> str:
    """The PDF of the approval sheet; "" where nobody can print."""
    kept = _row(job).sheet_hash
    if kept or not settings.libreoffice:
        return kept
    sheet = archives.approval_sheet_of(report)
    db.session.rollback()
    digest = file_store().put(as_pdf(settings.libreoffice, sheet, settings.convert_seconds))
    _keep(job, sheet_hash=digest)
    return digest


def _row(job: Claim) -> Archiving:
    return db.session.get_one(Archiving, job.archiving_id, populate_existing=True)


def _keep(job: Claim, **values: str) -> None:
    """Write down what was made, in a transaction of its own; Lost where the claim is another's."""
    with transaction():
        if not _if_still_ours(job, **values):
            raise Lost


def gather(job: Claim, own: Printed, lacks: list[Lacking]) -> archives.Prepared:
    """The archive on disk. NotYet as in ``archives.prepare``."""
    db.session.rollback()
    return archives.prepare(_report(job), own, lacks)


def publish(job: Claim, made: archives.Prepared) -> bool:
    """Archive the report by the act of who asked; False where the trail has grown since it was
    gathered, and then nothing is changed. Refused where that person may do it no longer.
    """
    try:
        with transaction() as work:
            asker = db.session.get_one(Person, job.asked_by_id)
            report = _report(job)
            if not _if_still_ours(job, state=ArchivingState.DONE, step="", finished_at=work.now):
                raise Lost
            done = reports.act(work, asker, report, Verb.ARCHIVE, archive=made)
            tell(work, {asker.id}, str(Verb.ARCHIVE), done.event.details, done.report)
    except Stale:
        return False
    return True


def fail(work: Work, job: Claim, sentence: str) -> bool:
    """Whoever asked and the report's editor are told why; the page of the report says it too."""
    over = {"state": ArchivingState.FAILED, "error": sentence}
    if not _if_still_ours(job, lease_until=None, finished_at=work.now, **over):
        return False
    report = _report(job)
    zh, _, en = sentence.partition("\n")
    details = {"thing": report.title, "report": report.title, "note": zh, "note_en": en}
    tell(work, {job.asked_by_id, report.editor_id}, NOT_ARCHIVED, details, report)
    return True


def _report(job: Claim) -> Report:
    return db.session.get_one(Report, job.report_id, populate_existing=True)


def _if_still_ours(job: Claim, **values: Any) -> bool:
    working = Archiving.state == ArchivingState.WORKING
    return is_written(Archiving, job.archiving_id, job.number, working, **values)
