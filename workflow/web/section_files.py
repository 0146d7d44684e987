"""Pictures and other files of a section, for the people of its report alone."""

from __future__ import annotations

import re

from flask import Blueprint, abort, send_file
from flask.typing import ResponseReturnValue
from flask_login import login_required

from workflow.actions.section_files import served
from workflow.web.access import own_section

bp = Blueprint("section_files", __name__)

HASH = re.compile("[0-9a-f]{64}")
KEPT_SECONDS = 365 * 24 * 3600
CACHED = f"private, max-age={KEPT_SECONDS}, immutable"
"""A hash never names other bytes; private, since only this report's people may see them."""
SEALED = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""Opened by itself, a file (an SVG above all) runs nothing and loads nothing."""


@bp.get("/sections/<int:section_id>/files/<digest>")
@login_required
def show(section_id: int, digest: str) -> ResponseReturnValue:
    """The file through its row; only pictures without a language of their own open in place."""
    section = own_section(section_id)
    found = served(section, digest) if HASH.fullmatch(digest) else None
    if found is None:
        abort(404)
    answer = send_file(
        found.path,
        found.media,
        as_attachment=not found.shown,
        download_name=found.name,
        etag=digest,
    )
    answer.headers["Cache-Control"] = CACHED
    answer.headers["Content-Security-Policy"] = SEALED
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer
