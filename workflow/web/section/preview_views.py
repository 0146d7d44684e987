"""The preview of a section: its newest draft on the paper of the house style."""

from __future__ import annotations

import hashlib

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import login_required

from workflow.actions.assembly.house_styles import style_named
from workflow.actions.showing.house_css import house_css
from workflow.actions.showing.reading import Content, posted_content
from workflow.actions.showing.section_sheet import section_sheet
from workflow.domain.text import Text
from workflow.store import Report
from workflow.web.access import own_section
from workflow.web.section.files import CACHED
from workflow.web.section.page import SectionPage

bp = Blueprint("preview", __name__)


@bp.get("/sections/<int:section_id>/preview")
@login_required
def show(section_id: int) -> ResponseReturnValue:
    """The section as it will stand in the report."""
    return _page(SectionPage.of(section_id))


@bp.post("/sections/<int:section_id>/preview")
@login_required
def unsaved(section_id: int) -> ResponseReturnValue:
    """What stands in the editor now; nothing is stored."""
    page = SectionPage.of(section_id)
    return _page(page, posted_content(request.form.get("content", "")))


def _page(page: SectionPage, content: Content | None = None) -> str:
    sheet = section_sheet(page.scene, page.section, content)
    return render_template(
        "pages/section_preview.html",
        page=page,
        sheet=sheet,
        is_unsaved=content is not None,
        style=Text(sheet.profile.zh, sheet.profile.en),
        version=_version(_css(page.report)),
    )


@bp.get("/sections/<int:section_id>/preview.css")
@login_required
def style(section_id: int) -> ResponseReturnValue:
    """The house style's numbers; kept by the browser under the version that a page names."""
    css = _css(own_section(section_id).report)
    answer = Response(css, mimetype="text/css")
    if request.args.get("v") == _version(css):
        answer.headers["Cache-Control"] = CACHED
    return answer


def _css(report: Report) -> str:
    return house_css(style_named(report.office_id, report.profile))


def _version(css: str) -> str:
    return hashlib.sha256(css.encode()).hexdigest()[:16]
