"""Older drafts of a section: one by itself, and any two side by side."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from workflow.actions.showing.reading import changed_blocks, content_of
from workflow.actions.writing.authorship import compared_drafts
from workflow.store import Draft
from workflow.store.draft import draft_of
from workflow.web.access import own_section
from workflow.web.section import draft_authors
from workflow.web.section.page import SectionPage

bp = Blueprint("drafts", __name__)

EARLIER = "earlier"
"""Instead of a draft's number: last year's text."""


@bp.get("/sections/<int:section_id>/drafts/<int:number>")
@login_required
def show(section_id: int, number: int) -> ResponseReturnValue:
    """One draft as it was."""
    page = SectionPage.of(section_id)
    found = _draft(section_id, number)
    return render_template("pages/draft.html", page=page, draft=found, content=content_of(found))


@bp.get("/sections/<int:section_id>/drafts/<int:older>..<int:newer>")
@login_required
def compare(section_id: int, older: int, newer: int) -> ResponseReturnValue:
    """What changed between two drafts, the lower number first or not."""
    page = SectionPage.of(section_id)
    old, new = _draft(section_id, older), _draft(section_id, newer)
    changes = compared_drafts(old, new)
    return render_template(
        "pages/draft_compare.html",
        page=page,
        old=old,
        new=new,
        changes=changes,
        changed=changed_blocks(changes),
    )


@bp.get("/sections/<int:section_id>/drafts")
@login_required
def choose(section_id: int) -> ResponseReturnValue:
    """Two drafts chosen from lists, on to their comparison."""
    own_section(section_id)
    newer = request.args.get("newer", type=int)
    if request.args.get("older") == EARLIER:
        return redirect(url_for("earlier.show", section_id=section_id, draft=newer), 303)
    older = request.args.get("older", type=int)
    if older is None or newer is None:
        abort(404)
    there = url_for("drafts.compare", section_id=section_id, older=older, newer=newer)
    return redirect(there, 303)


def _draft(section_id: int, number: int) -> Draft:
    found = draft_of(section_id, number)
    if found is None:
        abort(404)
    return found


draft_authors.add_routes(bp)
