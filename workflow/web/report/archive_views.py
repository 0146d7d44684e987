"""The archive of a report: how far its making is, and the file."""

from __future__ import annotations

import io

from flask import Blueprint, abort, current_app, render_template, send_file
from flask.typing import ResponseReturnValue
from flask_login import login_required

from workflow.actions.archive import archives
from workflow.actions.files import FileStore
from workflow.domain.machine import NotYet
from workflow.domain.text import Text
from workflow.store.archive import archive_of
from workflow.web.access import me, own_report, report_scene
from workflow.web.report.assembly import plain_name
from workflow.web.report.assembly_views import DOCX
from workflow.web.report.page import ReportPage

GONE = Text(
    "归档文件不在服务器上了。报告和留痕都在；请管理员从备份中取回文件库。",
    "The archive is no longer on the server. Report and trail are kept: ask the administrator "
    "to bring back the files from a backup.",
)


def add_routes(bp: Blueprint) -> None:
    bp.add_url_rule("/reports/<int:report_id>/archive.zip", view_func=archive_download)
    bp.add_url_rule("/reports/<int:report_id>/archiving", view_func=archiving)
    bp.add_url_rule("/reports/<int:report_id>/approval-sheet.docx", view_func=approval_sheet)


@login_required
def archiving(report_id: int) -> ResponseReturnValue:
    """How far it is; once it is over the whole page is asked to come anew, with its acts."""
    page = ReportPage(report_scene(report_id), me())
    html = render_template("parts/archive_state.html", page=page)
    under_way = page.archiving is not None and page.archiving.under_way
    return html, 200, {} if under_way else {"HX-Refresh": "true"}


@login_required
def archive_download(report_id: int) -> ResponseReturnValue:
    """The file through its row, for the report's people alone."""
    report = own_report(report_id)
    row = archive_of(report.id)
    if row is None:
        abort(404)
    files: FileStore = current_app.extensions["files"]
    path = files.there(row.file_hash)
    if path is None:
        raise NotYet(GONE)
    name = f"{plain_name(report.title)}_归档.zip"
    return send_file(
        path, "application/zip", as_attachment=True, download_name=name, etag=row.file_hash
    )


@login_required
def approval_sheet(report_id: int) -> ResponseReturnValue:
    """Who passed which draft when, of the approval in force."""
    report = own_report(report_id)
    data = archives.approval_sheet_of(report)
    name = f"{plain_name(report.title)}_审签单.docx"
    return send_file(io.BytesIO(data), DOCX, as_attachment=True, download_name=name)
