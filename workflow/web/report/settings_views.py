"""What a report is besides its text: year, director, signature, dates, house style."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import login_required

from workflow.actions.assembly.house_styles import titles_of
from workflow.actions.outline.earlier import held
from workflow.actions.outline.earlier_reading import finished_reports
from workflow.actions.outline.particulars import BLANK
from workflow.domain.machine import Refused
from workflow.domain.terms import Verb
from workflow.web.access import me, report_scene
from workflow.web.errors import status_of
from workflow.web.report.page import ReportPage


def add_routes(bp: Blueprint) -> None:
    bp.add_url_rule("/reports/<int:report_id>/settings", view_func=settings)


@login_required
def settings(report_id: int) -> ResponseReturnValue:
    return _page(ReportPage(report_scene(report_id), me()))


def refused_page(report_id: int, refused: Refused) -> ResponseReturnValue:
    """The form as it was sent, with the sentence on top."""
    return _page(ReportPage(report_scene(report_id), me(), None, dict(request.form)), refused)


def _page(page: ReportPage, refused: Refused | None = None) -> ResponseReturnValue:
    editable = Verb.SET_DETAILS in page.acts
    html = render_template(
        "pages/report_settings.html",
        page=page,
        refused=refused,
        editable=editable,
        held=held(page.scene) if editable else None,
        finished=finished_reports(me(), page.report) if editable else [],
        styles=titles_of(page.report.office_id),
        values=_values(page) | dict(page.kept),
    )
    return html, status_of(refused) if refused else 200


def _values(page: ReportPage) -> dict[str, object]:
    report = page.report
    return {
        "title": report.title,
        "year": report.year,
        "director_id": report.director_id or "",
        "signature": report.signature,
        "signed_on": report.signed_on,
        "release_on": report.release_on or "",
        "profile": report.profile,
        "blanks": "block" if BLANK in report.blocking else "warn",
    }
