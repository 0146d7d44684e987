"""The PDF of an assembled document, and its pages as pictures."""

from __future__ import annotations

from flask import Blueprint, Response, abort, request, send_file
from flask.typing import ResponseReturnValue
from flask_login import login_required

from workflow.actions.assembly import renderings
from workflow.store import db
from workflow.store.rendering import numbered
from workflow.web.access import own_report
from workflow.web.report.assembly import document_name

WIDTH = 800
PNG = "image/png"
KEPT = "private, max-age=86400, immutable"
"""A page never changes: its address names the hash, and only this person's browser keeps it."""


def add_routes(bp: Blueprint) -> None:
    here = "/reports/<int:report_id>/assemblies/<int:number>"
    bp.add_url_rule(f"{here}.pdf", view_func=pdf)
    bp.add_url_rule(f"{here}/pages/<int:page>.png", view_func=page_picture)


@login_required
def pdf(report_id: int, number: int) -> ResponseReturnValue:
    """The file through its row, for the report's people alone; 404 while it is not made."""
    report = own_report(report_id)
    found = numbered(report.id, number)
    path = renderings.pdf_path(found[1]) if found else None
    if found is None or found[1] is None or path is None:
        abort(404)
    name = document_name(report.title, found[0], "pdf")
    return send_file(path, "application/pdf", download_name=name, etag=found[1].file_hash or True)


@login_required
def page_picture(report_id: int, number: int, page: int) -> ResponseReturnValue:
    """``?width=`` in pixels. A picture that the browser has is not drawn again."""
    found = numbered(own_report(report_id).id, number)
    row = found[1] if found else None
    if row is None or not row.file_hash:
        abort(404)
    width = request.args.get("width", WIDTH, type=int)
    answer = Response(mimetype=PNG, headers={"Cache-Control": KEPT})
    answer.set_etag(f"{row.file_hash}-{page}-{width}")
    if answer.make_conditional(request).status_code == 304:
        return answer
    path = renderings.pdf_path(row)
    db.session.rollback()
    picture = renderings.drawn_page(path, page, width) if path else None
    if picture is None:
        abort(404)
    answer.set_data(picture)
    return answer
