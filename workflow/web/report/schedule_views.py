"""The planning of a report's dates: a proposal as a table, changed and taken over at once."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from workflow.actions.clock import parse_day
from workflow.actions.reminding import back_schedule
from workflow.actions.work import transaction
from workflow.domain.calendar import office_day
from workflow.domain.machine import NotYet, Refused
from workflow.domain.terms import Verb
from workflow.domain.text import say
from workflow.web.access import me, own_report, report_scene
from workflow.web.acting import number
from workflow.web.errors import status_of
from workflow.web.locale import speak
from workflow.web.report.page import ReportPage


def add_routes(bp: Blueprint) -> None:
    here = "/reports/<int:report_id>/schedule"
    bp.add_url_rule(here, endpoint="schedule", view_func=show)
    bp.add_url_rule(here, endpoint="take_schedule", view_func=take_over, methods=["POST"])


@login_required
def show(report_id: int) -> ResponseReturnValue:
    return _page(report_id, dict(request.args))


@login_required
def take_over(report_id: int) -> ResponseReturnValue:
    """Every date of the table by one button, or none where one is refused."""
    report = own_report(report_id)
    release_on = parse_day(request.form.get("release_on", ""))
    try:
        if release_on is None:
            raise NotYet(say("请填写有效的日期。", "Please give a valid date."))
        with transaction() as work:
            done = back_schedule.take_over(work, me(), report, release_on, _wanted())
    except Refused as refused:
        return _page(report_id, dict(request.form), refused)
    words = say("已按倒排计划设定 {n} 个部分的期限。", "Dates are set for {n} sections.", n=done)
    flash(speak(words), "success")
    return redirect(url_for("reports.show", report_id=report_id), 303)


def _wanted() -> list[dict[str, Any]]:
    """The lines of the form: those that are ticked, with their day and owner."""
    return [
        {
            "section_id": number(one),
            "due_on": parse_day(request.form.get(f"due-{one}", "")),
            "owner_id": number(request.form.get(f"owner-{one}")),
        }
        for one in request.form.getlist("section_ids")
    ]


def _page(
    report_id: int, given: dict[str, str], refused: Refused | None = None
) -> ResponseReturnValue:
    page = ReportPage(report_scene(report_id), me())
    if Verb.SET_DETAILS not in page.acts:
        abort(403)
    today = office_day(page.clock.now, page.report.office.zone)
    frame = back_schedule.frame_of(page.report, today, given)
    html = render_template(
        "pages/report_schedule.html",
        page=page,
        refused=refused,
        frame=frame,
        found=back_schedule.schedule(page.scene, frame) if frame else None,
        today=today,
        kept=request.form,
    )
    return html, status_of(refused) if refused else 200
