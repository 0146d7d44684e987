"""From a file to a report: upload, see the outline, correct it, create."""

from __future__ import annotations

from flask import Blueprint, abort, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from workflow.actions.outline import intake as intakes
from workflow.actions.outline.creation import create, create_from_outline
from workflow.actions.outline.file import read_upload
from workflow.actions.playing.sample import sample_outline
from workflow.actions.work import transaction
from workflow.domain.machine import Refused
from workflow.domain.terms import Destination
from workflow.domain.text import Text, say
from workflow.store import Intake
from workflow.store.intake import intake_of
from workflow.web.access import me
from workflow.web.errors import status_of
from workflow.web.intake import conversion_views, pages
from workflow.web.locale import speak
from workflow.web.posted import keeps_changes, posted_file

bp = Blueprint("intake", __name__)

NO_FILE = Text("请先选择一个 .docx 或 .txt 文件。", "Choose a .docx or .txt file first.")
CREATED = Text(
    "报告已建立，共 {n} 个部分。接下来分派责任人和期限。",
    "The report is there, with {n} sections. Next: owners and deadlines.",
)
WHOLE_OUTLINE = {
    "accept_all": intakes.accept_all,
    "undo": intakes.undo,
    "begin_again": intakes.begin_again,
}


@bp.get("/reports/new")
@login_required
def new() -> ResponseReturnValue:
    if not me().is_editor:
        abort(403)
    return pages.new_page()


@bp.post("/reports/new")
@login_required
def start() -> ResponseReturnValue:
    """A blank report, or one with the sample's outline."""
    preset = request.form.get("start") == "sample"
    try:
        with transaction() as work:
            given = pages.particulars()
            if preset:
                report = create_from_outline(work, me(), given, sample_outline(), keep_text=False)
            else:
                report = create(work, me(), given)
    except Refused as refused:
        return pages.new_page(speak(refused.sentence)), status_of(refused)
    return redirect(url_for("reports.show", report_id=report.id), 303)


@bp.post("/reports/import")
@login_required
def upload() -> ResponseReturnValue:
    """Read the file; nothing is created before the outline was looked at."""
    if not me().is_editor:
        abort(403)
    file = posted_file()
    if file is None:
        return pages.new_page(speak(NO_FILE)), 422
    old = conversion_views.begin(*file, Destination.INTAKE)
    if old is not None:
        return old
    try:
        limits = current_app.extensions["settings"].limits
        read = read_upload(*file, limits, keeps_changes())
        with transaction() as work:
            taken = intakes.take_in(work, me(), read)
    except Refused as refused:
        return pages.new_page(speak(refused.sentence)), status_of(refused)
    return redirect(url_for("intake.show", intake_id=taken.id), 303)


@bp.get("/reports/import/<int:intake_id>")
@login_required
def show(intake_id: int) -> ResponseReturnValue:
    """The outline; `open` names a row whose acts are shown. htmx gets the outline alone."""
    taken = _mine(intake_id)
    opened = request.args.get("open", type=int)
    if "HX-Request" in request.headers:
        focus = request.args.get("focus", pages.SUMMARY)
        return pages.outline_part(taken, opened=opened, focus=focus)
    if taken.report_id is not None:
        return redirect(url_for("reports.show", report_id=taken.report_id), 303)
    return pages.outline_page(taken, opened=opened)


@bp.post("/reports/import/<int:intake_id>/correct")
@login_required
def correct(intake_id: int) -> ResponseReturnValue:
    """One correction; htmx gets the outline alone, others the page again."""
    correction = request.form.get("correction", "")
    at = request.form.get("start", -1, type=int)
    _mine(intake_id)
    problem = ""
    try:
        with transaction() as work:
            taken = _mine(intake_id)
            if correction in WHOLE_OUTLINE:
                WHOLE_OUTLINE[correction](taken)
            elif correction in intakes.CORRECTIONS and at >= 0:
                level = request.form.get("level", 1, type=int)
                title = request.form.get("title", "")
                intakes.correct(work, taken, correction, at, level, title)
            else:
                abort(400)
    except Refused as refused:
        problem = speak(refused.sentence)
    return _corrected(_mine(intake_id), correction, at, problem)


def _corrected(taken: Intake, correction: str, at: int, problem: str) -> ResponseReturnValue:
    opened = at if correction == "level" or (problem and correction == "title") else None
    status = 422 if problem else 200
    if "HX-Request" in request.headers:
        focus = pages.focus_after(taken, correction, at)
        return pages.outline_part(taken, problem, opened, focus), status
    if problem:
        return pages.outline_page(taken, problem, opened), status
    target = url_for("intake.show", intake_id=taken.id, open=opened, _anchor=f"row-{at}")
    return redirect(target, 303)


@bp.post("/reports/import/<int:intake_id>/create")
@login_required
def create_report(intake_id: int) -> ResponseReturnValue:
    keep_text = request.form.get("text") != "brief"
    try:
        with transaction() as work:
            taken = _mine(intake_id)
            report = intakes.make_report(work, me(), taken, pages.particulars(), keep_text)
            count = len(intakes.proposed(taken).sections)
    except Refused as refused:
        again = _mine(intake_id)
        if again.report_id is not None:
            flash(speak(refused.sentence), "info")
            return redirect(url_for("reports.show", report_id=again.report_id), 303)
        return pages.outline_page(again, speak(refused.sentence)), status_of(refused)
    flash(speak(say(CREATED.zh, CREATED.en, n=count)), "success")
    return redirect(url_for("reports.show", report_id=report.id), 303)


def _mine(intake_id: int) -> Intake:
    """An upload of one's own; everybody else's reads as absent."""
    found = intake_of(me().id, intake_id)
    if found is None:
        abort(404)
    return found
