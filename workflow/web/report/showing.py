"""Render the page of a report, after a refusal with its sentence and the words typed."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from workflow.domain.machine import Refused
from workflow.web.access import me, report_scene
from workflow.web.errors import status_of
from workflow.web.report.page import ReportPage


def report_page(
    report_id: int, chosen_id: int | None, refused: Refused | None = None
) -> ReportPage:
    """The page for whoever asks; 404 for those without a part in the report."""
    scene = report_scene(report_id)
    if refused is None:
        return ReportPage(scene, me(), chosen_id)
    kept_ids = tuple(request.form.getlist("section_ids"))
    return ReportPage(scene, me(), chosen_id, dict(request.form), kept_ids)


def shown(
    report_id: int, chosen_id: int | None = None, refused: Refused | None = None
) -> ResponseReturnValue:
    page = report_page(report_id, chosen_id, refused)
    html = render_template("pages/report.html", page=page, refused=refused)
    return html, status_of(refused) if refused else 200
