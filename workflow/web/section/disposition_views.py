"""The table of comments and what became of them, to look at and to take along."""

from __future__ import annotations

import io

from flask import Blueprint, render_template, request, send_file
from flask.typing import ResponseReturnValue
from flask_login import login_required

from workflow.actions.talk.dispositions import TITLE, Table, as_docx, as_xlsx, table_of
from workflow.store.base import utc_now
from workflow.web.access import me, report_scene, section_scene
from workflow.web.locale import speak
from workflow.web.report.assembly import plain_name
from workflow.web.report.assembly_views import DOCX
from workflow.web.report.page import ReportPage
from workflow.web.section.page import SectionPage

bp = Blueprint("dispositions", __name__)

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/sections/<int:section_id>/dispositions")
@login_required
def of_section(section_id: int) -> ResponseReturnValue:
    page = SectionPage.of(section_id)
    table = table_of(page.scene, page.section, me())
    return render_template("pages/section_dispositions.html", page=page, table=table, show=_show())


@bp.get("/reports/<int:report_id>/dispositions")
@login_required
def of_report(report_id: int) -> ResponseReturnValue:
    page = ReportPage(report_scene(report_id), me())
    table = table_of(page.scene, reader=me())
    return render_template("pages/report_dispositions.html", page=page, table=table, show=_show())


@bp.get("/sections/<int:section_id>/dispositions.docx")
@login_required
def section_docx(section_id: int) -> ResponseReturnValue:
    return _docx(table_of(*section_scene(section_id)))


@bp.get("/sections/<int:section_id>/dispositions.xlsx")
@login_required
def section_xlsx(section_id: int) -> ResponseReturnValue:
    return _xlsx(table_of(*section_scene(section_id)))


@bp.get("/reports/<int:report_id>/dispositions.docx")
@login_required
def report_docx(report_id: int) -> ResponseReturnValue:
    return _docx(table_of(report_scene(report_id)))


@bp.get("/reports/<int:report_id>/dispositions.xlsx")
@login_required
def report_xlsx(report_id: int) -> ResponseReturnValue:
    return _xlsx(table_of(report_scene(report_id)))


def _show() -> str:
    """Which of them the page lists; a file always has all."""
    wanted = request.args.get("show", "")
    return wanted if wanted in ("open", "mine", "must") else "all"


def _docx(table: Table) -> ResponseReturnValue:
    return _sent(as_docx(table, me(), utc_now(), speak), DOCX, table, "docx")


def _xlsx(table: Table) -> ResponseReturnValue:
    return _sent(as_xlsx(table, me(), utc_now(), speak), XLSX, table, "xlsx")


def _sent(data: bytes, media: str, table: Table, ending: str) -> ResponseReturnValue:
    of = plain_name(speak(table.of))
    name = f"{of} {speak(TITLE)}.{ending}"
    return send_file(io.BytesIO(data), media, as_attachment=True, download_name=name)
