"""What each verb takes besides a note, read from a form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from flask import abort

from workflow.actions.clock import parse_day
from workflow.actions.showing.reading import posted_content
from workflow.domain.terms import CommentKind, Disposition, Placement, Verb
from workflow.web.acting import Form, number, words
from workflow.web.edit_rows import listed_edits

Choice = TypeVar("Choice", bound=StrEnum)


def given_for(verb: Verb, form: Form) -> dict[str, Any]:
    """What the verb takes besides a note (see actions.effects), read from a form."""
    return TAKES.get(verb, _nothing)(form)


def _nothing(form: Form) -> dict[str, Any]:
    return {}


def _assign(form: Form) -> dict[str, Any]:
    """Only what the form shows is changed; an empty field stays as it is."""
    given: dict[str, Any] = {}
    if form.get("owner_id"):
        given["owner_id"] = number(form["owner_id"])
    if form.get("due_on"):
        given["due_on"] = parse_day(form["due_on"])
    if "with_contributors" in form:
        given["contributor_ids"] = [number(one) for one in form.getlist("contributor_ids")]
    if "brief" in form:
        given["brief"] = words(form, "brief")
    return given


def _save(form: Form) -> dict[str, Any]:
    given: dict[str, Any] = {"content": posted_content(form.get("content", ""))}
    if form.get("copy_revision"):
        given["copy_revision"] = number(form["copy_revision"])
    return given


def _upload(form: Form) -> dict[str, Any]:
    return {"upload_id": number(form.get("upload_id"))}


def _restore(form: Form) -> dict[str, Any]:
    return {"number": number(form.get("number"))}


def _pass(form: Form) -> dict[str, Any]:
    return {"ticks": [number(one) for one in form.getlist("tick") if one.isdecimal()]}


def _send_back(form: Form) -> dict[str, Any]:
    return {"to_stage": number(form.get("to_stage")), "straight": form.get("straight") == "1"}


def _amend(form: Form) -> dict[str, Any]:
    return {"content": posted_content(form.get("content", ""))}


def _add_reviewer(form: Form) -> dict[str, Any]:
    placement = _choice(Placement, form.get("placement"), Placement.BESIDE)
    return {"person_id": number(form.get("person_id")), "placement": placement}


def _one_person(form: Form) -> dict[str, Any]:
    return {"person_id": number(form.get("person_id"))}


def _hand_over(form: Form) -> dict[str, Any]:
    return {"person_id": number(form.get("person_id")), "from_id": number(form.get("from_id"))}


def _delegate(form: Form) -> dict[str, Any]:
    return {
        "person_id": number(form.get("person_id")),
        "first_on": parse_day(form.get("first_on", "")),
        "last_on": parse_day(form.get("last_on", "")),
    }


def _circulate(form: Form) -> dict[str, Any]:
    return {"person_ids": [number(one) for one in form.getlist("person_ids")]}


def _ask_extension(form: Form) -> dict[str, Any]:
    return {"wished_on": parse_day(form.get("wished_on", ""))}


def _extend(form: Form) -> dict[str, Any]:
    return {"due_on": parse_day(form.get("due_on", ""))}


def _comment(form: Form) -> dict[str, Any]:
    return {
        "kind": _choice(CommentKind, form.get("kind"), CommentKind.SUGGESTION),
        "text": words(form, "text"),
        "block_id": words(form, "block_id"),
        "quote": words(form, "quote"),
        "start": form.get("start", type=int),
        "replacement": words(form, "replacement") if "replacement" in form else None,
        "mentioned": _mentioned(form),
    }


def _answer(form: Form) -> dict[str, Any]:
    chosen = _choice(Disposition, form.get("disposition"), Disposition.ADOPTED)
    if chosen is Disposition.WAIVED:
        abort(400)
    return {"comment_id": number(form.get("comment_id")), "disposition": chosen}


def _adopt(form: Form) -> dict[str, Any]:
    wanted = [number(one) for one in form.getlist("comment_id")]
    return {"comment_ids": wanted, "near": form.get("near") == "1"}


def _reply(form: Form) -> dict[str, Any]:
    return {**_one_comment(form), "text": words(form, "text"), "mentioned": _mentioned(form)}


def _mentioned(form: Form) -> list[int]:
    """Whom the writer chose by name; of namesakes it says which is meant."""
    return [number(one) for one in form.getlist("mentioned")]


def _one_comment(form: Form) -> dict[str, Any]:
    return {"comment_id": number(form.get("comment_id"))}


def _attach(form: Form) -> dict[str, Any]:
    """All but the file, which is read before the act."""
    return {
        "about": words(form, "about"),
        "block_id": words(form, "block_id"),
        "quote": words(form, "quote"),
        "start": form.get("start", type=int),
    }


def _detach(form: Form) -> dict[str, Any]:
    return {"evidence_id": number(form.get("evidence_id"))}


def _match_earlier(form: Form) -> dict[str, Any]:
    return {"earlier_id": number(form.get("earlier_id"))}


def _return(form: Form) -> dict[str, Any]:
    """The sections to be written again, and what is to change in each."""
    chosen = form.getlist("section_ids")
    return {"section_ids": chosen, "notes": {one: words(form, f"note-{one}") for one in chosen}}


TAKES: Mapping[Verb, Callable[[Form], dict[str, Any]]] = {
    Verb.ASSIGN: _assign,
    Verb.SAVE: _save,
    Verb.UPLOAD: _upload,
    Verb.RESTORE: _restore,
    Verb.PASS: _pass,
    Verb.SEND_BACK: _send_back,
    Verb.AMEND: _amend,
    Verb.ADD_REVIEWER: _add_reviewer,
    Verb.REMOVE_REVIEWER: _one_person,
    Verb.HAND_OVER: _hand_over,
    Verb.DELEGATE: _delegate,
    Verb.CIRCULATE: _circulate,
    Verb.ASK_EXTENSION: _ask_extension,
    Verb.EXTEND: _extend,
    Verb.COMMENT: _comment,
    Verb.ANSWER: _answer,
    Verb.WAIVE: _one_comment,
    Verb.ADOPT: _adopt,
    Verb.REPLY: _reply,
    Verb.SETTLE: _one_comment,
    Verb.OPEN_AGAIN: _one_comment,
    Verb.MATCH_EARLIER: _match_earlier,
    Verb.ATTACH: _attach,
    Verb.DETACH: _detach,
    Verb.RETURN: _return,
    Verb.APPROVE_CONDITIONALLY: listed_edits,
}


def _choice(term: type[Choice], value: str | None, default: Choice) -> Choice:
    if not value:
        return default
    found = next((one for one in term if one == value), None)
    if found is None:
        abort(400)
    return found
