"""What was said about a section while its page stands open: asked for every few seconds.

As long as nothing was said or done the answer is empty (204) and costs three statements.
"""

from __future__ import annotations

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from workflow.store.comment import talk_stamp
from workflow.store.draft import draft_by_id
from workflow.web.access import own_section
from workflow.web.section.page import SectionPage

bp = Blueprint("section_news", __name__)


@bp.get("/sections/<int:section_id>/talk")
@login_required
def show(section_id: int) -> ResponseReturnValue:
    """The cards as they are now, beside the draft that the page shows, so that an act on it
    stays an act on what the person sees. ``seen`` is the stamp that the page has.
    """
    own_section(section_id)
    if talk_stamp(section_id) == request.args.get("seen"):
        return "", 204
    page = SectionPage.of(section_id)
    page.shown = draft_by_id(section_id, request.args.get("draft", 0, type=int))
    page.editing = editing = request.args.get("editing") == "1"
    back = url_for("sections.edit" if editing else "sections.show", section_id=section_id)
    return render_template("parts/section_news.html", page=page, back=back, editing=editing)
