"""The assembled document: how far the worker is, and the file itself."""

from __future__ import annotations

from flask import Blueprint, abort, current_app, render_template, request, send_file
from flask.typing import ResponseReturnValue
from flask_login import login_required

from workflow.actions.files import FileStore
from workflow.domain.machine import NotYet
from workflow.domain.terms import AssemblyState
from workflow.domain.text import Text
from workflow.store.assembly import assemblies_of
from workflow.web.access import me, own_report, report_scene
from workflow.web.report.assembly import document_name
from workflow.web.report.page import ReportPage

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
GONE = Text(
    "这份合稿的文件不在服务器上了。各部分的稿件都在，统稿人再合稿一次就会重新生成。",
    "The file of this assembly is no longer on the server. All drafts are kept: the editor "
    "can assemble the report again.",
)


def add_routes(bp: Blueprint) -> None:
    here = "/reports/<int:report_id>"
    bp.add_url_rule(f"{here}/assembly", view_func=assembly)
    bp.add_url_rule(f"{here}/assemblies/<int:number>.docx", view_func=download)


@login_required
def assembly(report_id: int) -> ResponseReturnValue:
    """How far it is; once what was waited for (``?for=document``, else a PDF) is over, the whole
    page is asked to come anew, with its acts.
    """
    page = ReportPage(report_scene(report_id), me())
    html = render_template("parts/assembly_state.html", page=page)
    view = page.assembly
    for_document = request.args.get("for") == "document"
    over = view is None or not (view.under_way if for_document else view.waits)
    return html, 200, {"HX-Refresh": "true"} if over else {}


@login_required
def download(report_id: int, number: int) -> ResponseReturnValue:
    """The file through its row, for the report's people alone."""
    report = own_report(report_id)
    row = next((one for one in assemblies_of(report.id) if one.number == number), None)
    if row is None or row.state is not AssemblyState.DONE or not row.file_hash:
        abort(404)
    files: FileStore = current_app.extensions["files"]
    path = files.there(row.file_hash)
    if path is None:
        raise NotYet(GONE)
    name = document_name(report.title, row)
    return send_file(path, DOCX, as_attachment=True, download_name=name, etag=row.file_hash)
