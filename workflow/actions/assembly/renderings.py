"""The PDF of an assembly as the rest of the product meets it: asked for, found, looked at.

A page that shows documents reads ``store.rendering.renderings_of(report_id)`` (one query, by
assembly) and wraps each in ``web.report_assembly.PdfView``: how far it is, why it failed, which
faces stand in for others; ``row.pages`` says how many pages there are. The pictures come from
``/reports/<id>/assemblies/<n>/pages/<p>.png?width=`` (endpoint ``reports.page_picture``), the file
from ``/reports/<id>/assemblies/<n>.pdf`` (``reports.pdf``); the act ``render`` with ``number`` asks
again for one that failed.
"""

from __future__ import annotations

from pathlib import Path

from workflow.actions.files import file_store
from workflow.actions.work import Work
from workflow.documents.printing import NoSuchPage, page_picture
from workflow.domain.machine import NotYet
from workflow.domain.terms import AssemblyState, RenderingState
from workflow.domain.text import Text, say
from workflow.queue import Job
from workflow.store import Assembly, Rendering, db
from workflow.store.rendering import numbered, rendering_of

GONE = Text(
    "这份 PDF 的文件不在服务器上了，合稿的 Word 文件和各稿都在。请管理员从备份中取回文件库。",
    "The file of this PDF is no longer on the server; the assembled Word file and all drafts are "
    "kept. Ask the administrator to bring back the files from a backup.",
)


def ask(work: Work, assembly_id: int) -> Rendering:
    """A worker is to make the PDF of a finished assembly. One that is made stays as it is, one
    that failed is tried anew.
    """
    row = rendering_of(assembly_id)
    if row is None:
        row = Rendering(assembly_id=assembly_id, created_at=work.now)
        db.session.add(row)
    elif row.state is RenderingState.FAILED:
        row.state, row.error, row.tries, row.finished_at = RenderingState.QUEUED, "", 0, None
    db.session.flush()
    if row.is_under_way:
        work.hint(Job.RENDER, row.id)
    return row


def ask_again(work: Work, report_id: int, number: int) -> Assembly:
    """The same by a person, for one that failed or was never asked for; NotYet for any other."""
    found = numbered(report_id, number)
    if found is None or found[0].state is not AssemblyState.DONE:
        raise NotYet(say("没有这份合稿。", "There is no such assembly."))
    assembly, row = found
    if row is not None and row.state is not RenderingState.FAILED:
        raise NotYet(
            say(
                "这份合稿的 PDF 已经生成或正在生成，没有改动。",
                "The PDF of this assembly is made, or being made: nothing was changed.",
            )
        )
    ask(work, assembly.id)
    return assembly


def pdf_path(row: Rendering | None) -> Path | None:
    """The file on disk; None while it is not made. NotYet where it was made and is gone."""
    if row is None or row.state is not RenderingState.DONE or not row.file_hash:
        return None
    path = file_store().there(row.file_hash)
    if path is None:
        raise NotYet(GONE)
    return path


def drawn_page(path: Path, page: int, width: int) -> bytes | None:
    """Page ``page`` (from 1) of the PDF as PNG, ``width`` pixels wide, from 120 to 1600; None
    where there is no such page. It takes about 60 ms and needs no transaction: end it first.
    """
    try:
        return page_picture(path, page, width)
    except NoSuchPage:
        return None
