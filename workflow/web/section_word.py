"""A section as a file for Word and WPS."""

from __future__ import annotations

import io

from flask import Blueprint, send_file
from flask.typing import ResponseReturnValue
from flask_login import login_required

from workflow.actions.section_word import section_document
from workflow.domain.text import say
from workflow.web.access import section_scene
from workflow.web.assembly_views import DOCX
from workflow.web.locale import speak
from workflow.web.report_assembly import plain_name

bp = Blueprint("section_word", __name__)


@bp.get("/sections/<int:section_id>/word")
@login_required
def download(section_id: int) -> ResponseReturnValue:
    """The newest draft with its open comments, for the report's people."""
    scene, section = section_scene(section_id)
    data = section_document(scene, section)
    number = section.head.number if section.head else 0
    title = plain_name(scene.place(section).label)
    name = speak(say("{title}（第{n}稿）.docx", "{title} (draft {n}).docx", title=title, n=number))
    return send_file(io.BytesIO(data), DOCX, as_attachment=True, download_name=name)
