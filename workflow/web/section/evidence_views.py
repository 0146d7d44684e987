"""Evidence of a section: added with its file, downloaded, listed for the whole report."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from workflow.actions import sections
from workflow.actions.evidence import evidence
from workflow.actions.evidence.file import NO_FILE, settings_now, take
from workflow.actions.whereabouts import where_now
from workflow.actions.work import transaction
from workflow.domain.machine import NotYet, Refused, move
from workflow.domain.terms import Verb
from workflow.web.access import me, own_section, report_scene
from workflow.web.errors import status_of
from workflow.web.happened import done_words
from workflow.web.locale import speak
from workflow.web.posted import posted_file
from workflow.web.report.page import ReportPage
from workflow.web.section.files import sealed
from workflow.web.section.page import SectionPage
from workflow.web.takes import given_for

bp = Blueprint("evidence", __name__)


@bp.app_template_global("evidence_endings")
def endings() -> str:
    """What a file picker offers: ".csv,.docx,..."."""
    return ",".join(f".{one}" for one in sorted(settings_now().evidence_types))


UNKNOWN_MEDIA = "application/octet-stream"
"""Whatever a stranger's file says of itself, a browser only ever saves it."""


@bp.post("/sections/<int:section_id>/evidence")
@login_required
def add(section_id: int) -> ResponseReturnValue:
    """The file is weighed, scanned and stored first; then it becomes evidence by the table."""
    page = SectionPage.of(section_id)
    try:
        move(page.facts, Verb.ATTACH)
        taken = take(*_sent())
        given = given_for(Verb.ATTACH, request.form)
        with transaction() as work:
            section = own_section(section_id)
            done = sections.act(work, me(), section, Verb.ATTACH, taken=taken, **given)
            said = speak(done_words(Verb.ATTACH, where_now(done.scene, done.section)))
    except Refused as refused:
        kept = {**request.form, "verb": Verb.ATTACH}
        html = render_template(
            "pages/section.html", page=SectionPage.of(section_id, kept), refused=refused
        )
        return html, status_of(refused)
    flash(said, "success")
    return redirect(url_for("sections.show", section_id=section_id) + "#evidence", 303)


@bp.get("/sections/<int:section_id>/evidence/<int:evidence_id>")
@login_required
def download(section_id: int, evidence_id: int) -> ResponseReturnValue:
    """Saved by the browser, never opened in place."""
    found = evidence.path_of(own_section(section_id), evidence_id)
    if found is None:
        abort(404)
    row, path = found
    return sealed(
        send_file(path, UNKNOWN_MEDIA, as_attachment=True, download_name=row.name, etag=row.hash)
    )


@bp.get("/reports/<int:report_id>/evidence")
@login_required
def index(report_id: int) -> ResponseReturnValue:
    """All evidence of a report in reading order."""
    page = ReportPage(report_scene(report_id), me())
    lines = evidence.of_report(page.scene)
    return render_template("pages/report_evidence.html", page=page, lines=lines)


def _sent() -> tuple[str, bytes]:
    """The name and the bytes, one more than are taken at most."""
    file = posted_file(settings_now().evidence_bytes)
    if file is None:
        raise NotYet(NO_FILE)
    return file
