"""Working copies before the editor's script: text saved as it is written, and who has the pen.

Asked and answered in JSON; a refusal is ``{"why", "sentence"}``, with the other text where
there is one. ``why``: "tab" (written on in another window), "closed", "refused".
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from flask_login import login_required
from flask_wtf.csrf import generate_csrf
from werkzeug.exceptions import RequestEntityTooLarge

from workflow.actions.work import transaction
from workflow.actions.writing import pens
from workflow.actions.writing.copy_merging import merged_with
from workflow.actions.writing.working_copies import Closed, Elsewhere, autosave, checked
from workflow.domain.machine import NotYet, Refused
from workflow.domain.time_words import moment_words
from workflow.store import Section, WorkingCopy
from workflow.store.base import utc_now
from workflow.store.draft import draft_by_id
from workflow.store.pen import keep_pen
from workflow.web.access import me, own_section
from workflow.web.errors import status_of
from workflow.web.locale import speak, zone

bp = Blueprint("copies", __name__)

MOST_BYTES = 4 * 1024 * 1024
"""As much as the form of a version may hold."""


@bp.post("/sections/<int:section_id>/copy/text")
@login_required
def keep(section_id: int) -> ResponseReturnValue:
    """One request for each pause in typing: no scene, one UPDATE. The copy itself says who may."""
    try:
        text, now, person_id = checked(_sent()), utc_now(), me().id
        at = now.astimezone(zone()).strftime("%H:%M")
        with transaction(now) as work:
            saved = autosave(work, person_id, section_id, _number("revision"), text)
    except Refused as refused:
        own_section(section_id)  # absent for whoever has no part in it
        return _refused(refused)
    return {"revision": saved.revision, "holds": saved.holds, "at": at}


@bp.post("/sections/<int:section_id>/copy")
@login_required
def open_copy(section_id: int) -> ResponseReturnValue:
    """With the first key: a copy through the table, and the pen unless ``alone``."""
    section = own_section(section_id)
    base, alone = _number("base") or None, "alone" in request.args
    try:
        with transaction() as work:
            copy = pens.open_copy(work, me(), section, base, _number("revision"), alone)
            opened = {"revision": copy.revision, "base": copy.base_id or ""}
    except Refused as refused:
        return _refused(refused) if isinstance(refused, Elsewhere) else _no_pen(section_id, refused)
    return _standing(section_id) | opened


@bp.get("/sections/<int:section_id>/copy")
@login_required
def state(section_id: int) -> ResponseReturnValue:
    """Who writes now, the newest draft, and a token that holds after a new log-in."""
    return _standing(section_id)


@bp.post("/sections/<int:section_id>/copy/beat")
@login_required
def beat(section_id: int) -> ResponseReturnValue:
    """Heard of: the pen stays for two minutes more."""
    own_section(section_id)
    with transaction() as work:
        keep_pen(section_id, me().id, work.now)
    return _standing(section_id)


@bp.post("/sections/<int:section_id>/copy/merge")
@login_required
def merge(section_id: int) -> ResponseReturnValue:
    """What was sent and the newest text, put together upon the draft that it began from."""
    section = own_section(section_id)
    try:
        found = merged_with(section, me(), _number("base") or None, _sent(), "tab" in request.args)
    except Refused as refused:
        return _refused(refused)
    return {
        "content": found.content,
        "clashes": found.clashes,
        "base": found.base_id or "",
        "revision": found.revision,
    }


def _sent() -> str:
    """The request's body as text; anything that is no UTF-8 is no content either."""
    if (request.content_length or 0) > MOST_BYTES:
        raise RequestEntityTooLarge
    return request.get_data().decode("utf-8", "replace")


def _number(name: str) -> int:
    found: int = request.args.get(name, 0, type=int)
    return found if 0 <= found < 2**31 else 0


def _refused(refused: Refused) -> ResponseReturnValue:
    found: dict[str, Any] = {"why": "refused", "sentence": speak(refused.sentence)}
    if isinstance(refused, Closed):
        found["why"] = "closed"
    if isinstance(refused, Elsewhere):
        found |= {"why": "tab", "revision": refused.copy.revision}
        found["content"] = json.loads(refused.copy.content or "null")
    return found, status_of(refused)


def _no_pen(section_id: int, refused: Refused) -> ResponseReturnValue:
    """Somebody else writes (423), or one may not write here at all."""
    if isinstance(refused, NotYet):
        why = {"why": "busy", "sentence": speak(refused.sentence)}
        return _standing(section_id) | why, 423
    return _refused(refused)


def _standing(section_id: int) -> dict[str, Any]:
    section = own_section(section_id)
    now = utc_now()
    found = pens.standing(section_id, me().id, now)
    return {
        "person": me().id,
        "token": generate_csrf(),
        "holds": found.holds,
        "revision": found.revision,
        "head": section.head_id or "",
        "headWords": _head_words(section),
        **_writer(found.other, now),
    }


def _head_words(section: Section) -> str:
    """Who made the newest draft, where it is not the one that the page began from."""
    if section.head_id is None or section.head_id == _number("base"):
        return ""
    draft = draft_by_id(section.id, section.head_id)
    return f"{draft.number} · {draft.author.name}" if draft else ""


def _writer(copy: WorkingCopy | None, now: datetime) -> dict[str, Any]:
    if copy is None or copy.writing_since is None:
        return {"writer": "", "since": ""}
    since = moment_words(copy.writing_since, now, me().office.zone)
    return {"writer": copy.person.name, "since": speak(since)}
