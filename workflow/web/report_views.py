"""The list of reports, the page of one, and everything that a person does to it."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from workflow.actions import reports
from workflow.actions.scene import Scene
from workflow.actions.work import transaction
from workflow.domain.machine import Refused
from workflow.domain.roles import report_roles
from workflow.domain.terms import Verb
from workflow.store import Report
from workflow.store.overview import progress_of, reports_with_part
from workflow.web import (
    acting,
    assembly_views,
    chain_views,
    report_forms,
    report_settings_views,
    structure_views,
    trail_views,
)
from workflow.web.access import me, report_scene
from workflow.web.clock import Clock
from workflow.web.locale import speak
from workflow.web.report_showing import shown

bp = Blueprint("reports", __name__)

PAGE_OF = {
    Verb.SET_CHAIN: chain_views.refused_page,
    Verb.SET_DETAILS: report_settings_views.refused_page,
}


@bp.get("/reports")
@login_required
def index() -> ResponseReturnValue:
    found = reports_with_part(me().office_id, me().id)
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
    report = report_scene(report_id).report
    wanted = acting.report_verb(verb)
    given = report_forms.given_for(wanted, request.form)
    try:
        with transaction() as work:
            done = reports.act(
                work, me(), report, wanted, note=acting.note(), seen=acting.seen(), **given
            )
            about = done.result.id if wanted is Verb.ADD_SECTION else given.get("section_id")
    except Refused as refused:
        page_of = PAGE_OF.get(wanted)
        if page_of:
            return page_of(report_id, refused)
        return shown(report_id, given.get("section_id") or None, refused)
    return _after(done.report, wanted, about)


def _after(report: Report, verb: Verb, section_id: int | None) -> ResponseReturnValue:
    """Say what happened; whoever gave their part away has nothing more to see here."""
    flash(speak(report_forms.happened(verb, report)), "success")
    if not report_roles(me().id, Scene(report).report_people):
        return redirect(url_for("desk.show"), 303)
    here = url_for("reports.show", report_id=report.id, section=section_id or None)
    return redirect(acting.way_back(here), 303)


for part in (structure_views, chain_views, assembly_views, report_settings_views, trail_views):
    part.add_routes(bp)
