"""The archive of an approved report: asked for by a person, named once it is on disk."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial

from workflow.actions.approval import sheet as approval_sheet
from workflow.actions.archive.contents import Printed, items_of
from workflow.actions.archive.office_keys import office_key
from workflow.actions.files import file_store
from workflow.actions.work import Work
from workflow.documents.archive import Lacking, pack
from workflow.documents.archive.keys import public_half, signed
from workflow.domain.machine import NotYet
from workflow.domain.terms import ArchivingState, Verb
from workflow.domain.text import say
from workflow.queue import Job
from workflow.store import Approval, Archiving, Person, Report, db
from workflow.store.approval import approvals_of
from workflow.store.archiving import archiving_of

APPROVING = (Verb.APPROVE, Verb.CONFIRM)


@dataclass(frozen=True, slots=True)
class Prepared:
    """An archive on disk, and the trail's head when it was gathered."""

    approval_id: int
    root: str
    file_hash: str
    file_bytes: int
    trail_head: str
    pdf_signed_by: str = ""
    lacks: list[Lacking] = field(default_factory=list)


def ask(work: Work, report: Report, actor: Person) -> Archiving:
    """A worker is to make the archive; one that failed is tried anew. NotYet with the sentence
    where there is no approval that can be proved.
    """
    approval_of(report)
    row = archiving_of(report.id)
    if row is None:
        row = Archiving(report_id=report.id, created_at=work.now)
        db.session.add(row)
    row.state, row.asked_by_id = ArchivingState.QUEUED, actor.id
    row.step, row.error, row.tries, row.finished_at = "", "", 0, None
    db.session.flush()
    work.hint(Job.ARCHIVE, row.id)
    return row


def prepare(report: Report, printed: Printed, lacks: list[Lacking]) -> Prepared:
    """Gather, pack to the disk and store; no transaction is open and nothing is changed.

    Raises NotYet with the sentence where there is no approval that can be proved, or where a
    file that belongs in is gone.
    """
    approval, head = approval_of(report), report.trail_head
    items, private = items_of(report, approval, printed), office_key(report.office_id)
    made = partial(Prepared, approval.id, approval.root, trail_head=head, lacks=lacks)
    made = partial(made, pdf_signed_by=printed.signed_by)
    sign, root = partial(signed, private), approval.root
    db.session.rollback()
    with file_store().making() as path:
        with path.open("wb") as out:
            pack(items, root, public_half(private), sign, out, lacks)
        size = path.stat().st_size
        db.session.rollback()
        return made(file_hash=file_store().adopt(path), file_bytes=size)


def approval_sheet_of(report: Report) -> bytes:
    """The sheet of the approval in force, as .docx; NotYet as in ``prepare``."""
    approval = approval_of(report)
    return approval_sheet.document(report, approval.statement or {}, approval.root)


def approval_of(report: Report) -> Approval:
    """The approval in force; NotYet where there is none that can be proved."""
    newest = next(iter(approvals_of(report.id)), None)
    if newest is None or newest.verb not in APPROVING:
        raise NotYet(say("报告还没有签批。", "The report is not approved."))
    if not newest.root:
        raise NotYet(
            say(
                "这份签批是旧版本做出的，没有审签声明，既没有审签单，也不能归档。"
                "请主任撤销签批后重新签批。",
                "This approval was made by an earlier version and states no signatures: it has "
                "no sheet and cannot be archived. The director can withdraw it and approve again.",
            )
        )
    return newest
