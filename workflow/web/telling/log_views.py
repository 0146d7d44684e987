"""The reminder sheet of a report, for those who answer for it: on the page and to take along."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping

from flask import Blueprint, abort, render_template, request, send_file
from flask.typing import ResponseReturnValue
from flask_login import login_required

from workflow.actions.telling.log import TITLE, Line, as_docx, as_xlsx, log_of, way_of
from workflow.notify.message import headline
from workflow.store import Report
from workflow.store.base import utc_now
from workflow.web.access import me, own_report, report_scene
from workflow.web.forms import row_id
from workflow.web.locale import language, speak
from workflow.web.report.assembly import plain_name
from workflow.web.report.assembly_views import DOCX
from workflow.web.report.page import ReportPage
from workflow.web.section.disposition_views import XLSX

bp = Blueprint("notice_log", __name__)

NEWEST = 200
"""Lines that the page shows; a file has all."""
FILTERS: Mapping[str, Callable[[Line], bool]] = {
    "time": lambda line: line.is_about_time,
    "all": lambda line: True,
    "unread": lambda line: line.read_at is None,
    "open": lambda line: line.is_open,
    "failed": lambda line: line.has_failed,
}


@bp.get("/reports/<int:report_id>/told")
@login_required
def show(report_id: int) -> ResponseReturnValue:
    _own(report_id)
    scene = report_scene(report_id)
    page, lines = ReportPage(scene, me()), log_of(scene.report)
    chosen, shown = _chosen(lines)
    locale = language()
    return render_template(
        "pages/report_told.html",
        page=page,
        lines=[(one, headline(one.notice, locale)) for one in reversed(shown[-NEWEST:])],
        hidden=max(0, len(shown) - NEWEST),
        counts={name: sum(map(wanted, lines)) for name, wanted in FILTERS.items()},
        people={one.notice.person_id: one.notice.person.name for one in lines},
        chosen=chosen,
        who=row_id(request.args.get("who", "")),
        way_of=way_of,
    )


@bp.get("/reports/<int:report_id>/told.docx")
@login_required
def docx(report_id: int) -> ResponseReturnValue:
    report = _own(report_id)
    lines = _chosen(log_of(report))[1]
    data = as_docx(report, lines, me(), utc_now(), speak, lambda one: headline(one, language()))
    return _sent(report, data, DOCX, "docx")


@bp.get("/reports/<int:report_id>/told.xlsx")
@login_required
def xlsx(report_id: int) -> ResponseReturnValue:
    report = _own(report_id)
    lines = _chosen(log_of(report))[1]
    data = as_xlsx(report, lines, me(), utc_now(), speak, lambda one: headline(one, language()))
    return _sent(report, data, XLSX, "xlsx")


def _own(report_id: int) -> Report:
    """The report for its editor or director; 404 for strangers, 403 for its other people."""
    report = own_report(report_id)
    if me().id not in (report.editor_id, report.director_id):
        abort(403)
    return report


def _chosen(lines: list[Line]) -> tuple[str, list[Line]]:
    """What is asked for by the address: of what kind, and of whom."""
    name = request.args.get("show", "time")
    name = name if name in FILTERS else "time"
    who = row_id(request.args.get("who", ""))
    found = [one for one in lines if FILTERS[name](one) and who in (0, one.notice.person_id)]
    return name, found


def _sent(report: Report, data: bytes, media: str, ending: str) -> ResponseReturnValue:
    name = f"{plain_name(report.title)} {speak(TITLE)}.{ending}"
    return send_file(io.BytesIO(data), media, as_attachment=True, download_name=name)
