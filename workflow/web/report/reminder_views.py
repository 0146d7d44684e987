"""The reminders of a report: its rules, and the next sending times for real sections."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import login_required

from workflow.actions.reminding.arming import ladder_of
from workflow.actions.reminding.forecast import Forecast, forecast
from workflow.actions.reminding.rules import checked
from workflow.actions.whereabouts import names_of
from workflow.domain.ladder import Ladder
from workflow.domain.ladder_rules import DEFAULT_RUNGS, told_by
from workflow.domain.machine import Refused
from workflow.domain.terms import AlarmKind, Verb
from workflow.web.access import me, report_scene
from workflow.web.errors import status_of
from workflow.web.report.page import ReportPage
from workflow.web.report.reminder_forms import Line, lines_of, rules_of


def add_routes(bp: Blueprint) -> None:
    here = "/reports/<int:report_id>/reminders"
    bp.add_url_rule(here, endpoint="reminders", view_func=show)
    bp.add_url_rule(here, endpoint="try_reminders", view_func=try_out, methods=["POST"])


@login_required
def show(report_id: int) -> ResponseReturnValue:
    return _page(ReportPage(report_scene(report_id), me()))


@login_required
def try_out(report_id: int) -> ResponseReturnValue:
    """The sending times by the rules of the form, or by the default; nothing is stored."""
    page = ReportPage(report_scene(report_id), me())
    if "default" in request.form:
        given = {str(kind): lines_of(rungs) for kind, rungs in DEFAULT_RUNGS.items()}
        return _page(page, {"ladders": given, "remind_at": None})
    return _page(page, rules_of(request.form))


def refused_page(report_id: int, refused: Refused) -> ResponseReturnValue:
    """The form as it was sent, with the sentence on top."""
    return _page(ReportPage(report_scene(report_id), me()), rules_of(request.form), refused)


def _page(
    page: ReportPage, given: dict[str, Any] | None = None, refused: Refused | None = None
) -> ResponseReturnValue:
    ladders, lines = _stored(page), {}
    if given is not None:
        lines = given["ladders"]
        try:
            ladders |= _tried(page, given)
        except Refused as problem:
            refused = refused or problem
    shown = {kind: lines.get(str(kind)) or lines_of(ladders[kind].rungs) for kind in AlarmKind}
    coming = forecast(page.scene, ladders, page.clock.now)
    html = render_template(
        "pages/report_reminders.html",
        page=page,
        refused=refused,
        editable=Verb.SET_REMINDERS in page.acts,
        tried=given is not None,
        lines=shown,
        told_by={kind: told_by(kind) for kind in AlarmKind},
        own_hour=given["remind_at"] if given else page.report.remind_at,
        office_hour=page.report.office.hours.sends_at(),
        coming=coming,
        names=names_of(_people(coming)),
    )
    return html, status_of(refused) if refused else 200


def _stored(page: ReportPage) -> dict[AlarmKind, Ladder]:
    return {kind: ladder_of(page.report, kind) for kind in AlarmKind}


def _tried(page: ReportPage, given: dict[str, Any]) -> dict[AlarmKind, Ladder]:
    """Raises Refused for lines that make no rung."""
    hour = page.report.office.hours.sends_at(given["remind_at"])
    given_lines: dict[str, list[Line]] = given["ladders"]
    return {
        AlarmKind(kind): Ladder(checked(AlarmKind(kind), lines), hour)
        for kind, lines in given_lines.items()
    }


def _people(coming: tuple[Forecast, ...]) -> set[int]:
    return {person for one in coming for person in one.people}
