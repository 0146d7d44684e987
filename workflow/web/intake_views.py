"""From a file to a report: upload, see the outline, correct it, create."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from workflow.actions import intake as intakes
from workflow.actions.creation import Particulars, create, create_from_outline
from workflow.actions.outline_rows import outline_rows
from workflow.actions.sample import sample_outline
from workflow.actions.work import transaction
from workflow.domain.machine import Refused
from workflow.domain.text import Text, say
from workflow.store import Intake
from workflow.store.intake import intake_of
from workflow.store.person import people_of
from workflow.web.access import me
from workflow.web.errors import status_of
from workflow.web.locale import speak

bp = Blueprint("intake", __name__)

NO_FILE = Text("请先选择一个 .docx 或 .txt 文件。", "Choose a .docx or .txt file first.")
CREATED = Text(
    "报告已建立，共 {n} 个部分。接下来分派责任人和期限。",
    "The report is there, with {n} sections. Next: owners and deadlines.",
)


@bp.get("/reports/new")
@login_required
def new() -> ResponseReturnValue:
    if not me().is_editor:
        abort(403)
    return _new_page()


@bp.post("/reports/new")
@login_required
def start() -> ResponseReturnValue:
    """A blank report, or one with the sample's outline."""
    preset = request.form.get("start") == "sample"
    try:
        with transaction() as work:
            given = _particulars()
            if preset:
                report = create_from_outline(work, me(), given, sample_outline(), keep_text=False)
            else:
                report = create(work, me(), given)
    except Refused as refused:
        return _new_page(speak(refused.sentence)), status_of(refused)
    return redirect(url_for("reports.show", report_id=report.id), 303)


@bp.post("/reports/import")
@login_required
def upload() -> ResponseReturnValue:
    """Read the file; nothing is created before the outline was looked at."""
    if not me().is_editor:
        abort(403)
    file = request.files.get("file")
    if file is None or not file.filename:
        return _new_page(speak(NO_FILE)), 422
    try:
        with transaction() as work:
            taken = intakes.take_in(work, me(), file.filename, file.read())
    except Refused as refused:
        return _new_page(speak(refused.sentence)), status_of(refused)
    return redirect(url_for("intake.show", intake_id=taken.id), 303)


@bp.get("/reports/import/<int:intake_id>")
@login_required
def show(intake_id: int) -> ResponseReturnValue:
    return _outline_page(_mine(intake_id))


@bp.post("/reports/import/<int:intake_id>/correct")
@login_required
def correct(intake_id: int) -> ResponseReturnValue:
    """One correction; htmx gets the outline alone, others the page again."""
    correction = request.form.get("correction", "")
    start_at = request.form.get("start", type=int)
    _mine(intake_id)
    with transaction() as work:
        taken = _mine(intake_id)
        if correction == "accept_all":
            intakes.accept_all(taken)
        elif correction in intakes.CORRECTIONS and start_at is not None:
            level = request.form.get("level", 1, type=int)
            intakes.correct(work, taken, correction, start_at, level)
        else:
            abort(400)
    if "HX-Request" in request.headers:
        return render_template("parts/intake_outline.html", **_outline_values(_mine(intake_id)))
    return redirect(url_for("intake.show", intake_id=intake_id), 303)


@bp.post("/reports/import/<int:intake_id>/create")
@login_required
def create_report(intake_id: int) -> ResponseReturnValue:
    keep_text = request.form.get("text") != "brief"
    try:
        with transaction() as work:
            taken = _mine(intake_id)
            outline = intakes.outline_of(taken)
            report = create_from_outline(work, me(), _particulars(), outline, keep_text)
            taken.report_id = report.id
            count = len(outline.sections)
    except Refused as refused:
        return _outline_page(_mine(intake_id), speak(refused.sentence)), status_of(refused)
    flash(speak(say(CREATED.zh, CREATED.en, n=count)), "success")
    return redirect(url_for("reports.show", report_id=report.id), 303)


def _mine(intake_id: int) -> Intake:
    """An upload of one's own; everybody else's reads as absent."""
    found = intake_of(me().id, intake_id)
    if found is None:
        abort(404)
    return found


def _particulars() -> Particulars:
    """A form that does not ask for the signature means the office's name; one left empty, none."""
    form = request.form
    return Particulars(
        title=form.get("title", ""),
        year=form.get("year", 0, type=int),
        director_id=form.get("director_id", type=int),
        signature=form.get("signature", me().office.name),
        signed_on=form.get("signed_on", ""),
    )


def _new_page(problem: str = "") -> str:
    return render_template(
        "pages/report_new.html",
        problem=problem,
        people=[(one.id, one.name) for one in people_of(me().office_id)],
        year=request.form.get("year") or date.today().year,
        form=request.form,
    )


def _outline_page(taken: Intake, problem: str = "") -> str:
    return render_template(
        "pages/report_import.html",
        problem=problem,
        people=[(one.id, one.name) for one in people_of(me().office_id)],
        form=request.form,
        **_outline_values(taken),
    )


def _outline_values(taken: Intake) -> dict[str, object]:
    outline = intakes.outline_of(taken)
    found = request.form.get("title") or (outline.title.text.strip() if outline.title else "")
    digits = found[:4]
    return {
        "intake": taken,
        "outline": outline,
        "rows": outline_rows(outline),
        "title": found,
        "year": int(digits) if digits.isdigit() else date.today().year,
    }
