"""A Word file of several sections comes back: taken apart, looked at, then drafts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workflow.actions.scene import Scene
from workflow.actions.word.returned import Returned, pieces_of
from workflow.actions.word.section_upload import keep_piece
from workflow.actions.word.section_word import REPORT
from workflow.actions.work import Work
from workflow.documents.content import blobs_of, from_json, plain_text, to_json
from workflow.documents.parting import Piece
from workflow.documents.talk import Remark
from workflow.documents.talk_json import (
    comments_to_json,
    remarks_to_json,
    suggestions_to_json,
)
from workflow.store import Person, ReportUpload, Upload, db

OTHER_REPORT = Remark(
    "other_report",
    "文件是从另一份报告下载的，请核对后再保存。",
    "The file was downloaded from another report: look twice before you save it.",
)


def take_in(work: Work, person: Person, scene: Scene, returned: Returned) -> ReportUpload:
    """Keep the parts of the file until the person has looked at them."""
    whole = ReportUpload(
        report_id=scene.report.id,
        person_id=person.id,
        filename=returned.filename[-300:],
        remarks=remarks_to_json(returned.document.remarks),
        loose=[],
        created_at=work.now,
    )
    db.session.add(whole)
    by_id = {one.id: one for one in scene.sections}
    loose: list[dict[str, Any]] = []
    for piece in pieces_of(scene, returned):
        section = by_id[piece.section] if piece.section else None
        if section is not None and section.is_text:
            whole.parts.append(keep_piece(work, person, section, returned.filename, piece))
        elif _is_worth_a_look(piece, scene):
            loose.append(_as_json(piece))
    whole.loose = loose
    if returned.identity.get(REPORT, str(scene.report.id)) != str(scene.report.id):
        whole.remarks = [*remarks_to_json([OTHER_REPORT]), *whole.remarks]
    db.session.flush()
    return whole


def _is_worth_a_look(piece: Piece, scene: Scene) -> bool:
    """Neither empty nor the report's own title."""
    words = "".join(plain_text(piece.content).split())
    has_more = bool(piece.comments or piece.suggestions)
    is_seen = bool(words) or bool(blobs_of(piece.content))
    return has_more or (is_seen and words != "".join(scene.report.title.split()))


def _as_json(piece: Piece) -> dict[str, Any]:
    return {
        "content": to_json(piece.content),
        "comments": comments_to_json(piece.comments),
        "suggestions": suggestions_to_json(piece.suggestions),
    }


def open_loose(whole: ReportUpload) -> list[tuple[int, dict[str, Any]]]:
    """What belongs to no section and was neither placed nor left out, by its number."""
    return [(n, one) for n, one in enumerate(whole.loose) if not one.get("placed")]


def open_parts(whole: ReportUpload) -> list[Upload]:
    """Those that became nothing yet."""
    return [one for one in whole.parts if one.draft_id is None]


def loose_words(piece: Mapping[str, Any]) -> list[str]:
    """What belongs to no section, line by line."""
    return plain_text(from_json(piece["content"])).split("\n")
