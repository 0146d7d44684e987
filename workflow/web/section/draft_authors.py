"""The page that says who wrote which passage of a section."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_login import login_required

from workflow.actions.writing.passages import passages_of
from workflow.web.section.page import SectionPage


def add_routes(bp: Blueprint) -> None:
    bp.add_url_rule("/sections/<int:section_id>/authors", view_func=authors)


@login_required
def authors(section_id: int) -> ResponseReturnValue:
    """The newest draft, each passage with its author and the draft that it came in with."""
    page = SectionPage.of(section_id)
    passages = passages_of(page.section)
    return render_template("pages/section_authors.html", page=page, passages=passages)
