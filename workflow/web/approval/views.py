"""The approval page: what is ready, what blocks, the assembled text, and the decision."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from workflow.actions import reports
from workflow.actions.approval import sights
from workflow.actions.work import transaction
from workflow.domain.machine import Refused
from workflow.domain.terms import ReportState, Verb
from workflow.domain.text import Text
from workflow.store import Assembly, Report, db
from workflow.web import acting
from workflow.web.access import me, own_report, report_scene
from workflow.web.approval.acts import HERE
from workflow.web.approval.page import ApprovalPage
from workflow.web.edit_rows import edit_rows
from workflow.web.errors import status_of
from workflow.web.happened import done_words
from workflow.web.locale import speak
from workflow.web.takes import given_for

bp = Blueprint("approval", __name__)

WHERE = {
    ReportState.AWAITING_APPROVAL: Text("现由办公室主任签批", "now with the office director"),
    ReportState.COLLECTING: Text("现由统稿人继续组织修改", "now with the editor again"),
    ReportState.CONDITIONAL: Text(
        "责任人按所列修改，全部改好后自动生效",
        "owners make the edits; once all are made the approval is in force by itself",
    ),
    ReportState.APPROVED: Text("统稿人可以下载定稿", "the editor can download the final text"),
}
COMING = Text("完成后显示在本页，可以先离开", "it appears here when it is done; you need not wait")


@bp.get("/reports/<int:report_id>/approval")
@login_required
def show(report_id: int) -> ResponseReturnValue:
    """What it shows is from then on what this person has seen."""
    page = ApprovalPage(report_scene(report_id), me())
    html = render_template("pages/approval.html", page=page)
    shown = page.current.row.id if page.current else None
    if shown is not None and not page.saw_it_before:
        with transaction() as work:
            sights.saw(work, me(), db.session.get_one(Assembly, shown))
    return html


@bp.get("/reports/<int:report_id>/approval/progress")
@login_required
def progress(report_id: int) -> ResponseReturnValue:
    """How far the assembling is; once it is over the whole page is asked to come anew."""
    page = ApprovalPage(report_scene(report_id), me())
    html = render_template("parts/approval_progress.html", page=page)
    return html, 200, {} if page.assembly and page.assembly.under_way else {"HX-Refresh": "true"}


@bp.post("/reports/<int:report_id>/approval/<verb>")
@login_required
def act(report_id: int, verb: str) -> ResponseReturnValue:
    """A verb of the table that belongs to this page; 404 for any other."""
    report = own_report(report_id)
    wanted = acting.report_verb(verb)
    if wanted not in HERE:
        abort(404)
    try:
        with transaction() as work:
            done = reports.act(
                work,
                me(),
                report,
                wanted,
                **acting.sent(),
                **given_for(wanted, request.form),
            )
    except Refused as refused:
        return _refused(report_id, wanted, refused)
    flash(speak(done_words(wanted, _where(wanted, done.report))), "success")
    here = url_for("approval.show", report_id=report_id)
    return redirect(acting.way_back(here), 303)


def _where(verb: Verb, report: Report) -> Text:
    if verb in (Verb.ASSEMBLE, Verb.ASSEMBLE_WITH_GAPS):
        return COMING
    return WHERE.get(report.state) or report.state.label


def _refused(report_id: int, verb: Verb, refused: Refused) -> ResponseReturnValue:
    """The page as it is now, the sentence on top, the person's words still in the form."""
    kept = {**request.form, "verb": verb}
    kept_ids = tuple(request.form.getlist("section_ids"))
    page = ApprovalPage(report_scene(report_id), me(), kept, kept_ids, edit_rows(request.form))
    html = render_template("pages/approval.html", page=page, refused=refused)
    return html, status_of(refused)
