"""Several sections go out as one file for Word and WPS, and come back."""

from __future__ import annotations

import io

from flask import (
    Blueprint,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_login import login_required

from workflow.actions.placing import PREAMBLE
from workflow.actions.word.report_upload import open_loose, open_parts, take_in
from workflow.actions.word.report_upload_saving import Saved, save_parts
from workflow.actions.word.returned import read_returned
from workflow.actions.word.section_word import sections_document
from workflow.actions.work import transaction
from workflow.domain.machine import Refused
from workflow.domain.terms import Destination
from workflow.domain.text import Text, say
from workflow.store import ReportUpload
from workflow.store.report_upload import report_upload_of
from workflow.web.access import me, own_report, report_scene
from workflow.web.errors import status_of
from workflow.web.intake import conversion_views
from workflow.web.locale import speak
from workflow.web.posted import keeps_changes, posted_file
from workflow.web.report.assembly import plain_name
from workflow.web.report.assembly_views import DOCX
from workflow.web.report.upload_page import ReportUploadPage, ReportWordPage
from workflow.web.section.upload_page import choices_in
from workflow.web.section.word import NO_FILE

bp = Blueprint("report_word", __name__)
NOTHING = Text(
    "文件与现有稿件相同，没有新增稿次。", "The file says what stands here already: no new drafts."
)


@bp.get("/reports/<int:report_id>/word")
@login_required
def choose(report_id: int) -> ResponseReturnValue:
    """Which sections to take along, and where to bring them back."""
    return _asked_again(report_id)


@bp.get("/reports/<int:report_id>/word/file")
@login_required
def download(report_id: int) -> ResponseReturnValue:
    """The newest drafts of the chosen sections with their open comments, as one file."""
    scene = report_scene(report_id)
    try:
        data = sections_document(scene, request.args.getlist("section", type=int))
    except Refused as refused:
        return _asked_again(report_id, refused)
    title = plain_name(scene.report.title)
    name = speak(say("{title}（工作稿）.docx", "{title} (working copy).docx", title=title))
    return send_file(io.BytesIO(data), DOCX, as_attachment=True, download_name=name)


@bp.post("/reports/<int:report_id>/word")
@login_required
def upload(report_id: int) -> ResponseReturnValue:
    """Read the file and take it apart; nothing is saved before it was looked at."""
    own_report(report_id)
    file = posted_file()
    if file is None:
        return _asked_again(report_id, problem=NO_FILE, status=422)
    old = conversion_views.begin(*file, Destination.REPORT, report_id)
    if old is not None:
        return old
    try:
        limits = current_app.extensions["settings"].limits
        returned = read_returned(*file, limits, keeps_changes())
        with transaction() as work:
            taken = take_in(work, me(), report_scene(report_id), returned)
            there = url_for("report_word.review", report_id=report_id, whole_id=taken.id)
    except Refused as refused:
        return _asked_again(report_id, refused)
    return redirect(there, 303)


@bp.get("/reports/<int:report_id>/word/<int:whole_id>")
@login_required
def review(report_id: int, whole_id: int) -> ResponseReturnValue:
    """What the file would change, section by section."""
    whole = _mine(report_id, whole_id)
    if whole.done_at is not None:
        return redirect(url_for("reports.show", report_id=report_id), 303)
    return _shown(report_id, whole)


@bp.post("/reports/<int:report_id>/word/<int:whole_id>")
@login_required
def save(report_id: int, whole_id: int) -> ResponseReturnValue:
    """The ticked sections become drafts, each unless its text was changed since it was shown."""
    whole = _mine(report_id, whole_id)
    chosen = {one.id for one in open_parts(whole)} & set(request.form.getlist("take", type=int))
    seen = {own: request.form.get(f"seen-{own}", "") for own in chosen}
    choices = {own: choices_in(own) for own in chosen}
    places = {
        number: place
        for number, _ in open_loose(whole)
        if (place := request.form.get(f"loose-{number}", type=int)) is not None
    }
    try:
        with transaction() as work:
            whole = _mine(report_id, whole_id)
            scene = report_scene(report_id)
            saved = save_parts(work, me(), scene, whole, seen, places, choices)
            said, is_done = [_said(one) for one in saved], whole.done_at is not None
    except Refused as refused:
        return _shown(report_id, _mine(report_id, whole_id), refused)
    for sentence, is_well in said or [(NOTHING, True)]:
        flash(speak(sentence), "success" if is_well else "warning")
    if is_done:
        return redirect(url_for("reports.show", report_id=report_id), 303)
    return redirect(url_for("report_word.review", report_id=report_id, whole_id=whole_id), 303)


def _said(one: Saved) -> tuple[Text, bool]:
    """What became of a section, and whether it is what the person wanted."""
    title = one.section.title or speak(PREAMBLE)
    if one.why is not None:
        return (
            say(
                "《{title}》没有保存：{why}",
                "“{title}” was not saved: {why}",
                title=title,
                why=one.why,
            ),
            False,
        )
    if one.draft is not None:
        return say(
            "《{title}》已存为第 {n} 稿。",
            "“{title}” is saved as draft {n}.",
            title=title,
            n=one.draft,
        ), True
    return (
        say(
            "《{title}》文字没有变化，带来 {n} 条新意见。",
            "“{title}”: the text is the same. New comments that have joined: {n}.",
            title=title,
            n=one.comments,
        ),
        True,
    )


def _shown(
    report_id: int, whole: ReportUpload, refused: Refused | None = None
) -> ResponseReturnValue:
    page = ReportUploadPage(report_scene(report_id), me(), whole)
    html = render_template("pages/report_upload.html", page=page, refused=refused)
    return html, status_of(refused) if refused else 200


def _asked_again(
    report_id: int,
    refused: Refused | None = None,
    problem: Text | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    page = ReportWordPage(report_scene(report_id), me())
    sentence = refused.sentence if refused else problem
    html = render_template("pages/report_word.html", page=page, problem=sentence)
    return html, status_of(refused) if refused else status


def _mine(report_id: int, whole_id: int) -> ReportUpload:
    """An upload of one's own; everybody else's reads as absent."""
    own_report(report_id)
    found = report_upload_of(me().id, report_id, whole_id)
    if found is None:
        abort(404)
    return found
