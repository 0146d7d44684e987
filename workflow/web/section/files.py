"""Pictures and other files of a section, for the people of its report alone."""

from __future__ import annotations

import re

from flask import Blueprint, Response, abort, request, send_file
from flask.typing import ResponseReturnValue
from flask_login import login_required

from workflow.actions.work import transaction
from workflow.actions.writing import pictures
from workflow.actions.writing.section_files import served
from workflow.domain.machine import NotYet, Refused
from workflow.web.access import me, own_section
from workflow.web.errors import status_of
from workflow.web.locale import speak

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
    return sealed(answer)


def sealed(answer: Response) -> Response:
    """Bytes of a stranger, which belong to no page but ours."""
    answer.headers["Content-Security-Policy"] = SEALED
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer


@bp.post("/sections/<int:section_id>/files")
@login_required
def add(section_id: int) -> ResponseReturnValue:
    """A picture for the text: its hash, type and size (EMU), or the sentence why not."""
    section = own_section(section_id)
    try:
        taken = pictures.take(section, *_sent())
        with transaction() as work:
            pictures.keep(work, me(), section, taken)
    except Refused as refused:
        return {"sentence": speak(refused.sentence)}, status_of(refused)
    return {
        "hash": taken.hash,
        "media": taken.media,
        "width": taken.width,
        "height": taken.height,
    }, 201


def _sent() -> tuple[bytes, str]:
    """The bytes, one more than are taken at most, and the file's name."""
    file = request.files.get("picture")
    if file is None:
        raise NotYet(pictures.UNKNOWN)
    return file.stream.read(pictures.MOST_BYTES + 1), file.filename or ""
