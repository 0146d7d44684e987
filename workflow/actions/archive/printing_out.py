"""The PDFs that go into an archive, made by its worker without a transaction, each once."""

from __future__ import annotations

from workflow.actions.archive import archives
from workflow.actions.archive.claims import BROKEN, Claim, keep, report_of, row_of
from workflow.actions.archive.contents import SHEET_PDF, Printed
from workflow.actions.assembly import renderings
from workflow.actions.files import file_store
from workflow.actions.work import transaction
from workflow.documents.archive import PDF, Lacking
from workflow.documents.printing import as_pdf
from workflow.documents.printing.signatures import signatures_of
from workflow.documents.printing.signing import signed_pdf
from workflow.domain.machine import NotYet
from workflow.domain.terms import RenderingState
from workflow.domain.text import Text
from workflow.settings import Settings
from workflow.store import Rendering, Report, db

NO_PRINTER = (
    "归档时服务器上没有 LibreOffice，没有生成 PDF。",
    "There was no LibreOffice on the server when this was archived, so no PDF was made.",
)


def rendering_to_make(job: Claim) -> int | None:
    """The id of the PDF of the approved document, where it has still to be made."""
    with transaction() as work:
        approval = archives.approval_of(report_of(job))
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
    report = report_of(job)
    approval = archives.approval_of(report)
    _begin_approval(job, approval.root)
    plain = _report_pdf(approval.assembly_id, settings.libreoffice)
    pdf = _signed(job, plain, settings)
    own = Printed(pdf, _sheet(job, report, settings), _signer(pdf) if pdf != plain else "")
    absent = [name for name, one in ((PDF, own.report), (SHEET_PDF, own.sheet)) if not one]
    return own, [Lacking(name, *NO_PRINTER) for name in absent]


def _begin_approval(job: Claim, root: str) -> None:
    """What was printed for another approval is of no use for this one."""
    row = row_of(job)
    if row.root != root:
        keep(job, root=root, sheet_hash="", signed_hash="")


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
    kept = row_of(job).signed_hash
    if kept:
        return kept
    db.session.rollback()
    phrase = settings.pdf_passphrase.read_bytes().splitlines() if settings.pdf_passphrase else []
    data = file_store().read(plain)
    made = signed_pdf(data, settings.pdf_certificate, phrase[0] if phrase else None)
    digest = file_store().put(made)
    keep(job, signed_hash=digest)
    return digest


def _signer(pdf: str) -> str:
    return "、".join(one.by for one in signatures_of(file_store().read(pdf)))


def _sheet(job: Claim, report: Report, settings: Settings) -> str:
    """The PDF of the approval sheet; "" where nobody can print."""
    kept = row_of(job).sheet_hash
    if kept or not settings.libreoffice:
        return kept
    sheet = archives.approval_sheet_of(report)
    db.session.rollback()
    digest = file_store().put(as_pdf(settings.libreoffice, sheet, settings.convert_seconds))
    keep(job, sheet_hash=digest)
    return digest
