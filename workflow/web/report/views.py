"""The list of reports, the page of one, and everything that a person does to it."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from workflow.actions import reports
from workflow.actions.clock import today_of
from workflow.actions.work import transaction
from workflow.domain.machine import Refused
from workflow.domain.terms import Verb
from workflow.store import Report
from workflow.store.overview import progress_of, reports_with_part
from workflow.web import acting
from workflow.web.access import has_part, me, own_report
from workflow.web.chain import views as chain_views
from workflow.web.clock import Clock
from workflow.web.locale import speak
from workflow.web.report import (
    archive_views,
    assembly_views,
    reminder_views,
    rendering_views,
    schedule_views,
    structure_views,
    trail_views,
)
from workflow.web.report import forms as report_forms
from workflow.web.report import settings_views as report_settings_views
from workflow.web.report.showing import shown

bp = Blueprint("reports", __name__)


@bp.get("/reports")
@login_required
def index() -> ResponseReturnValue:
    found = reports_with_part(me().office_id, me().id, today_of(me()))
    progress = progress_of([one.id for one in found])
    return render_template(
        "pages/reports.html", reports=found, progress=progress, clock=Clock(me().office)
    )


@bp.get("/reports/<int:report_id>")
@login_required
def show(report_id: int) -> ResponseReturnValue:
    return shown(report_id, request.args.get("section", type=int))


@bp.post("/reports/<int:report_id>/<verb>")
@login_required
def act(report_id: int, verb: str) -> ResponseReturnValue:
    """A verb of the table: parse, one act, then who has it now."""
    report = own_report(report_id)
    wanted = acting.report_verb(verb)
    given = report_forms.given_for(wanted, request.form)
    try:
        with transaction() as work:
            done = reports.act(
                work,
                me(),
                report,
                wanted,
                **acting.sent(),
                **given,
            )
            about = done.result.id if wanted is Verb.ADD_SECTION else given.get("section_id")
    except Refused as refused:
        return _refused(report_id, wanted, given.get("section_id"), refused)
    return _after(done.report, wanted, about)


def _refused(
    report_id: int, verb: Verb, section_id: int | None, refused: Refused
) -> ResponseReturnValue:
    """The page that the form stands on, with the sentence on top and the words still in it."""
    if verb is Verb.SET_CHAIN:
        return chain_views.refused_page(report_id, refused)
    if verb is Verb.SET_REMINDERS:
        return reminder_views.refused_page(report_id, refused)
    if verb in (Verb.SET_DETAILS, Verb.BRING_EARLIER) or (verb is Verb.RENAME and not section_id):
        return report_settings_views.refused_page(report_id, refused)
    return shown(report_id, section_id or None, refused)


def _after(report: Report, verb: Verb, section_id: int | None) -> ResponseReturnValue:
    """Say what happened; whoever gave their part away has nothing more to see here."""
    flash(speak(report_forms.happened(verb, report)), "success")
    if not has_part(report):
        return redirect(url_for("desk.show"), 303)
    here = url_for("reports.show", report_id=report.id, section=section_id or None)
    return redirect(acting.way_back(here), 303)


PARTS = (
    structure_views,
    chain_views,
    assembly_views,
    archive_views,
    rendering_views,
    reminder_views,
    report_settings_views,
    schedule_views,
    trail_views,
)
for part in PARTS:
    part.add_routes(bp)
