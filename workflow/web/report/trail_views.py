"""The trail of a report, newest first."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import login_required

from workflow.store.event import newest_events
from workflow.web.access import me, report_scene
from workflow.web.report.page import ReportPage
from workflow.web.section.talk import trail_view

SIZE = 50


def add_routes(bp: Blueprint) -> None:
    bp.add_url_rule("/reports/<int:report_id>/trail", view_func=trail)


@login_required
def trail(report_id: int) -> ResponseReturnValue:
    page = ReportPage(report_scene(report_id), me())
    pages = max(1, -(-page.report.trail_count // SIZE))
    number = min(max(1, request.args.get("page", 1, type=int)), pages)
    events = newest_events(page.report.id, SIZE, (number - 1) * SIZE)
    return render_template(
        "pages/report_trail.html",
        page=page,
        events=trail_view(events, page.clock),
        number=number,
        pages=pages,
    )
