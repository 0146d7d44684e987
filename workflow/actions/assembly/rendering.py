"""The worker's side of a PDF: claim; let LibreOffice print without a transaction; publish."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from workflow.actions.files import file_store
from workflow.actions.work import Work
from workflow.documents.errors import DocumentError
from workflow.documents.printing import Substitute, as_pdf, page_count, substitutes
from workflow.domain.terms import RenderingState
from workflow.store import Assembly, Rendering, db
from workflow.store.leased import is_written, take
from workflow.store.rendering import is_free

MOST_TRIES = 3
SENTENCES = (DocumentError,)
"""Errors that say what is to be done; all others are for the log."""
BROKEN = (
    "PDF 没有生成；合稿的 Word 文件完好，可以下载。请再试一次；"
    "仍不行时请管理员查看工作进程的日志。\n"
    "The PDF could not be made; the assembled Word file is sound and can be downloaded. Try once "
    "more, and if it fails again ask the administrator to look at the worker's log."
)
NO_PROGRAM = (
    "服务器上没有 LibreOffice，不能生成 PDF；合稿的 Word 文件完好，可以下载。"
    "请管理员安装 LibreOffice 后再试。\n"
    "There is no LibreOffice on the server, so no PDF can be made; the assembled Word file is "
    "sound and can be downloaded. Ask the administrator to install it, then try again."
)


@dataclass(frozen=True)
class Claim:
    """A PDF that one worker is to make of the file with ``document_hash``."""

    rendering_id: int
    number: int
    document_hash: str


@dataclass(frozen=True)
class Printed:
    """A PDF and what is known of it."""

    data: bytes
    pages: int
    substitutes: list[Substitute] | None


def claim(work: Work, rendering_id: int, lease: timedelta) -> Claim | None:
    """Take it by compare-and-set; None when it is done, or somebody else has it. What took
    several workers with it is not tried for ever.
    """
    working = {"state": RenderingState.WORKING, "tries": Rendering.tries + 1}
    row = take(Rendering, rendering_id, is_free(work.now), work.now + lease, **working)
    if row is None:
        return None
    document = db.session.get_one(Assembly, row.assembly_id)
    job = Claim(row.id, row.claim, document.file_hash or "")
    if row.tries > MOST_TRIES:
        fail(work, job, BROKEN)
        return None
    return job


def printed(job: Claim, program: str, seconds: int) -> Printed:
    """The PDF, made without any transaction; DocumentError says why there is none."""
    if not program:
        zh, _, en = NO_PROGRAM.partition("\n")
        raise DocumentError(zh, en, "no_program")
    document = file_store().read(job.document_hash)
    data = as_pdf(program, document, seconds)
    return Printed(data, page_count(data), substitutes(document))


def publish(work: Work, job: Claim, made: Printed, file_hash: str) -> bool:
    """Name the file, which is on disk already; False when the claim was lost."""
    lacking = made.substitutes
    return _if_still_ours(
        job,
        state=RenderingState.DONE,
        file_hash=file_hash,
        file_bytes=len(made.data),
        pages=made.pages,
        substitutes=None if lacking is None else [asdict(one) for one in lacking],
        lease_until=None,
        finished_at=work.now,
    )


def fail(work: Work, job: Claim, sentence: str) -> bool:
    return _if_still_ours(
        job,
        state=RenderingState.FAILED,
        error=sentence,
        lease_until=None,
        finished_at=work.now,
    )


def _if_still_ours(job: Claim, **values: Any) -> bool:
    working = Rendering.state == RenderingState.WORKING
    return is_written(Rendering, job.rendering_id, job.number, working, **values)
